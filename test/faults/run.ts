// Kills, full disks, damage, other versions, two at once, folders that vanish and photos that grow: what was lost by it?
// Run: npm run test:faults [-- --runs 500] [--seed 1] [--kind NAME]   Exit code 1 when anything was.

import { parseArgs } from 'node:util';
import { kinds } from './kinds.ts';
import { sharesOf } from '../fixtures/shares.ts';
import { isClean, tableOf, tallyOf, type Tally } from './tally.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '20261130' },
    kind: { type: 'string' },
  },
});
const chosen = kinds.filter(({ name }) => values.kind === undefined || name === values.kind);
if (chosen.length === 0)
  throw new Error(`The kinds are: ${kinds.map(({ name }) => name).join('; ')}.`);

const tallies: Tally[] = [];
const possible = chosen.filter(({ name, cannot = false }) => {
  if (cannot !== false) console.log(`${name}: left out, ${cannot}`);
  return cannot === false;
});
for (const [kind, runs] of sharesOf(possible, Number(values.runs))) {
  const startedMs = performance.now();
  const tally = await tallyOf(kind, runs, Number(values.seed));
  tallies.push(tally);
  console.error(`${tableOf([tally])[1]}  ${seconds(performance.now() - startedMs)} s`);
  for (const note of tally.notes) console.error(note);
}
console.log(tableOf(tallies).join('\n'));
process.exitCode = isClean(tallies) ? 0 : 1;

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
