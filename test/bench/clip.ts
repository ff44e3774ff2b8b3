// What CLIP costs: seeing a photo by its centre or by squares, and searching and scoring 50,000 photos again.
// All times are processor time. Run: node test/bench/clip.ts [PHOTOS]   With CLIP installed in PODIUM_MODELS that is measured, else the test CLIP.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../electron/engine/engine.ts';
import {
  chooseClip,
  clipSpace,
  openClipImages,
} from '../../electron/engine/stages/clip/clip-models.ts';
import {
  clipInput,
  cutSquare,
  cutting,
} from '../../electron/engine/stages/clip/clip-preprocess.ts';
import { openModelFolder, type InstalledModel } from '../../models/folder.ts';
import type { Raster } from '../../shared/photo.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { speckled } from '../fixtures/images.ts';
import { fillLargeCache } from '../fixtures/large-cache.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

const count = Number(process.argv[2] ?? 50_000);
const rounds = 5;
const crops = ['centre', 'squares'] as const;
const shapes: Readonly<Record<string, Raster>> = {
  '3:2': speckled(1024, 683),
  '16:9': speckled(1024, 576),
};

const data = temporaryFolder();
const models = process.env['PODIUM_MODELS'] ?? join(data, 'models');
try {
  if (process.env['PODIUM_MODELS'] === undefined) {
    await ownModelFolder(models);
    await writeTestClip(models);
  }
  await measurePhotos();
  await measureFolder();
} finally {
  dropFolder(data);
}

async function imageModel(): Promise<InstalledModel> {
  const image = (await openModelFolder(models)).chosen('clip-image');
  if (!image) throw new Error('CLIP is not installed.');
  return image;
}

async function measurePhotos(): Promise<void> {
  const clip = await openClipImages(await imageModel(), defaultSettings);
  for (const [shape, raster] of Object.entries(shapes)) {
    const whole: number[] = [];
    for (const crop of crops) {
      const settings: Settings = { ...defaultSettings, 'clip.crops': crop };
      const plan = cutting(raster, raster, crop);
      const prepareMs = await median(() => {
        for (const square of plan.squares) clipInput(cutSquare(raster, plan, square));
        return Promise.resolve();
      });
      const allMs = await median(() => clip.embedPhoto({ raster, original: raster }, settings));
      whole.push(allMs);
      console.log(
        `${shape}, ${crop}: ${plan.squares.length} squares, cut out in ${prepareMs.toFixed(1)} ms, embedded by ${clip.title} in ${allMs.toFixed(1)} ms`,
      );
    }
    const [centre = NaN, squares = NaN] = whole;
    console.log(`${shape}: squares take ${(squares / centre).toFixed(2)} times as long`);
  }
  await clip.release();
}

async function measureFolder(): Promise<void> {
  const folder = '/photos/season';
  const options = { ...engineOptions(join(data, 'data')), modelsFolder: models };
  const { image } = chooseClip(await openModelFolder(models));
  if (!image) throw new Error('There is no CLIP in this model folder.');
  await fillLargeCache(options, folder, { photos: count, people: 600, clip: clipSpace(image) });
  const engine = createEngine(options);
  const input = { folders: [folder] };
  const columns = () => engine.call('folder.columns', input);
  const scoredMs = await once(columns);
  const plainMs = await median(columns);
  mkdirSync(join(data, 'data', 'prompts'));
  writeFileSync(
    join(data, 'data', 'prompts', 'sports.json'),
    JSON.stringify({ positive: ['vibrant'], negative: ['blurry'] }),
  );
  const againMs = await once(columns);
  const plainAgainMs = await median(columns);
  console.log(
    `${count} photos: columns with the aesthetic worked out the first time ${scoredMs.toFixed(0)} ms, when the prompts changed ${againMs.toFixed(0)} ms, otherwise ${Math.min(plainMs, plainAgainMs).toFixed(0)} ms`,
  );
  const words = 'a player in red';
  const searchMs = await median(() => engine.call('search.photos', { ...input, words }));
  console.log(
    `${count} photos searched by words in ${searchMs.toFixed(0)} ms (median of ${rounds})`,
  );
  await engine.close();
}

/** Processor time, in milliseconds: other work on the machine does not count. */
async function once(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function median(run: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) took.push(await once(run));
  return took.sort((a, b) => a - b)[rounds >> 1] ?? NaN;
}
