// The report of a proof: a page, its figures for other programs, and the table from which both follow.

import { join } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { lostAtSizes, proofOf, type JudgedProof } from '../../../shared/prove/proof.ts';
import { proofPage } from '../../../shared/prove/proof-page.ts';
import { proofCsv, proofOfRows, proofTitle } from '../../../shared/prove/proof-table.ts';
import { csvRows } from '../../disk/csv-rows.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { writeWhole } from '../../disk/write-file.ts';
import { makeOwnFolder } from '../files/own-folder.ts';

/** What a table of a proof says, as `proofCsv` writes it. Throws EngineError `bad-input` with what is wrong. */
function readProof(text: string): JudgedProof {
  try {
    return proofOfRows(csvRows(text));
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError('bad-input', `The table of a proof is no CSV: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

/** Writes proof.html, proof.json and proof.csv into a folder that is empty or not there; gives their paths, the page first. */
export function writeProof(folder: string, text: string): string[] {
  const judged = readProof(text);
  const title = proofTitle(judged);
  const proof = proofOf(judged);
  const asked = lostAtSizes(judged);
  const files = [
    ['proof.html', proofPage(title, proof, asked)],
    ['proof.json', `${JSON.stringify({ title, ...proof, albums: asked }, null, 2)}\n`],
    ['proof.csv', `\ufeff${proofCsv(judged)}`],
  ] as const;
  try {
    makeOwnFolder(folder);
    return files.map(([name, content]) => {
      writeWhole(join(folder, name), content);
      return join(folder, name);
    });
  } catch (cause) {
    const message = `The report could not be written into ${folder}: ${reasonOf(cause)}.`;
    throw new EngineError('bad-input', message, { cause });
  }
}
