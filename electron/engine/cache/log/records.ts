// The lines of the log beside decisions.db: what each says, and how much of a file can be read as such lines.

import { crc32 } from 'node:zlib';

/** As SQLite has it; bytes as a Buffer. */
export type Value = string | number | null | Buffer;

/** A row as it is after a commit, all its columns in the order of the table; null where it is gone. */
export type ChangedRow = {
  readonly table: string;
  readonly key: readonly Value[];
  readonly row: readonly Value[] | null;
};

/** One commit. */
export type LogRecord = {
  /** Of the schema. */
  readonly version: number;
  /** Of which decisions.db it is: a restored or an emptied one goes by another. */
  readonly series: string;
  /** The commits of a series are counted from 1. */
  readonly number: number;
  /** How often anything had been changed before it, as `changesOf` counts. */
  readonly changesBefore: number;
  /** None in the record with which a log begins: it names the commit that the file itself has. */
  readonly rows: readonly ChangedRow[];
};

export type LogContent = {
  /** Those that can be read, in their order. */
  readonly records: readonly LogRecord[];
  /** Where each record ends. */
  readonly ends: readonly number[];
};

/** A sum of eight hexadecimal digits (CRC-32), a space, JSON, a line break. */
export function lineOf(record: LogRecord): Buffer {
  const { version, series, number, changesBefore, rows } = record;
  const packed = rows.map(({ table, key, row }) => [
    table,
    key.map(packedValue),
    row?.map(packedValue) ?? null,
  ]);
  const text = JSON.stringify([version, series, number, changesBefore, packed]);
  return Buffer.from(`${sumOf(Buffer.from(text))} ${text}\n`);
}

/**
 * A line that cannot be read is left out. At the end of a file that is what a power cut or a kill left of a record, and
 * whoever waited for it was told nothing; anywhere else the number of a commit is missing.
 */
export function readLines(bytes: Buffer): LogContent {
  const records: LogRecord[] = [];
  const ends: number[] = [];
  for (let start = 0, end: number; (end = bytes.indexOf('\n', start)) >= 0; start = end + 1) {
    const record = recordOf(bytes.subarray(start, end));
    if (!record) continue;
    records.push(record);
    ends.push(end + 1);
  }
  return { records, ends };
}

function recordOf(line: Buffer): LogRecord | undefined {
  const text = line.subarray(sumLength + 1);
  if (line.toString('latin1', 0, sumLength + 1) !== `${sumOf(text)} `) return undefined;
  const [version, series, number, changesBefore, packed] = JSON.parse(text.toString()) as [
    number,
    string,
    number,
    number,
    [string, Packed[], Packed[] | null][],
  ];
  const rows = packed.map(([table, key, row]) => {
    return { table, key: key.map(unpacked), row: row?.map(unpacked) ?? null };
  });
  return { version, series, number, changesBefore, rows };
}

const sumLength = 8;

function sumOf(text: Buffer): string {
  return crc32(text).toString(16).padStart(sumLength, '0');
}

/** Bytes in hexadecimal, in a list of one. */
type Packed = string | number | null | readonly [string];

function packedValue(value: Value): Packed {
  return Buffer.isBuffer(value) ? [value.toString('hex')] : value;
}

function unpacked(value: Packed): Value {
  return typeof value === 'object' && value !== null ? Buffer.from(value[0], 'hex') : value;
}
