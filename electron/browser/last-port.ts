// The port that the browser host had the last time: a page left open, or a bookmark, finds it there again.

import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeWhole } from '../disk/write-file.ts';
import { errorCode, makePrivateOwnFolder } from '../engine/engine.ts';

/** Ports below are the system's own; above 65535 there are none. */
const lowest = 1024;
const highest = 65_535;

/** The port kept in `file`; undefined before the first start, and when the file cannot be read or says something else. */
export function readLastPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port >= lowest && port <= highest ? port : undefined;
  } catch {
    return undefined; // any free port will do
  }
}

/**
 * Starts something on the port kept in `file`, or on any free one (0) when that is taken or none is kept. The
 * first port ever used is kept; one that another program has now may be free again the next time.
 */
export async function onLastPort<T extends { readonly origin: string }>(
  file: string,
  start: (port: number) => Promise<T>,
): Promise<T> {
  const last = readLastPort(file);
  if (last !== undefined) {
    try {
      return await start(last);
    } catch (error) {
      if (!unusable.has(errorCode(error))) throw error;
      return start(0);
    }
  }
  const started = await start(0);
  saveLastPort(file, new URL(started.origin).port);
  return started;
}

function saveLastPort(file: string, port: string): void {
  try {
    makePrivateOwnFolder(dirname(file));
    writeWhole(file, port, { secret: true });
  } catch {
    // A data folder that cannot be written is told, in a sentence, by the engine's first call.
  }
}

/** Taken by another program, or kept by the system for itself. */
const unusable: ReadonlySet<string | undefined> = new Set(['EADDRINUSE', 'EACCES']);
