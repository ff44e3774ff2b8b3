// A judged proof as a table: all that its figures follow from, so that anybody can work them out again.

import { EngineError } from '../calls/rpc.ts';
import { csvText, type CsvValue } from '../ranking/csv.ts';
import { isSignalName } from '../ranking/presets.ts';
import { activeWeights, type Weights } from '../ranking/ranking.ts';
import type { SignalName } from '../signals.ts';
import type { JudgedFrame, JudgedProof, ProofFrame } from './proof.ts';

/** One frame a row, best first; `place` from 1 of so many `photos`, then each signal's value and weight. */
export function proofCsv({ photos, weights, frames }: JudgedProof): string {
  const weighed = activeWeights(weights);
  const header = [
    'file',
    'path',
    'place',
    'photos',
    'keep',
    'keeper',
    'score',
    ...weighed.flatMap(([name]) => [`${name}_norm`, `${name}_weight`]),
  ];
  const rows = frames
    .toSorted((a, b) => a.place - b.place)
    .map(({ path, place, label, keeper, score, parts }): CsvValue[] => [
      path.split(/[\\/]/).at(-1) ?? path,
      path,
      place + 1,
      photos,
      label,
      Number(keeper),
      score,
      ...weighed.flatMap(([name, weight]) => [parts[name] ?? NaN, weight]),
    ]);
  return csvText([header, ...rows]);
}

/** What the shoot is called: the innermost folder that holds all frames. */
export function proofTitle({ frames }: JudgedProof): string {
  const folders = frames.map(({ path }) => path.split(/[\\/]/).slice(0, -1));
  const [first = []] = folders;
  const apart = first.findIndex((name, depth) => folders.some((folder) => folder[depth] !== name));
  return (apart < 0 ? first : first.slice(0, apart)).at(-1) ?? '';
}

type Row = Readonly<Record<string, string>>;

/** The same from its rows. Throws EngineError `bad-input` with what is wrong. */
export function proofOfRows(rows: readonly Row[]): JudgedProof {
  const [first] = rows;
  if (!first) throw refused('The table of a proof holds no rows.');
  const names = Object.keys(first).flatMap((column) => {
    const name = column.endsWith('_weight') ? column.slice(0, -'_weight'.length) : '';
    return isSignalName(name) && `${name}_norm` in first ? [name] : [];
  });
  for (const column of ['path', 'place', 'photos', 'keep', 'keeper', 'score'])
    if (!(column in first)) throw refused(`The table of a proof needs a column "${column}".`);
  const photos = wholeNumber(first, 'photos', 1);
  const weights: Weights = Object.fromEntries(
    names.map((name) => [name, numberIn(first, `${name}_weight`, 1)]),
  );
  return { photos, weights, frames: rows.map((row, i) => frameOf(row, i + 1, photos, names)) };
}

function frameOf(
  row: Row,
  line: number,
  photos: number,
  names: readonly SignalName[],
): JudgedFrame {
  const place = wholeNumber(row, 'place', line) - 1;
  if (place < 0 || place >= photos) throw refused(`Row ${line} has a place beyond the shoot.`);
  const parts = names.map((name) => {
    const text = row[`${name}_norm`] ?? '';
    return [name, text.trim() === '' ? NaN : numberIn(row, `${name}_norm`, line)];
  });
  return {
    path: row['path'] ?? '',
    place,
    score: numberIn(row, 'score', line),
    parts: Object.fromEntries(parts) as ProofFrame['parts'],
    label: numberIn(row, 'keep', line),
    keeper: numberIn(row, 'keeper', line) === 1,
  };
}

function numberIn(row: Row, column: string, line: number): number {
  const text = (row[column] ?? '').trim();
  const value = text === '' ? NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw refused(`Row ${line} of the proof has no number in the column "${column}".`);
}

function wholeNumber(row: Row, column: string, line: number): number {
  const value = numberIn(row, column, line);
  if (Number.isInteger(value) && value > 0) return value;
  throw refused(`Row ${line} of the proof has no whole number in the column "${column}".`);
}

function refused(message: string): EngineError {
  return new EngineError('bad-input', message);
}
