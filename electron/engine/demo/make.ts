// Makes the demo folder on disk: the drawn match, its known answers, and a marker that it is ours.

import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { DemoFolder, DemoFrame, DemoProgress } from '../../../shared/demo.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { rasterToJpeg } from '../formats/rasters.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { createProgress } from '../progress.ts';
import { stored } from './arrange.ts';
import { facesPackage, openCards } from './cards.ts';
import type { Hour } from './drawn/grounds.ts';
import { roster, teamNames } from './drawn/match/teams.ts';
import { demoShots, type Shot } from './shots.ts';
import { withExif, type CameraSettings } from './write-exif.ts';

/** Raise it whenever a change of the code changes the photos or their known answers. */
export const demoVersion = '5';

const marker = 'demo.json';
const answersFile = 'known-answers.json';
const referenceFile = 'reference.jpg';
const rosterFile = 'roster.csv';
const jpegQuality = 88;
/** What messengers leave of a photo. */
const smallerQuality = 70;

const markerSchema = z.object({
  madeBy: z.literal('podium demo'),
  version: z.string(),
  complete: z.boolean(),
  /** Files of the match folder that the demo wrote: these it may replace, and no others. */
  files: z.array(z.string()),
});
type Marker = z.output<typeof markerSchema>;

/** `restMs`: after each photo the thread is left so long to whoever else asks for something. */
export type Making = { readonly shots?: readonly Shot[]; readonly restMs?: number };

/**
 * Makes `to`/match, and beside it reference.jpg, roster.csv and known-answers.json, or leaves them when they are complete.
 * A photo that progress counts is whole and can be looked at.
 * Throws EngineError `bad-input` when `to` holds anything that is not a demo's, and changes nothing then.
 */
export async function makeDemo(
  to: string,
  signal: AbortSignal,
  onProgress: (progress: DemoProgress) => void,
  { shots = demoShots(), restMs = 0 }: Making = {},
): Promise<DemoFolder> {
  const folder = resolve(to);
  const match = join(folder, 'match');
  const made = { match, reference: join(folder, referenceFile), roster: join(folder, rosterFile) };
  const files = shots.map(({ answers }) => answers.file);
  const former = await readMarker(folder);
  if (former && (await isComplete(folder, former))) {
    const text = await readFile(join(folder, answersFile), 'utf8');
    return { ...made, frames: JSON.parse(text) as DemoFrame[], made: false };
  }
  try {
    await mkdir(match, { recursive: true });
    await writeMarker(folder, false, [...new Set([...(former?.files ?? []), ...files])]);
    for (const file of former?.files ?? []) await rm(join(match, file), { force: true });
    const frames = await writeFrames(folder, { shots, restMs }, signal, onProgress);
    await writeFile(join(folder, answersFile), `${JSON.stringify(frames, null, 2)}\n`);
    await writeMarker(folder, true, files);
    return { ...made, frames, made: true };
  } catch (error) {
    if (error instanceof EngineError || errorCode(error) === '') throw error;
    const message = `The demo folder ${folder} could not be made, because ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}

/** The marker of a former demo, null for a new or empty folder. Throws for a folder of something else. */
async function readMarker(folder: string): Promise<Marker | null> {
  const names = await namesIn(folder);
  if (names.length === 0) return null;
  const refusal = new EngineError(
    'bad-input',
    `${folder} holds other things than a demo: nothing was changed. Name a folder that is new or empty, as in "podium demo my-demo".`,
  );
  if (!names.includes(marker)) throw refusal;
  try {
    return markerSchema.parse(JSON.parse(await readFile(join(folder, marker), 'utf8')));
  } catch {
    throw refusal;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    const message = `The demo cannot be made in ${folder}, because ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}

async function isComplete(folder: string, { complete, version, files }: Marker): Promise<boolean> {
  if (!complete || version !== demoVersion) return false;
  const there = new Set(await namesIn(join(folder, 'match')));
  const beside = await namesIn(folder);
  return (
    [answersFile, referenceFile, rosterFile].every((name) => beside.includes(name)) &&
    files.every((name) => there.has(name))
  );
}

async function writeMarker(folder: string, complete: boolean, files: string[]): Promise<void> {
  const text: Marker = { madeBy: 'podium demo', version: demoVersion, complete, files };
  await writeFile(join(folder, marker), `${JSON.stringify(text, null, 2)}\n`);
}

async function writeFrames(
  folder: string,
  { shots, restMs }: Required<Making>,
  signal: AbortSignal,
  onProgress: (progress: DemoProgress) => void,
): Promise<DemoFrame[]> {
  const match = join(folder, 'match');
  const cards = openCards();
  const progress = createProgress(shots.length, (now) => {
    onProgress({ ...now, match });
  });
  for (const shot of shots) {
    throwIfCancelled(signal);
    const path = join(match, shot.answers.file);
    // A file of that name which the demo did not write stops it: nothing is ever overwritten.
    if (shot.copyOf === null) await writeFile(path, await jpegOf(shot, cards), { flag: 'wx' });
    else await copyFile(join(match, shot.copyOf), path, constants.COPYFILE_EXCL);
    progress.step(0);
    await setTimeout(restMs);
  }
  progress.end();
  const picture = await rasterToJpeg(await cards.reference(), jpegQuality);
  await writeFile(join(folder, referenceFile), picture);
  await writeFile(join(folder, rosterFile), rosterTable());
  return shots.map(({ answers }) => answers);
}

const cameras: Readonly<Record<Hour, CameraSettings>> = {
  afternoon: {
    make: 'Podium',
    model: 'Drawn camera',
    shutter: 2000,
    aperture: 2.8,
    iso: 400,
    focalMm: 400,
  },
  floodlight: {
    make: 'Podium',
    model: 'Drawn camera',
    shutter: 1250,
    aperture: 2.8,
    iso: 3200,
    focalMm: 400,
  },
};

async function jpegOf(
  { answers, hour, picture }: Shot,
  cards: ReturnType<typeof openCards>,
): Promise<Buffer> {
  const { orientation, takenMs } = answers;
  const quality = answers.treatment === 'smaller' ? smallerQuality : jpegQuality;
  const jpeg = await rasterToJpeg(stored(await picture(cards), orientation), quality);
  if (takenMs === null) return jpeg;
  const description =
    hour === null
      ? `Made by podium demo with photos of ${facesPackage} (MIT)`
      : 'Drawn by podium demo';
  return withExif(jpeg, {
    takenMs,
    orientation,
    description,
    ...(hour && { camera: cameras[hour] }),
  });
}

/** Names hold no commas. */
function rosterTable(): string {
  const rows = roster.map(({ number, name, team }) => `${number},${name},${teamNames[team]}`);
  return `${['number,name,team', ...rows].join('\n')}\n`;
}
