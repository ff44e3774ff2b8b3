// Two hosts, or two windows of one, with different presets on one data folder: a read never changes what another gets.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { fillColourFolder } from '../fixtures/colour-photos.ts';
import {
  dropFolder,
  engineOptions,
  samplePhoto,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

const presets = ['portrait', 'album'] as const;
const reads = 100;

describe('two who ask by different presets', () => {
  let work: string;
  const input = () => ({ folders: [join(work, 'match')], recursive: true });
  const open = () =>
    createEngine({ ...engineOptions(join(work, 'data')), modelsFolder: join(work, 'models') });

  /** What a host shows, all of it read after the columns of its preset. */
  const readAll = async (engine: Engine, preset: string) => {
    const columns = await engine.call('folder.columns', { ...input(), preset });
    const face = { id: columns.ids[columns.faces.photo[0] ?? -1] ?? -1, ordinal: 0 };
    return {
      columns,
      match: await engine.call('person.match', { ...input(), references: [face] }),
      groups: await engine.call('person.groups', input()),
      embeddings: await engine.call('folder.embeddings', input()),
      search: await engine.call('search.photos', { ...input(), words: 'red' }),
      decisions: await engine.call('decision.read', input()),
    };
  };
  type Read = Awaited<ReturnType<typeof readAll>>;

  const alone = new Map<string, Read>();
  before(async () => {
    work = temporaryFolder();
    for (const folder of ['match', 'data', 'data/prompts']) mkdirSync(join(work, folder));
    await fillColourFolder(join(work, 'match'), 12);
    await sharp(samplePhoto(1))
      .resize(1000)
      .jpeg()
      .toFile(join(work, 'match', 'people.jpg'));
    const prompts = (name: string, positive: string, negative: string) => {
      const text = JSON.stringify({ positive: [positive], negative: [negative] });
      writeFileSync(join(work, 'data', 'prompts', `${name}.json`), text);
    };
    prompts('portrait', 'red', 'blue');
    prompts('album', 'green', 'yellow');
    await ownModelFolder(join(work, 'models'));
    await writeTestClip(join(work, 'models'));
    for (const preset of presets) {
      const engine = open();
      await engine.call('folder.sync', input());
      await engine.call('folder.analyse', input());
      alone.set(preset, await readAll(engine, preset));
      await engine.close();
    }
  });
  after(() => {
    dropFolder(work);
  });

  /** That of the one who asks as the `turn`th. */
  const presetOf = (turn: number) => presets[turn % 2] ?? 'album';

  it('are told different things', () => {
    const [one, other] = presets.map((preset) => alone.get(preset)?.columns.signals.aesthetic);
    assert.ok(one && other && !one.some(Number.isNaN));
    assert.notDeepEqual(one, other);
    assert.ok((alone.get('album')?.columns.faces.count ?? 0) > 0);
  });

  it('get from two engines on one data folder, in turns, what each gets alone', async () => {
    const engines = [open(), open()] as const;
    try {
      for (let turn = 0; turn < reads; turn++) {
        const found = await readAll(engines[turn % 2 === 0 ? 0 : 1], presetOf(turn));
        assert.deepEqual(found, alone.get(presetOf(turn)), `read ${turn}`);
      }
    } finally {
      await Promise.all(engines.map((engine) => engine.close()));
    }
  });

  it('get from one engine, in turns, what each gets alone, and nothing is read from the cache again', async () => {
    const engine = open();
    try {
      const firsts = [await readAll(engine, presetOf(0)), await readAll(engine, presetOf(1))];
      for (let turn = 0; turn < reads; turn++) {
        const found = await readAll(engine, presetOf(turn));
        const first = firsts[turn % 2];
        assert.deepEqual(found, alone.get(presetOf(turn)), `read ${turn}`);
        // The very arrays of the first time, those that no preset touches even for both.
        assert.equal(found.columns.signals.aesthetic, first?.columns.signals.aesthetic);
        assert.equal(found.columns.sports.best, first?.columns.sports.best);
        assert.equal(found.columns.signals.sharpness, firsts[0]?.columns.signals.sharpness);
        assert.equal(found.columns.faces.box, firsts[0]?.columns.faces.box);
        assert.equal(found.groups, firsts[0]?.groups);
      }
    } finally {
      await engine.close();
    }
  });

  it('see at once what the other changed', async () => {
    const engines = [open(), open()] as const;
    try {
      const [one, other] = engines;
      const { columns } = await readAll(one, 'album');
      await readAll(other, 'portrait');
      const id = columns.ids[0] ?? -1;
      await other.call('decision.write', { changes: [{ id, stars: 4 }] });
      writeFileSync(join(work, 'match', 'late.png'), await sharp(samplePhoto(2)).png().toBuffer());
      await other.call('folder.sync', input());
      const now = await readAll(one, 'album');
      assert.equal(now.columns.count, columns.count + 1);
      assert.equal(now.decisions.stars[[...now.columns.ids].indexOf(id)], 4);
    } finally {
      await Promise.all(engines.map((engine) => engine.close()));
    }
  });
});
