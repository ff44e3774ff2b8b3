// What a decision costs before it counts, by how its database makes sure of it; and what the check at the start costs.
// Run: node test/bench/decisions.ts [DECISIONS]   All ways take turns in one run, so the ratios hold on a noisy machine.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { isSound, logOf, openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openDecisions } from '../../electron/engine/cache/decisions.ts';
import { extentOf, openChangeCount } from '../../electron/engine/kept/extent.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

const kept = Number(process.argv[2] ?? 20_000);
const rounds = 5;
const eachRound = 40;

type Way = {
  readonly name: string;
  readonly step: (decision: number) => void;
  readonly ms: number[];
};

const pictures = Array.from({ length: kept }, () => randomBytes(32));
const folder = temporaryFolder();

/** `hasLog`: as Podium has it, where its log is flushed for each decision; else by the journal alone. */
function open(
  name: string,
  mode: string,
  synchronous: string,
  hasLog = false,
  checkpoints = false,
) {
  const file = join(folder, `${name}.db`);
  // Without 'kept' there is no log.
  const database = openDatabase(file, decisionMigrations, hasLog ? 'kept' : 'derived');
  database.pragma(`journal_mode = ${mode}`);
  database.pragma(`synchronous = ${synchronous}`);
  const decisions = openDecisions(database);
  decisions.write(pictures.map((picture, photo) => ({ picture, stars: photo % 6 })));
  logOf(database)?.empty();
  const step = (decision: number) => {
    const picture = pictures[(decision * 7919) % kept] ?? Buffer.alloc(32);
    decisions.write([{ picture, pick: (decision % 3) - 1 }]);
    if (checkpoints) database.pragma('wal_checkpoint(PASSIVE)');
    if (!hasLog) return;
    const log = openSync(`${file}-log`, 'r+'); // what waiting for the end of the turn does
    fdatasyncSync(log);
    closeSync(log);
  };
  const way: Way = { name, step, ms: [] };
  return { database, way };
}

const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

try {
  const made = [
    open('WAL, each commit flushed', 'WAL', 'FULL'),
    open('WAL, a checkpoint each time', 'WAL', 'NORMAL', false, true),
    open('PERSIST', 'PERSIST', 'FULL'),
    open('WAL and log, as Podium', 'WAL', 'NORMAL', true),
  ];
  for (let round = 0; round < rounds; round++)
    for (const { way } of made)
      for (let step = 0; step < eachRound; step++) {
        const started = performance.now();
        way.step(round * eachRound + step);
        way.ms.push(performance.now() - started);
      }
  const first = middle(made[0]?.way.ms ?? []);
  for (const { way } of made)
    console.log(
      `${way.name.padEnd(30)} ${middle(way.ms).toFixed(2)} ms a decision, ${(middle(way.ms) / first).toFixed(2)} x`,
    );
  const last = made.at(-1);
  if (last) {
    const { database } = last;
    const counts = openChangeCount(database);
    const asked = {
      'the check of all of them': () => {
        if (!isSound(database)) throw new Error('The database is damaged.');
      },
      'counting them, as after each call before': () => extentOf(database),
      'asking how often they changed, as after each call': () => counts(),
    };
    for (const [name, ask] of Object.entries(asked)) {
      const times = Array.from({ length: 9 }, () => {
        const started = performance.now();
        ask();
        return performance.now() - started;
      });
      console.log(`${name}: ${middle(times).toFixed(3)} ms of ${kept} decisions`);
    }
  }
  for (const { database } of made) database.close();
} finally {
  dropFolder(folder);
}
