// Reads the names of a classifier's classes from the files they usually come in.

import { csvRows, type CsvRow } from '../electron/disk/csv-rows.ts';
import { reasonOf } from '../electron/disk/file-errors.ts';

const nameColumns = ['class', 'label', 'labels', 'name', 'sport', 'class_name', 'class name'];
const indexColumns = ['class_index', 'class index', 'class_id', 'class id', 'index', 'id'];

type Named = readonly [index: number, name: string];

/**
 * The names in the order of the model's scores. `text` is one name a line (each may begin with its number), a JSON
 * list, a JSON object of number and name either way round, or a CSV with a column of names and, where there is one,
 * of numbers. Throws a sentence when a name is missing, empty or given twice.
 */
export function readLabels(text: string): readonly string[] {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (plain === '') throw new Error('The labels file is empty: it needs one class name a line.');
  const names = /^[[{]/.test(plain) ? fromJson(plain) : (fromCsv(plain) ?? fromLines(plain));
  const empty = names.findIndex((name) => name === '');
  if (empty >= 0) throw new Error(`The labels file gives no name for class ${empty}.`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`The labels file names "${twice}" twice.`);
  if (names.length < 2) throw new Error('The labels file names one class: there is no choice.');
  return names;
}

function fromJson(text: string): string[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error('The labels file looks like JSON but cannot be read as JSON.', { cause });
  }
  if (Array.isArray(json)) return json.map((name) => (typeof name === 'string' ? name.trim() : ''));
  const pairs = Object.entries(json as object).map(([key, value]: [string, unknown]): Named => {
    if (typeof value === 'string') return [wholeNumber(key), value.trim()];
    if (typeof value === 'number') return [value, key.trim()];
    throw new Error('The labels file must pair each class number with a name.');
  });
  return inOrder(pairs);
}

/** Null for text without the head of such a table. */
function fromCsv(text: string): string[] | null {
  const [head = ''] = text.split(/\r?\n/, 1);
  const columns = head.split(',').map((column) => column.trim().replaceAll('"', '').toLowerCase());
  const name = nameColumns.find((column) => columns.includes(column));
  if (name === undefined || columns.length < 2) return null;
  const rows = rowsOf(text, columns);
  const index = indexColumns.find((column) => columns.includes(column));
  if (index === undefined) return rows.map((row) => row[name] ?? '');
  return inOrder(rows.map((row): Named => [wholeNumber(row[index] ?? ''), row[name] ?? '']));
}

function rowsOf(text: string, columns: readonly string[]): CsvRow[] {
  try {
    return csvRows(text, { columns: () => [...columns] });
  } catch (cause) {
    throw new Error(`The labels file cannot be read as CSV: ${reasonOf(cause)}.`, { cause });
  }
}

function fromLines(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const names = lines.filter((line) => line !== '');
  const numbered = names.map((line) => /^(?<index>\d+)[\s,;:]+(?<name>\S.*)$/.exec(line)?.groups);
  const counts = numbered.every((groups, place) => Number(groups?.['index']) === place);
  return counts ? numbered.map((groups) => groups?.['name'] ?? '') : names;
}

/** A table of all training pictures names a class many times: always alike, or it is wrong. */
function inOrder(pairs: readonly Named[]): string[] {
  const byIndex = new Map<number, string>();
  for (const [index, name] of pairs) {
    const known = byIndex.get(index);
    if (known !== undefined && known !== name)
      throw new Error(`The labels file calls class ${index} both "${known}" and "${name}".`);
    byIndex.set(index, name);
  }
  return Array.from({ length: byIndex.size }, (_, index) => {
    const name = byIndex.get(index);
    if (name !== undefined) return name;
    throw new Error(`The labels file has no class ${index}: the numbers must run from 0 upwards.`);
  });
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text.trim())) return Number(text);
  throw new Error(`The labels file has "${text}" where a class number was expected.`);
}
