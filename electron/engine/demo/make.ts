// Makes the demo folder on disk: photos derived from samples, their known answers, and a marker that it is ours.

import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { AnalysisProgress } from '../../../shared/contract.ts';
import type { DemoFolder, DemoFrame } from '../../../shared/demo.ts';
import type { Raster } from '../../../shared/photo.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { decodePhoto } from '../formats/decode.ts';
import { rasterToJpeg } from '../formats/rasters.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { createProgress } from '../progress.ts';
import { stored } from './arrange.ts';
import { frameFiles, makeFrames, type MadeFrame } from './frames.ts';
import { recipe, recipeVersion } from './recipe.ts';
import { viewOf, type Samples } from './view.ts';
import { withExif } from './write-exif.ts';

const marker = 'demo.json';
const answersFile = 'known-answers.json';
const referenceFile = 'reference.jpg';
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

/**
 * Makes `to`/match, `to`/reference.jpg and `to`/known-answers.json, or leaves them when they are complete.
 * Throws EngineError `bad-input` when `to` holds anything that is not a demo's, and changes nothing then.
 */
export async function makeDemo(
  to: string,
  signal: AbortSignal,
  onProgress: (progress: AnalysisProgress) => void,
): Promise<DemoFolder> {
  const folder = resolve(to);
  const match = join(folder, 'match');
  const reference = join(folder, referenceFile);
  const former = await readMarker(folder);
  if (former && (await isComplete(folder, former))) {
    const text = await readFile(join(folder, answersFile), 'utf8');
    return { match, reference, frames: JSON.parse(text) as DemoFrame[], made: false };
  }
  try {
    await mkdir(match, { recursive: true });
    await writeMarker(folder, false, [...new Set([...(former?.files ?? []), ...frameFiles()])]);
    for (const file of former?.files ?? []) await rm(join(match, file), { force: true });
    const frames = await writeFrames(folder, signal, onProgress);
    await writeFile(join(folder, answersFile), `${JSON.stringify(frames, null, 2)}\n`);
    await writeMarker(folder, true, frameFiles());
    return { match, reference, frames, made: true };
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
  if (!complete || version !== recipeVersion) return false;
  const there = new Set(await namesIn(join(folder, 'match')));
  const beside = await namesIn(folder);
  return (
    [answersFile, referenceFile].every((name) => beside.includes(name)) &&
    files.every((name) => there.has(name))
  );
}

async function writeMarker(folder: string, complete: boolean, files: string[]): Promise<void> {
  const text: Marker = { madeBy: 'podium demo', version: recipeVersion, complete, files };
  await writeFile(join(folder, marker), `${JSON.stringify(text, null, 2)}\n`);
}

async function writeFrames(
  folder: string,
  signal: AbortSignal,
  onProgress: (progress: AnalysisProgress) => void,
): Promise<DemoFrame[]> {
  const match = join(folder, 'match');
  const samples = await openSamples();
  const { raster } = viewOf([recipe.reference], samples);
  await writeFile(join(folder, referenceFile), await rasterToJpeg(raster, jpegQuality));
  const progress = createProgress(frameFiles().length, onProgress);
  const frames: DemoFrame[] = [];
  for (const made of makeFrames(samples)) {
    throwIfCancelled(signal);
    const { file } = made.answers;
    // A file of that name which the demo did not write stops it: nothing is ever overwritten.
    if (made.copyOf === null)
      await writeFile(join(match, file), await jpegOf(made), { flag: 'wx' });
    else await copyFile(join(match, made.copyOf), join(match, file), constants.COPYFILE_EXCL);
    frames.push(made.answers);
    progress.step(0);
  }
  progress.end();
  return frames;
}

async function jpegOf({ answers, raster, sources }: MadeFrame): Promise<Buffer> {
  const { orientation, takenMs } = answers;
  const quality = answers.treatment === 'smaller' ? smallerQuality : jpegQuality;
  const jpeg = await rasterToJpeg(stored(raster, orientation), quality);
  if (takenMs === null) return jpeg;
  const description = `Made by podium demo from ${sources.join(' and ')} of ${recipe.package} (MIT)`;
  return withExif(jpeg, { takenMs, orientation, description });
}

async function openSamples(): Promise<Samples> {
  const home = dirname(createRequire(import.meta.url).resolve(`${recipe.package}/package.json`));
  const samples = new Map<string, Raster>();
  for (const { scene, file } of recipe.samples) {
    const bytes = await readFile(join(home, file));
    samples.set(scene, (await decodePhoto(bytes, file, defaultSettings)).detail);
  }
  return samples;
}
