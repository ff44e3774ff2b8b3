// How fast a folder is analysed, and how close that comes to what decoding and inference cost by themselves.
// Run: npm run bench [-- PHOTOS]   Everything is measured in one run, so the ratios hold on a noisy machine.

import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createEngine } from '../../electron/engine/engine.ts';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { modelCpuMs } from '../../electron/engine/running/inference.ts';
import { analyseFaces, openFaceModels } from '../../electron/engine/stages/faces/faces.ts';
import { openModelFolder } from '../../models/folder.ts';
import { defaultSettings } from '../../shared/settings.ts';
import {
  dropFolder,
  engineOptions,
  modelsFolder,
  samplePhoto,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { searched } from '../fixtures/searched-photo.ts';

const cores = availableParallelism();
const count = Number(process.argv[2] ?? 12);
const sizes = [
  { label: '24 MP JPEG', widthPx: 6000, heightPx: 4000 },
  { label: ' 3 MP JPEG', widthPx: 2100, heightPx: 1400 },
];

/** A sample photo enlarged, shifted a little with each number, with sensor-like noise: no two are the same. */
async function madePhoto(number: number, widthPx: number, heightPx: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 8 };
  const grain = sharp({
    create: { width: 1024, height: 1024, channels: 3, background: 'gray', noise },
  });
  const large = await sharp(samplePhoto((number % 6) + 1))
    .resize(widthPx + 60, heightPx + 60, { fit: 'cover' })
    .toBuffer();
  return sharp(large)
    .extract({ left: (number * 7) % 60, top: (number * 11) % 60, width: widthPx, height: heightPx })
    .composite([{ input: await grain.png().toBuffer(), tile: true, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

function cpuSeconds(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

/** Processor seconds of decoding the photos one after the other, nothing else running. */
async function decodeCost(photos: readonly Buffer[]): Promise<number> {
  const before = process.cpuUsage();
  for (const photo of photos) await decodePhoto(photo, 'bench.jpg', defaultSettings);
  return cpuSeconds(before);
}

/** Processor seconds of the model runs of the photos, nothing else running. */
async function inferenceCost(photos: readonly Buffer[]): Promise<number> {
  const models = await openFaceModels(await openModelFolder(modelsFolder), defaultSettings);
  const decoded = [];
  for (const photo of photos) decoded.push(await decodePhoto(photo, 'bench.jpg', defaultSettings));
  const [first] = decoded;
  if (first) await analyseFaces(searched(first), models, defaultSettings); // opens the models
  const before = modelCpuMs();
  for (const photo of decoded) await analyseFaces(searched(photo), models, defaultSettings);
  const cost = (modelCpuMs() - before) / 1000;
  await models.release();
  return cost;
}

async function measure(label: string, widthPx: number, heightPx: number): Promise<string[]> {
  const folder = temporaryFolder();
  try {
    const photos: Buffer[] = [];
    for (let number = 0; number < count; number++)
      photos.push(await madePhoto(number, widthPx, heightPx));
    mkdirSync(join(folder, 'photos'));
    for (const [number, photo] of photos.entries())
      writeFileSync(join(folder, 'photos', `${number}.jpg`), photo);
    const decode = await decodeCost(photos);
    const inference = await inferenceCost(photos);
    const engine = createEngine(engineOptions(join(folder, 'data')));
    const input = { folders: [join(folder, 'photos')] };
    const run = async () => {
      const started = performance.now();
      await engine.call('folder.sync', input);
      await engine.call('folder.analyse', input);
      await engine.call('folder.columns', input);
      return (performance.now() - started) / 1000;
    };
    const first = await run();
    const second = await run();
    await engine.close();
    return [
      `${label}: ${(count / first).toFixed(2)} photos/s (${((first * 1000) / count).toFixed(0)} ms a photo, ${count} photos)`,
      `  pure decode ${((decode * 1000) / count).toFixed(0)} ms, pure inference ${((inference * 1000) / count).toFixed(0)} ms of processor time a photo`,
      `  share of the bound: ${((100 * (decode + inference)) / (first * cores)).toFixed(0)} % of ${cores} cores`,
      `  second run: ${((100 * second) / first).toFixed(2)} % of the first (${(second * 1000).toFixed(0)} ms)`,
    ];
  } finally {
    dropFolder(folder);
  }
}

for (const { label, widthPx, heightPx } of sizes)
  for (const line of await measure(label, widthPx, heightPx)) console.log(line);
