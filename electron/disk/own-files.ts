// Tells a file that Podium wrote from anybody else's: only its own are ever replaced by a newer one.

import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { EngineError } from '../../shared/calls/rpc.ts';
import { insightsHeader } from '../../shared/insights/insights-files.ts';
import { likenessColumns, rankingHeader } from '../../shared/ranking/csv.ts';
import { sportsHeader } from '../../shared/sport/sport-evaluation.ts';

/** What Podium measures of a ranking and writes as metrics.json. */
export const metricNames = [
  'photos',
  'score_std',
  'duplicate_fraction',
  'sharpness_corr',
  'sharpness_corr_reason',
] as const;

/** Enough to know a file by; a longer list of paths is judged by its beginning. */
const headBytes = 1 << 20;

/**
 * Throws EngineError `bad-input` where something stands at the path that Podium did not write. An empty file may be
 * replaced, and so may what is no file (a pipe, a terminal), which nothing can take the place of.
 */
export function refuseForeign(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  if (isOwn(headOf(path))) return;
  const message = `${path} was not written by Podium, so it stays as it is: give another name, or move that file away first.`;
  throw new EngineError('bad-input', message);
}

/** As `refuseForeign`, for those of the names that stand in the folder, pages such as NAME-2.png among them. */
export function refuseForeignIn(folder: string, names: readonly string[]): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const name of readdirSync(folder)) {
    const firstPage = name.toLowerCase().replace(/-\d+(?=\.png$)/, '');
    if (names.includes(firstPage)) refuseForeign(join(folder, name));
  }
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    return head.subarray(0, readSync(file, head, 0, headBytes, 0));
  } finally {
    closeSync(file);
  }
}

function isOwn(head: Buffer): boolean {
  if (head.length === 0 || isOwnPng(head)) return true;
  if (head.includes(0)) return false;
  const text = head.toString('utf8').replace(/^\ufeff/, '');
  const whole = head.length < headBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole.split(/\r?\n/).filter((line) => line !== '');
  return isOwnTable(lines) || isPathList(lines) || isMetrics(text);
}

/** A table with a column that Podium does not write was edited since, and belongs to whoever did. */
function isOwnTable(lines: readonly string[]): boolean {
  const header = lines[0]?.split(',') ?? [];
  const isOf = (known: readonly string[], fixed: number) =>
    known.slice(0, fixed).every((name, at) => header[at] === name) &&
    header.every((name) => known.includes(name));
  return (
    isOf([...rankingHeader, ...likenessColumns], 3) ||
    isOf(sportsHeader, 7) ||
    isOf(insightsHeader, insightsHeader.length) ||
    isConfusionTable(lines)
  );
}

/** `label` and classes in the first line, then a class and counts. */
function isConfusionTable([header = '', ...rows]: readonly string[]): boolean {
  return header.startsWith('label,') && rows.every((row) => /^("[^"]*"|[^,"]*)(,\d+)+$/.test(row));
}

function isPathList(lines: readonly string[]): boolean {
  return lines.length > 0 && lines.every((line) => /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(line));
}

function isMetrics(text: string): boolean {
  try {
    const names = Object.keys(JSON.parse(text) as object);
    return names.join() === metricNames.join();
  } catch {
    return false;
  }
}

/** PNG's text chunk for the program that made the picture (PNG, 11.3.3). */
const mark = chunk('tEXt', 'Software\0Podium');
/** The signature (8 bytes) and the header chunk (25), which come first in every PNG. */
const pngStart = 33;

/** The picture with a chunk in it by which Podium knows it again. */
export function markedPng(png: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, pngStart), mark, png.subarray(pngStart)]);
}

function isOwnPng(head: Buffer): boolean {
  return head.subarray(pngStart, pngStart + mark.length).equals(mark);
}

function chunk(type: string, text: string): Buffer {
  const body = Buffer.from(type + text, 'latin1');
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(text.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
