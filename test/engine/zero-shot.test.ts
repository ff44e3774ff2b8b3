// Zero-shot in steps: what is kept of a photo is of the embedding that it has, whatever happens between two steps.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { openAnalyses } from '../../electron/engine/cache/analyses.ts';
import { openCarryOver } from '../../electron/engine/cache/carry-over.ts';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openFiles } from '../../electron/engine/cache/files.ts';
import { cacheMigrations } from '../../electron/engine/cache/migrations.ts';
import { openRows } from '../../electron/engine/cache/rows.ts';
import { fillZeroShot } from '../../electron/engine/scoring/zero-shot.ts';
import { keptEmbeddings } from '../../electron/engine/stages/clip/kept-embeddings.ts';
import { clip } from '../../electron/engine/stages/clip/stage.ts';
import { keptSports } from '../../electron/engine/stages/sport/kept-sports.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

let work: string;
before(() => {
  work = temporaryFolder();
});
after(() => {
  dropFolder(work);
});

it('A photo described anew while sports are being told is never left with the answer of its old embedding', () => {
  const database = openDatabase(join(work, 'cache.db'), cacheMigrations);
  const files = openFiles(database);
  const rows = openRows(database);
  const analyses = openAnalyses(
    database,
    rows,
    openCarryOver(openDatabase(':memory:', decisionMigrations)),
  );
  const sports = keptSports(rows);
  const paths = ['a.jpg', 'b.jpg'].map((name) => join(work, name));
  files.save(
    paths.map((path) => ({
      path,
      sizeBytes: 1,
      modifiedMs: 1,
      changedMs: 1,
      kind: 'jpeg',
      problem: null,
    })),
    [],
  );
  const found = files.under(work);
  const describe = (of: number, embedding: readonly number[]) => {
    const [file, result] = [found[of], { space: 'plane', embedding: Float32Array.from(embedding) }];
    const saved = [{ stage: clip, version: '1', result }];
    const sha256 = Buffer.alloc(32, of);
    const beginning = { bytes: 1, sha256 };
    const reading = { sha256, picture: sha256, beginning, outgrown: null };
    assert.ok(file && analyses.save(file, reading, saved));
  };
  describe(0, [1, 0]);
  describe(1, [1, 0]);
  const key = { model: 'clip', version: 'made', names: ['golf', 'tennis'] };
  const ids = found.map(({ id }) => id);
  const model = { space: 'plane', logitScale: 100 };
  const fill = () =>
    fillZeroShot(keptEmbeddings(rows), sports, ids, key, Float32Array.of(1, 0, 0, 1), model);
  const steps = fill();
  steps.next();
  describe(0, [0, 1]);
  describe(1, [0, 1]);
  assert.ok([...steps, ...fill()].length > 0);
  assert.deepEqual([...sports.read(ids, key, '').sports.best], [1, 1]);
  database.close();
});
