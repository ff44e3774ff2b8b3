// The list of stages and the table of signals say the same of each other.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stages } from '../../electron/engine/analyse.ts';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { cacheMigrations } from '../../electron/engine/cache/migrations.ts';
import { openRows } from '../../electron/engine/cache/rows.ts';
import { openStageTables } from '../../electron/engine/cache/stage-tables.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { enter, signals, unmeasured, type Signal } from '../../shared/signals.ts';

const table: Readonly<Record<string, Signal>> = signals;

it('every stage makes signals that the table says are its own', () => {
  const database = openDatabase(':memory:', cacheMigrations);
  openStageTables(database, stages);
  const rows = openRows(database);
  const photos = { ids: [], settings: defaultSettings, looked: () => new Uint8Array() };
  for (const stage of stages)
    for (const name of Object.keys(stage.load?.(rows, photos).signals ?? {}))
      assert.equal(table[name]?.stage, stage.name, name);
  const names = new Set(stages.map(({ name }) => name));
  for (const [name, { stage }] of Object.entries(table))
    assert.ok(stage === null ? name === 'taste' : names.has(stage), name);
  database.close();
});

it('every stage comes later than those whose results it reads, and has a name of its own', () => {
  const before = new Set<string>();
  for (const { name, after = [] } of stages) {
    assert.ok(!before.has(name), name);
    for (const stage of after) assert.ok(before.has(stage.name), `${name} after ${stage.name}`);
    before.add(name);
  }
});

it('a column says why a photo has no value', () => {
  const column = unmeasured(4);
  enter(column, 0, 0.5);
  enter(column, 1, 'not there');
  enter(column, 2, 'cannot tell');
  assert.deepEqual([...column.values], [0.5, NaN, NaN, NaN]);
  assert.deepEqual([...column.missing], [0, 1, 2, 0]);
});
