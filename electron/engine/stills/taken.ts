// What is known of the stills of one video, kept beside them: of which file they are, how far it was looked at, which there are.

import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makePrivateFolder } from '../../disk/private.ts';
import { writeWhole } from '../../disk/write-file.ts';

/** Raised when stills are found or made otherwise: videos are then looked at again. */
const version = 1;

/** Hidden, so that a scan leaves it out. */
const recordName = '.stills.json';

const record = z.object({
  sizeBytes: z.number(),
  modifiedMs: z.number(),
  /** Seconds of the video. */
  seconds: z.number(),
  moments: z.array(z.object({ from: z.number(), to: z.number(), peak: z.number() })),
  /** How many of the moments are done. */
  done: z.number(),
  /** Hashes of the stills that were kept, the last one last, as hex. */
  hashes: z.array(z.string()),
  /** What is to be said of the video, as a sentence. */
  problem: z.string().nullable(),
});

const kept = record.extend({ version: z.literal(version) });

export type Taken = z.infer<typeof record>;
type VideoFile = Pick<Taken, 'sizeBytes' | 'modifiedMs'>;

/** Null where nothing is known of the video as it is now. */
export function readTaken(folder: string, video: VideoFile): Taken | null {
  try {
    const read = kept.parse(JSON.parse(readFileSync(join(folder, recordName), 'utf8')));
    const isSame = read.sizeBytes === video.sizeBytes && read.modifiedMs === video.modifiedMs;
    return isSame ? read : null;
  } catch {
    return null; // lost or damaged: the video is looked at again
  }
}

export function saveTaken(folder: string, taken: Taken): void {
  makePrivateFolder(folder);
  writeWhole(join(folder, recordName), JSON.stringify({ version, ...taken }), { secret: true });
}

/** Names of the stills in a folder. */
export function stillNames(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jpg')) : [];
}

/** Removes the stills of a video as it was before. */
export function dropStills(folder: string): void {
  for (const name of [...stillNames(folder), recordName])
    rmSync(join(folder, name), { force: true });
}

/** What all stills take, bytes. */
export function bytesOfStills(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => {
      return sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0);
    }, 0);
}
