// Handlers of what helps to write captions: templates, rosters and code replacements.

import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { joinRosters } from '../../../shared/captions/roster.ts';
import { parseCodes } from '../../../shared/captions/codes.ts';
import { templateProblem } from '../../../shared/captions/template.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { mostListBytes } from '../../../shared/contract-inputs.ts';
import type { GivenList } from '../../../shared/contract.ts';
import { textOfBytes } from '../../disk/csv-rows.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { readRoster } from '../captions/read-roster.ts';
import type { Area, EngineParts } from '../context.ts';

type Parts = Pick<EngineParts, 'writing'>;

export function writingHandlers({ writing }: Parts): Area<'template' | 'roster' | 'code'> {
  const codes = () => Promise.resolve({ files: writing.codes() });
  return {
    'template.list': () => Promise.resolve({ templates: writing.templates() }),
    'template.save': ({ name, fields }) => {
      const problem = Object.values(fields)
        .map(templateProblem)
        .find((one) => one !== null);
      if (problem !== undefined) throw new EngineError('bad-input', problem);
      writing.saveTemplate({ name, fields });
      return Promise.resolve({});
    },
    'template.remove': ({ name }) => {
      if (writing.removeTemplate(name)) return Promise.resolve({});
      throw new EngineError('not-found', `There is no template named "${name}".`);
    },
    'roster.read': ({ folders }) => {
      const found = folders.map((folder) => writing.nearestRoster(folder));
      return Promise.resolve(joinRosters(found.filter((roster) => roster !== null)));
    },
    'roster.look': async ({ list }) => {
      const { text, what } = await given(list);
      return readRoster(text, what);
    },
    'roster.write': ({ folder, roster }) =>
      Promise.resolve({ before: writing.saveRoster(folder, roster) }),
    'code.list': codes,
    'code.take': async ({ list, name }) => {
      const { text, what } = await given(list);
      const read = parseCodes(text);
      const [first] = read.problems;
      if (read.codes.size === 0)
        throw new EngineError(
          'bad-input',
          `${what} has no codes. ${first ? `Line ${first.line}: ${first.message}` : 'It is empty.'}`,
        );
      writing.takeCodes({ name, text: text.replace(/\r\n?/g, '\n') });
      return codes();
    },
    'code.remove': ({ name }) => {
      if (writing.removeCodes(name)) return codes();
      throw new EngineError('not-found', `There is no file of codes named "${name}".`);
    },
  };
}

type Given = { readonly text: string; readonly what: string };

/** Rejects with `bad-input` where a file cannot be read, or is far too large for a list. */
async function given(list: GivenList): Promise<Given> {
  if ('text' in list) return { text: list.text, what: 'What was pasted' };
  const what = 'path' in list ? basename(list.path) : list.name;
  const bytes = 'path' in list ? await bytesAt(list.path) : list.bytes;
  if (bytes.length > mostListBytes)
    throw new EngineError('bad-input', `${what} is no list: it is larger than 4 MB.`);
  return { text: textOfBytes(bytes), what };
}

async function bytesAt(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      if (!(await file.stat()).isFile()) throw new Error('it is not a file');
      const bytes = Buffer.alloc(mostListBytes + 1);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    const message = `${basename(path)} could not be read: ${reasonOf(cause)}.`;
    throw new EngineError('bad-input', message, { cause });
  }
}
