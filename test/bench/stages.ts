// What each stage of analysis costs for a photo of 24 megapixels: processor time, and memory that it takes.
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

async function madePhoto(number: number): Promise<DecodedPhoto> {
  const bytes = await sharp(samplePhoto((number % 6) + 1))
    .resize(6000, 4000, { fit: 'cover' })
    .jpeg({ quality: 90 })
    .toBuffer();
  return decodePhoto(bytes, 'bench.jpg', defaultSettings);
}

const megabytesNow = () => process.memoryUsage().rss / 2 ** 20;

const folder = await openModelFolder(modelsFolder);
const photos: DecodedPhoto[] = [];
for (let number = 0; number < count; number++) photos.push(await madePhoto(number));
const results = photos.map(() => new Map<string, unknown>());
const table = [];
for (const stage of stages) {
  if (!stage.needs.every((role) => folder.chosen(role))) continue;
  const before = megabytesNow();
  const models = await stage.open(folder, defaultSettings);
  const costs: number[] = [];
  for (const [i, photo] of photos.entries()) {
    const known = results[i] ?? new Map<string, unknown>();
    const earlier = <Result>({ name }: Earlier<Result>) => known.get(name) as Result;
    const started = process.cpuUsage();
    known.set(stage.name, await stage.run(photo, { models, settings: defaultSettings, earlier }));
    const { user, system } = process.cpuUsage(started);
    costs.push((user + system) / 1000);
  }
  table.push({
    stage: stage.name,
    // The first photo pays for what is compiled and opened.
    'ms of processor a photo': Number(mean(Float64Array.from(costs.slice(1))).toFixed(1)),
    'first photo': Number((costs[0] ?? NaN).toFixed(1)),
    'MB more': Math.round(megabytesNow() - before),
  });
  await models.release();
}
console.log(`${count} photos of 6000 x 4000, decoded before; stages in their order:`);
console.table(table);
