// Owns the golden tables of copies: sharpness on one scale for all sizes and in all light, and which copy is kept.
// Run: node test/golden/copies.ts

import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { rasterToJpeg } from '../../electron/engine/formats/rasters.ts';
import { pixelSignals, type PixelSignals } from '../../electron/engine/stages/pixels/pixels.ts';
import { tileSharpness } from '../../electron/engine/stages/pixels/sharpness.ts';
import { lumaOfRaster } from '../../electron/engine/stages/pixels/luma.ts';
import { burstBest } from '../../shared/bursts/burst-best.ts';
import { groupBursts } from '../../shared/bursts/bursts.ts';
import { normaliseSignals } from '../../shared/ranking/normalise.ts';
import { presetWeights } from '../../shared/ranking/presets.ts';
import { rankPhotos, scorePhotos, type Weights } from '../../shared/ranking/ranking.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { at, percentile, sortedKnown } from '../../shared/arithmetic/vectors.ts';
import { madeColumns } from '../shared/made-columns.ts';
import { copiesOf, rasterAt, tonesOf, gainName } from './made-tones.ts';
import { someScenes } from './scenes.ts';
import { signalColumns } from './signal-columns.ts';

type Photo = {
  readonly scene: number;
  readonly name: string;
  readonly bytes: number;
  readonly sizePx: readonly [number, number];
  readonly signals: PixelSignals;
  /** What the signal was before: the variance of the Laplacian in the sharpest tiles. */
  readonly variance: number;
};

async function measure(scene: number, name: string, jpeg: Buffer): Promise<Photo> {
  const { analysis, widthPx, heightPx } = await decodePhoto(jpeg, 'copy.jpg', defaultSettings);
  const variance = tileSharpness(lumaOfRaster(analysis), analysis.widthPx, analysis.heightPx);
  const signals = pixelSignals(analysis);
  return { scene, name, bytes: jpeg.length, sizePx: [widthPx, heightPx], signals, variance };
}

/** The largest of a scene over its smallest value, less 1: one number a scene. */
function spreads(photos: readonly Photo[], value: (photo: Photo) => number): Float64Array {
  const scenes = Map.groupBy(photos, ({ scene }) => scene);
  return Float64Array.from(scenes.values(), (copies) => {
    const values = copies.map(value);
    return Math.max(...values) / Math.min(...values) - 1;
  });
}

/** How far the others of a scene lie from its first photo at most. */
function changes(photos: readonly Photo[], value: (photo: Photo) => number): Float64Array {
  const scenes = Map.groupBy(photos, ({ scene }) => scene);
  return Float64Array.from(scenes.values(), ([first, ...others]) => {
    return first ? Math.max(...others.map((o) => Math.abs(value(o) / value(first) - 1))) : NaN;
  });
}

function row(measured: Float64Array, limit: number) {
  const percent = (of: number) => `${(100 * of).toFixed(1)} %`;
  return {
    [`within ${100 * limit} %`]: `${measured.filter((value) => value <= limit).length} of ${measured.length}`,
    median: percent(percentile(sortedKnown(measured), 50)),
    most: percent(measured.reduce((most, value) => Math.max(most, value), 0)),
  };
}

/** Of how many scenes the burst's best is the largest, least compressed copy, all copies in one folder. */
function printKeepers(photos: readonly Photo[], scenes: number): void {
  const columns = madeColumns(photos.length, {
    paths: photos.map(({ scene, name }) => `/copies/${scene}/${name}.jpg`),
    hashes: photos.map(({ signals }) => signals.perceptualHash),
    sizesPx: photos.map(({ sizePx }) => sizePx),
    sizeBytes: photos.map(({ bytes }) => bytes),
    signals: signalColumns(photos.map(({ signals }) => signals)),
  });
  const bursts = groupBursts(columns, defaultSettings);
  const weights = presetWeights(defaultSettings, 'sports');
  const scores = scorePhotos(normaliseSignals(columns, defaultSettings), weights, columns.count);
  const order = rankPhotos(scores, columns);
  const perScene = photos.length / scenes;
  let kept = 0;
  let together = 0;
  let first = 0;
  for (let start = 0; start < photos.length; start += perScene) {
    const mates = [...bursts.keys()].slice(start, start + perScene);
    const one = mates.every((photo) => at(bursts, photo) === at(bursts, start));
    if (one) together++;
    // Scene by scene: two photos of the folders may show one scene.
    const ranked = order.filter((photo) => mates.includes(photo));
    if (one && burstBest(bursts, ranked, columns)[at(bursts, start)] === start) kept++;
    if (ranked[0] === start) first++;
  }
  console.log(
    `Of ${scenes} scenes all copies are one burst in ${together}, and the largest at quality 90 is the burst's best in ` +
      `${kept}; by the Sports score alone it would be in ${first}.`,
  );
}

/** Of how many scenes the original comes before what was done to it, all of them in one folder. */
function printOriginalFirst(photos: readonly Photo[]): void {
  const columns = madeColumns(photos.length, {
    signals: signalColumns(photos.map(({ signals }) => signals)),
  });
  const normalised = normaliseSignals(columns, defaultSettings);
  const scenes = Map.groupBy(photos.keys(), (photo) => photos[photo]?.scene ?? -1);
  const orders: Readonly<Record<string, Weights>> = {
    exposure: { exposure: 1 },
    'sharpness 3, exposure 2': { sharpness: 3, exposure: 2 },
    'General without aesthetics': presetWeights(defaultSettings, 'general'),
    contrast: { contrast: 1 },
  };
  for (const [name, weights] of Object.entries(orders)) {
    const scores = scorePhotos(normalised, weights, columns.count);
    const first = [...scenes.values()].filter(([original = -1, ...others]) =>
      others.every((other) => at(scores, other) < at(scores, original)),
    );
    console.log(`The original is first by ${name} in ${first.length} of ${scenes.size}.`);
  }
}

const scenes = await someScenes();
const copies: Photo[] = [];
const tones: Photo[] = [];
for (const [scene, { open }] of scenes.entries()) {
  const largest = await rasterAt(open(), 4000);
  for (const { name, jpeg } of await copiesOf(largest))
    copies.push(await measure(scene, name, jpeg));
  const raster = await rasterAt(open(), 1500);
  const asIs = [{ name: 'original', raster }, ...tonesOf(raster)];
  for (const tone of asIs) {
    if (tone.name === gainName(-3) || tone.name === gainName(3)) continue;
    tones.push(await measure(scene, tone.name, await rasterToJpeg(tone.raster, 90)));
  }
}
console.log('Copies at 4000, 2000, 1000, 500 and 250 px, and 4000 px at JPEG quality 40:');
console.table({
  sharpness: row(
    spreads(copies, ({ signals }) => signals.sharpness),
    0.1,
  ),
  'tile variance (before)': row(
    spreads(copies, ({ variance }) => variance),
    0.1,
  ),
});
printKeepers(copies, scenes.length);
console.log('-2, -1, +1 and +2 EV, half contrast and a grey veil against the original:');
console.table({
  sharpness: row(
    changes(tones, ({ signals }) => signals.sharpness),
    0.15,
  ),
  'tile variance (before)': row(
    changes(tones, ({ variance }) => variance),
    0.15,
  ),
});
printOriginalFirst(tones);
