// Fuzzes every parser and prints a line for each: `node test/fuzz/run.ts [--total N | --inputs N] [--seed S] [--parser NAME]`.

import { parseArgs } from 'node:util';
import { sharesOf } from '../fixtures/shares.ts';
import type { Parser } from './parser.ts';
import { parserNamed, parsers } from './parsers.ts';
import { addTo, noCounts, runInputs, type Counts } from './watched.ts';

const { values } = parseArgs({
  options: {
    /** Of all parsers together, each with its share. */
    total: { type: 'string', default: '200000' },
    /** Of each parser, whatever its share. */
    inputs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** Several, with commas between them; all where none is named. */
    parser: { type: 'string' },
    /** Number of the first input, to try a find again. */
    from: { type: 'string', default: '0' },
  },
});

const from = Number(values.from);
const shares = sharesOf(parsers, Number(values.total));
const wanted = values.parser?.split(',').map((name) => parserNamed(name)) ?? parsers;
const inputsOf = (parser: Parser) => Number(values.inputs ?? shares.get(parser));

const write = (line: string) => process.stdout.write(`${line}\n`);
const row = (cells: readonly (string | number)[]) =>
  cells.map((cell, i) => (i === 0 ? String(cell).padEnd(11) : String(cell).padStart(11))).join('');
const rowOf = (name: string, counts: Counts) =>
  row([
    ...[name, counts.inputs, counts.answered, counts.refused, counts.defects.length],
    ...[Math.round(counts.slowestMs), Math.round(counts.peakBytes / 2 ** 20)],
  ]);

write(row(['parser', 'inputs', 'answered', 'refused', 'defects', 'slowest ms', 'peak MB']));
let isFine = true;
const told = new Set<string>();
const all = noCounts();
for (const parser of wanted) {
  const { name } = parser;
  const counts = noCounts();
  const to = from + inputsOf(parser);
  await runInputs({ seed: values.seed, batches: [{ parser: name, from, to }] }, counts);
  write(rowOf(name, counts));
  addTo(all, counts);
  for (const { number, what } of counts.defects) {
    isFine = false;
    // The same defect once: how it begins is its kind, the rest differs from input to input.
    const kind = `${name} ${what.replace(/\d+/g, '').slice(0, 24)}`;
    if (told.has(kind)) continue;
    told.add(kind);
    write(`  ${what.replace(/\s+/g, ' ')}`);
    write(`    --parser ${name} --seed ${values.seed} --from ${number} --inputs 1`);
  }
}
write(rowOf('all', all));
process.exitCode = isFine ? 0 : 1;
