// What decoding and each stage of analysis cost for a photo of 24 megapixels: processor time, and memory that it takes.
// Run: node test/bench/stages.ts [PHOTOS]

import sharp from 'sharp';
import { stages } from '../../electron/engine/analyse.ts';
import { decodePhoto, type DecodedPhoto } from '../../electron/engine/formats/decode.ts';
import type { Earlier } from '../../electron/engine/stage.ts';
import { openModelFolder } from '../../models/folder.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { mean } from '../../shared/arithmetic/statistics.ts';
import { modelsFolder, samplePhoto } from '../fixtures/match-folder.ts';

const count = Number(process.argv[2] ?? 6);

function madePhoto(number: number): Promise<Buffer> {
  return sharp(samplePhoto((number % 6) + 1))
    .resize(6000, 4000, { fit: 'cover' })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** What `work` takes of all processors, in milliseconds. */
async function timed<Result>(work: () => Result | Promise<Result>): Promise<[Result, number]> {
  const started = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(started);
  return [result, (user + system) / 1000];
}

function row(stage: string, costs: readonly number[], megabytes: number) {
  return {
    stage,
    // The first photo pays for what is compiled and opened.
    'ms of processor a photo': Number(mean(Float64Array.from(costs.slice(1))).toFixed(1)),
    'first photo': Number((costs[0] ?? NaN).toFixed(1)),
    'MB more': Math.round(megabytes),
  };
}

const megabytesNow = () => process.memoryUsage().rss / 2 ** 20;

const folder = await openModelFolder(modelsFolder);
const files: Buffer[] = [];
for (let number = 0; number < count; number++) files.push(await madePhoto(number));
const photos: DecodedPhoto[] = [];
const decodingCosts: number[] = [];
const beforeDecoding = megabytesNow();
for (const bytes of files) {
  const [photo, cost] = await timed(() => decodePhoto(bytes, 'bench.jpg', defaultSettings));
  photos.push(photo);
  decodingCosts.push(cost);
}
const table = [row('decoding', decodingCosts, (megabytesNow() - beforeDecoding) / count)];
const results = photos.map(() => new Map<string, unknown>());
for (const stage of stages) {
  if (!stage.needs.every((role) => folder.chosen(role))) continue;
  const before = megabytesNow();
  const models = await stage.open(folder, defaultSettings);
  const costs: number[] = [];
  for (const [i, photo] of photos.entries()) {
    const known = results[i] ?? new Map<string, unknown>();
    const earlier = <Result>({ name }: Earlier<Result>) => known.get(name) as Result;
    const having = { models, settings: defaultSettings, earlier };
    const [result, cost] = await timed(() => stage.run(photo, having));
    known.set(stage.name, result);
    costs.push(cost);
  }
  table.push(row(stage.name, costs, megabytesNow() - before));
  await models.release();
}
console.log(`${count} photos of 6000 x 4000; memory of decoding is that of one photo, kept:`);
console.table(table);
const together = table
  .filter(({ stage }) => stage !== 'numbers')
  .reduce((sum, each) => sum + each['ms of processor a photo'], 0);
console.log(`Together, numbers apart: ${together.toFixed(0)} ms a photo.`);
