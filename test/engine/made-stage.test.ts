// A stage that nobody built in: one folder (test/fixtures/redness) and one line (`stages`) make it part of the engine.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import sharp from 'sharp';
import { stages } from '../../electron/engine/analyse.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import type { Stage } from '../../electron/engine/stage.ts';
import type { AnalysisSummary } from '../../shared/contract.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import { plainPhoto, writeColourClassifier } from '../fixtures/colour-classifier.ts';
import {
  dropFolder,
  engineOptions,
  samplePhoto,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { redness } from '../fixtures/redness/stage.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

describe('a made-up stage', () => {
  let work = '';
  let photos = '';
  const models = () => join(work, 'models');
  const data = () => join(work, 'data');
  const withRedness = [...stages, redness];

  /** Opens an engine with these stages, analyses what is stale and says what is there then. */
  const analysed = async (list: readonly Stage[], settings: Partial<Settings> = {}) => {
    const options = { ...engineOptions(data()), modelsFolder: models(), stages: list };
    const engine = createEngine(options);
    const input = { folders: [photos] };
    try {
      await engine.call('settings.write', { values: { 'sport.source': 'clip', ...settings } });
      await engine.call('folder.sync', input);
      const summary = await engine.call('folder.analyse', input);
      return { summary, columns: await engine.call('folder.columns', input) };
    } finally {
      await engine.close();
    }
  };
  const column = ({ signals }: PhotoColumns, name: string): number[] => [
    ...((signals as Readonly<Record<string, Float64Array>>)[name] ?? []),
  ];
  const reasons = ({ missing }: PhotoColumns) => [
    ...((missing as Readonly<Record<string, Uint8Array>>)['redness'] ?? []),
  ];
  const inCache = (sql: string): unknown[] => {
    const cache = new Sqlite(join(data(), 'cache.db'), { readonly: true });
    try {
      return cache.prepare(sql).pluck().all();
    } finally {
      cache.close();
    }
  };
  const versions = () => inCache("SELECT DISTINCT version FROM analyses WHERE stage = 'redness'");
  const counts = ({ analysed, failed, decoded, inferences }: AnalysisSummary) => ({
    analysed,
    failed,
    decoded,
    inferences,
  });

  before(async () => {
    work = temporaryFolder();
    photos = temporaryFolder();
    writeFileSync(join(photos, 'a-red.png'), await plainPhoto([220, 30, 30]));
    writeFileSync(join(photos, 'b-blue.png'), await plainPhoto([30, 30, 220]));
    writeFileSync(join(photos, 'c-small.png'), await plainPhoto([220, 30, 30], 40));
    await sharp(samplePhoto(1)).resize(1000).jpeg().toFile(join(photos, 'd-people.jpg'));
    await ownModelFolder(models());
    await writeColourClassifier(models(), 'colours');
  });
  after(() => {
    dropFolder(work);
    dropFolder(photos);
  });

  it('is run over a cache that was made without it, on what earlier stages found then', async () => {
    const { summary: first, columns: without } = await analysed(stages);
    assert.equal(first.analysed, 4);
    assert.deepEqual(column(without, 'redness'), []);
    const { summary, columns } = await analysed(withRedness);
    // The small photo is not looked at by the model; no face is searched again.
    assert.deepEqual(counts(summary), { analysed: 4, failed: 0, decoded: 4, inferences: 3 });
    assert.ok((column(columns, 'redness')[0] ?? NaN) > 0);
    assert.deepEqual(column(columns, 'redness').slice(1, 3), [NaN, NaN]);
    assert.deepEqual(reasons(columns).slice(0, 3), [0, 1, 2], 'not there, then cannot tell');
    const seen = column(columns, 'faces_seen');
    assert.deepEqual(seen.slice(0, 3), [0, 0, 0]);
    const people = [...columns.faces.photo].filter((photo) => photo === 3);
    assert.ok(people.length > 0);
    assert.equal(seen[3], people.length);
    assert.deepEqual(columns.signals.sharpness, without.signals.sharpness);
  });

  it('is cached: nothing is read again, and the columns are the same', async () => {
    const { columns: before } = await analysed(withRedness);
    const { summary, columns } = await analysed(withRedness);
    assert.equal(summary.filesRead, 0);
    assert.deepEqual(column(columns, 'redness'), column(before, 'redness'));
  });

  it('is made stale by its settings, alone', async () => {
    const { columns: before } = await analysed(withRedness);
    const { summary, columns } = await analysed(withRedness, { 'exposure.low': 0.4 });
    assert.deepEqual(counts(summary), { analysed: 4, failed: 0, decoded: 4, inferences: 3 });
    const [now = NaN, then = NaN] = [columns, before].map((one) => column(one, 'redness')[0]);
    assert.ok(Math.abs(now - then - 0.1) < 1e-9);
  });

  it('is made stale by its model, alone', async () => {
    const { columns: before } = await analysed(withRedness);
    await writeColourClassifier(models(), 'colours', { sharpness: 5 });
    const { summary, columns } = await analysed(withRedness);
    assert.deepEqual(counts(summary), { analysed: 4, failed: 0, decoded: 4, inferences: 3 });
    assert.ok((column(columns, 'redness')[0] ?? NaN) > (column(before, 'redness')[0] ?? NaN) + 1);
  });

  it('is made stale by what the stage before it finds anew', async () => {
    await analysed(withRedness);
    const before = versions();
    const { columns } = await analysed(withRedness, { 'faces.minConfidence': 0.95 });
    assert.ok(versions().every((version) => !before.includes(version)));
    const people = [...columns.faces.photo].filter((photo) => photo === 3);
    assert.equal(column(columns, 'faces_seen')[3], people.length);
    assert.equal((await analysed(withRedness)).summary.filesRead, 0);
  });

  it('is absent without its model: nothing is stale, nothing fails, nothing is shown', async () => {
    rmSync(join(models(), 'catalogue.json'));
    const { summary, columns } = await analysed(withRedness);
    assert.equal(summary.filesRead, 0);
    assert.deepEqual(columns.problems, []);
    assert.deepEqual(column(columns, 'redness'), []);
    await writeColourClassifier(models(), 'colours', { sharpness: 5 });
    assert.equal((await analysed(withRedness)).summary.filesRead, 0, 'what it found was kept');
  });

  it('is removed again by taking it from the list, and the rest stays', async () => {
    const { columns: before } = await analysed(withRedness);
    const { summary, columns } = await analysed(stages);
    assert.equal(summary.filesRead, 0);
    assert.deepEqual(column(columns, 'redness'), []);
    assert.deepEqual(columns.signals.sharpness, before.signals.sharpness);
    assert.deepEqual(columns.faces, before.faces);
  });

  it('of a newer Podium is refused, not read wrongly', async () => {
    const older = { ...redness, tables: redness.tables.slice(0, 1) };
    await assert.rejects(analysed([...stages, older]), {
      code: 'bad-input',
      message: /newer version of Podium \(redness 2, this one knows 1\)/,
    });
  });

  it('leaves nothing of a photo that is gone', async () => {
    rmSync(join(photos, 'a-red.png'));
    await analysed(withRedness);
    assert.deepEqual(inCache('SELECT count(*) FROM redness'), [3]);
  });
});
