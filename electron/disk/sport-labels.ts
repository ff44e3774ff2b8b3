// The true sports of photos, from a CSV, matched to the photos by name.

import { basename } from 'node:path';
import { EngineError } from '../../shared/calls/rpc.ts';
import { plainClass } from '../../shared/sport/sport.ts';
import { readCsv } from './read-csv.ts';

const photoColumns = ['path', 'file', 'photo'];
const sportColumns = ['label', 'sport', 'class'];
/** How tables of other programs write that there is nothing. */
const nothing: ReadonlySet<string> = new Set(['', 'nan', 'null', 'none', 'n/a']);

/**
 * The label of each photo, as `plainClass` writes it; null where it has none. A row names its photo by the whole
 * path, by its end, or by the file name alone. Throws EngineError `bad-input` for a CSV without labels of these photos.
 */
export function readSportLabels(file: string, paths: readonly string[]): (string | null)[] {
  const rows = readCsv(file);
  const [first = {}] = rows;
  const photo = photoColumns.find((name) => name in first);
  const sport = sportColumns.find((name) => name in first);
  if (photo === undefined || sport === undefined)
    throw new EngineError(
      'bad-input',
      `${file} needs a column "path" or "file" and a column "label" or "sport".`,
    );
  const byName = new Map(
    rows.map((row) => [
      (row[photo] ?? '').normalize('NFC').replaceAll('\\', '/'),
      plainClass(row[sport] ?? ''),
    ]),
  );
  const labels = paths.map((path) => {
    const label = endings(path).map((name) => byName.get(name));
    return label.find((text) => text !== undefined && !nothing.has(text)) ?? null;
  });
  if (labels.some((label) => label !== null)) return labels;
  throw new EngineError('bad-input', `${file} has no label for any of these photos.`);
}

/** `/a/b/c.jpg`, `a/b/c.jpg`, `b/c.jpg`, `c.jpg`: a table is often written from another place. */
function endings(path: string): string[] {
  const plain = path.normalize('NFC').replaceAll('\\', '/');
  const parts = plain.split('/');
  return [plain, ...parts.map((_, i) => parts.slice(i).join('/')), basename(plain)];
}
