import assert from 'node:assert/strict';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';

let work: string;
let folder: string;
let engine: Engine;

const input = () => ({ folders: [folder], recursive: true });
const open = async () => {
  await engine.call('folder.sync', input());
  await engine.call('folder.analyse', input());
  return engine.call('folder.columns', input());
};

before(async () => {
  work = temporaryFolder();
  folder = join(work, 'match');
  mkdirSync(folder);
  await fillFolder(folder, 16);
  engine = createEngine(engineOptions(join(work, 'data')));
  await open();
});
after(async () => {
  await engine.close();
  dropFolder(work);
});

/** Answers so many pairs: the one with more of a signal is the one to share. */
async function answer(count: number, more: (left: number, right: number) => boolean) {
  const { ids, signals } = await engine.call('folder.columns', input());
  const valueOf = (id: number) => signals.colourfulness[ids.indexOf(id)] ?? NaN;
  for (let i = 0; i < count; i++) {
    const { pair } = await engine.call('taste.next', input());
    assert.ok(pair);
    const verdict = more(valueOf(pair.left), valueOf(pair.right)) ? 'left' : 'right';
    await engine.call('taste.choose', { ...pair, verdict });
  }
}

describe('the choices in decisions.db', () => {
  it('step 9 keeps choices and tastes in checked tables, counted', () => {
    const database = openDatabase(':memory:', decisionMigrations.slice(0, 9), 'kept');
    const add = database.prepare(
      `INSERT INTO choices (left_picture, right_picture, verdict, rater, sport, shown, at_ms)
       VALUES (?, ?, ?, '', '', 'any', 0)`,
    );
    add.run(Buffer.alloc(32, 1), Buffer.alloc(32, 2), 'left');
    assert.throws(() => add.run(Buffer.alloc(32, 1), Buffer.alloc(32, 2), 'left'), /UNIQUE/);
    assert.throws(() => add.run(Buffer.alloc(32, 1), Buffer.alloc(32, 3), 'both'), /CHECK/);
    assert.throws(() => add.run(Buffer.alloc(3), Buffer.alloc(32, 3), 'left'), /CHECK/);
    const counted = database.prepare(`SELECT number FROM revisions WHERE area = 'taste'`).pluck();
    assert.equal(counted.get(), 1);
    database.close();
  });
});

describe('taste', () => {
  it('says that nothing is learned, and changes nothing, before anybody chose', async () => {
    const { pair, state } = await engine.call('taste.next', input());
    assert.ok(pair && pair.left !== pair.right);
    assert.deepEqual([state.choices, state.learned, state.vector], [0, false, null]);
    assert.match(state.sentence, /^Nothing learned yet/);
    const { signals } = await engine.call('folder.columns', input());
    assert.ok(signals.taste.every(Number.isNaN));
    const none = await engine.call('taste.next', {});
    assert.deepEqual([none.pair, none.why], [null, 'Open a folder first.']);
  });

  it('learns from choices, and then the photos have the signal', async () => {
    await answer(60, (left, right) => left > right);
    const state = await engine.call('taste.state', input());
    assert.equal(state.choices, 60);
    assert.ok(state.learned, JSON.stringify({ ...state, vector: null }));
    assert.ok(state.odds >= 20 && state.condition < 1e6 && state.rank > 3);
    assert.ok(state.repeats > 0 && state.same === state.repeats);
    const { signals, count } = await engine.call('folder.columns', input());
    const order = (values: Float64Array) =>
      [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
    const [taste, colour] = [order(signals.taste), order(signals.colourfulness)];
    const top = new Set(colour.slice(0, count / 2));
    assert.ok(taste.slice(0, count / 2).filter((photo) => top.has(photo)).length >= count / 2 - 2);
    const { tastes } = await engine.call('taste.list', {});
    assert.equal(tastes.length, 1);
  });

  it('is kept over a restart, and when a photo is renamed', async () => {
    await engine.close();
    engine = createEngine(engineOptions(join(work, 'data')));
    renameSync(join(folder, 'DSC_0001.jpg'), join(folder, 'renamed.jpg'));
    const columns = await open();
    assert.ok(columns.signals.taste.every((value) => value >= 0 && value <= 1));
    const state = await engine.call('taste.state', input());
    assert.deepEqual([state.choices, state.away, state.learned], [60, 0, true]);
  });

  it('takes the newest choice back, and refuses a choice between one and the same picture', async () => {
    const { choice } = await engine.call('taste.takeBack', {});
    assert.ok(choice?.verdict === 'left' || choice?.verdict === 'right');
    assert.equal((await engine.call('taste.state', input())).choices, 59);
    await engine.call('taste.add', { choices: [choice] });
    assert.equal((await engine.call('taste.state', input())).choices, 60);
    const { ids } = await engine.call('folder.columns', input());
    const id = ids[0] ?? 0;
    await assert.rejects(
      engine.call('taste.choose', { left: id, right: id, verdict: 'left' }),
      /same picture/,
    );
  });

  it('keeps raters and sports apart, and takes no choice twice', async () => {
    const { choices } = await engine.call('taste.choices', {});
    const theirs = choices.map((choice) => ({ ...choice, rater: 'anna', sport: 'Tennis' }));
    const added = await engine.call('taste.add', { choices: theirs });
    assert.deepEqual(added, { added: 60, known: 0 });
    assert.deepEqual(await engine.call('taste.add', { choices: theirs }), { added: 0, known: 60 });
    const mine = await engine.call('taste.state', input());
    assert.equal(mine.choices, 60);
    assert.equal(mine.raters.byTwo[0]?.kappa, 1);
    const hers = await engine.call('taste.state', { ...input(), rater: 'anna', sport: 'Tennis' });
    assert.deepEqual([hers.choices, hers.learned], [60, true]);
    const other = await engine.call('taste.state', { ...input(), rater: 'anna', sport: 'Judo' });
    assert.deepEqual([other.choices, other.learned], [0, false]);
    assert.deepEqual(await engine.call('taste.forget', { rater: 'anna' }), { forgotten: 60 });
  });

  it('keeps a taste from elsewhere by its name, ranks by it when it is told to, and deletes it', async () => {
    const { vector } = await engine.call('taste.state', input());
    assert.ok(vector);
    const turned = {
      ...vector,
      traits: vector.traits.map((one) => ({ ...one, weight: -one.weight })),
    };
    await engine.call('taste.save', { name: 'opposite', vector: turned });
    const own = await engine.call('folder.columns', input());
    await engine.call('settings.write', { values: { 'taste.from': 'opposite' } });
    const theirs = await engine.call('folder.columns', input());
    const [best] = [...own.signals.taste.keys()].sort(
      (a, b) => (own.signals.taste[b] ?? 0) - (own.signals.taste[a] ?? 0),
    );
    assert.ok((own.signals.taste[best ?? -1] ?? 0) > 0.5);
    assert.ok((theirs.signals.taste[best ?? -1] ?? 1) < 0.5);
    await engine.call('settings.write', { values: { 'taste.from': '' } });
    await engine.call('taste.remove', { name: 'opposite' });
    await assert.rejects(engine.call('taste.remove', { name: 'opposite' }), /no taste named/);
    await assert.rejects(
      engine.call('taste.save', { name: 'x', vector: { ...vector, traits: [] } }),
      /traits/,
    );
  });

  it('goes with the folder that is forgotten', async () => {
    await engine.call('forget.folder', { folder });
    const state = await engine.call('taste.state', {});
    assert.deepEqual([state.choices, state.learned], [0, false]);
    assert.deepEqual((await engine.call('taste.list', {})).tastes, []);
  });
});
