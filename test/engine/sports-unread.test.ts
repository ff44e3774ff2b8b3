// Zero-shot whose words cannot be read: the photos are analysed all the same, and a sentence says what is wrong.

import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { plainPhoto, writeColourClassifier } from '../fixtures/colour-classifier.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

describe('files that tell sports and cannot be used', () => {
  let work: string;
  let engine: Engine;
  const input = () => ({ folders: [join(work, 'match')] });
  const models = () => join(work, 'models');

  before(async () => {
    work = temporaryFolder();
    mkdirSync(join(work, 'match'));
    writeFileSync(join(work, 'match', 'red.png'), await plainPhoto([220, 30, 30]));
    await ownModelFolder(models());
    const listed = await writeTestClip(models());
    // As listed, and no network all the same.
    const text = new TextEncoder().encode('no network');
    writeFileSync(join(models(), 'test-clip-text.onnx'), text);
    const file = { bytes: text.length, sha256: hash('sha256', text), mirrors: [] };
    const changed = listed.map((entry) =>
      entry.role === 'clip-text'
        ? { ...entry, files: [{ file: 'test-clip-text.onnx', ...file }] }
        : entry,
    );
    writeFileSync(join(models(), 'catalogue.json'), JSON.stringify({ models: changed }));
    const options = engineOptions(join(work, 'data'));
    engine = createEngine({ ...options, modelsFolder: models() });
    await engine.call('folder.sync', input());
  });
  after(async () => {
    await engine.close();
    dropFolder(work);
  });

  it('do not stop the analysis where they are CLIP for words', async () => {
    const totals: number[] = [];
    const onProgress = ({ total }: { total: number }) => totals.push(total);
    const { analysed } = await engine.call('folder.analyse', input(), { onProgress });
    assert.equal(analysed, 1);
    assert.equal(totals[0], 1);
    const { count, problems } = await engine.call('folder.columns', input());
    assert.equal(count, 1);
    assert.deepEqual(
      problems.map(({ path }) => path),
      [join(models(), 'test-clip-text.onnx')],
    );
    assert.match(problems[0]?.message ?? '', /is damaged or not a model/);
  });

  it('do not hide the photos where they are a classifier that has gone', async () => {
    await writeColourClassifier(models(), 'colours');
    await engine.call('models.list', {});
    rmSync(join(models(), 'colours.txt'));
    const { count, problems } = await engine.call('folder.columns', input());
    assert.equal(count, 1);
    const said = problems.map(({ message }) => message).join(' ');
    assert.match(
      said,
      /No sports are told: colours cannot be used: .+ is no longer there\. Import it again, or go on without it\./,
    );
  });
});
