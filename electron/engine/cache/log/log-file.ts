// The file of the log beside decisions.db. Whoever reads its end or writes holds the lock of the database meanwhile.

import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { asideName } from '../../../disk/aside.ts';
import { makePrivate, privateFile } from '../../../disk/private.ts';
import { lineOf, readLines, type LogContent, type LogRecord } from './records.ts';

export function logFileOf(decisionsFile: string): string {
  return `${decisionsFile}-log`;
}

/** Nothing where there is no such file. Throws the file system's error. */
export function readLog(decisionsFile: string): LogContent {
  const file = logFileOf(decisionsFile);
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  return readLines(isThere ? readFileSync(file) : Buffer.alloc(0));
}

/** Out of the way of another database in the same place; never removed, as it may be all that is left of one. */
export function setLogAside(decisionsFile: string): void {
  renameSync(logFileOf(decisionsFile), `${asideName(decisionsFile)}-log`);
}

export type LogFile = {
  /** Puts a record behind that of the commit before it. Throws the file system's error, and leaves no part of it. */
  append(record: LogRecord): void;
  /** Takes away records from a number on, which no commit followed. */
  cutFrom(number: number): void;
  /** Leaves a record without rows alone: that of the commit that the file itself has. */
  begin(record: LogRecord): void;
  /** Resolves when all that was appended is on the disk; more may be appended meanwhile. Rejects as the file system does. */
  flush(): Promise<void>;
  readonly bytes: number;
  /** Whether a commit is missing in it since it last began: its file has been removed or replaced meanwhile. */
  readonly hasGap: boolean;
};

/** What was in it when this process last wrote. */
type Left = { readonly inode: bigint; readonly bytes: number; readonly number: number };

const flushHandle = promisify(fdatasync);

export function openLogFile(decisionsFile: string): LogFile {
  const file = logFileOf(decisionsFile);
  let [handle, isNew] = [NaN, false];
  let left: Left | undefined;
  let hasGap = false;
  const opened = () => {
    if (!Number.isNaN(handle)) return handle;
    isNew ||= statSync(file, { throwIfNoEntry: false }) === undefined;
    handle = openSync(file, constants.O_RDWR | constants.O_CREAT, privateFile);
    if (isNew) makePrivate(file);
    return handle;
  };
  const close = () => {
    if (!Number.isNaN(handle)) closeSync(handle);
    handle = NaN;
  };
  const reopened = () => {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (!Number.isNaN(handle) && found?.ino !== fstatSync(handle, { bigint: true }).ino) close();
    return opened();
  };
  const size = () => {
    const { ino, size } = fstatSync(handle, { bigint: true });
    return { inode: ino, bytes: Number(size) };
  };
  const writeAll = (line: Buffer, place: number) => {
    for (let at = 0; at < line.length;)
      at += writeSync(handle, line, at, line.length - at, place + at);
  };
  /** Cuts what is behind the commit before `number`; returns where that ends. */
  const endBefore = (number: number) => {
    reopened();
    const now = size();
    if (left?.inode === now.inode && left.bytes === now.bytes) return now.bytes;
    const known = left?.inode === now.inode && left.bytes <= now.bytes ? left.bytes : 0;
    const { start, records, ends } = contentFrom(handle, known, now.bytes);
    const kept = records.filter((record) => record.number < number).length;
    const end = ends[kept - 1] ?? start;
    if (end < now.bytes) ftruncateSync(handle, end);
    const last = records[kept - 1]?.number ?? (start > 0 ? left?.number : undefined);
    hasGap ||= last !== number - 1;
    return end;
  };
  return {
    append(record) {
      const end = endBefore(record.number);
      left = undefined;
      try {
        writeAll(lineOf(record), end);
      } catch (error) {
        ftruncateSync(handle, end);
        throw error;
      }
      left = { ...size(), number: record.number };
    },
    cutFrom(number) {
      left = undefined;
      endBefore(number);
    },
    begin(record) {
      reopened();
      left = undefined;
      ftruncateSync(handle, 0);
      writeAll(lineOf(record), 0);
      fdatasyncSync(handle);
      left = { ...size(), number: record.number };
      hasGap = false;
      close();
    },
    async flush() {
      if (Number.isNaN(handle)) return;
      const flushed = handle;
      handle = NaN; // whoever appends meanwhile has one of its own
      let isDone = false;
      try {
        await flushHandle(flushed);
        if (isNew) flushFolder(dirname(file));
        isNew = false;
        isDone = true;
      } finally {
        if (isDone || !Number.isNaN(handle)) closeSync(flushed);
        else handle = flushed; // is flushed again
      }
    },
    get bytes() {
      return left?.bytes ?? 0;
    },
    get hasGap() {
      return hasGap;
    },
  };
}

/** What is behind a place, or all of it where no record begins in that place: it has been emptied and filled again. */
function contentFrom(handle: number, start: number, end: number): LogContent & { start: number } {
  const bytes = Buffer.alloc(end - start);
  let read = 0;
  for (let more = -1; read < bytes.length && more !== 0; read += more)
    more = readSync(handle, bytes, read, bytes.length - read, start + read);
  const { records, ends } = readLines(bytes.subarray(0, read));
  const begins = ends[0] !== undefined && ends[0] === bytes.indexOf('\n') + 1;
  if (start > 0 && !begins) return contentFrom(handle, 0, end);
  return { start, records, ends: ends.map((place) => start + place) };
}

/** So that a new name outlives a power cut; Windows cannot flush a folder, and does not need to. */
function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // It is as safe as the system makes it.
  }
}
