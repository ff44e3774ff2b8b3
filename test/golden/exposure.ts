// Owns the golden table of exposure: whether the right exposure of a scene beats more and less light.
// Run: node test/golden/exposure.ts

import { pixelSignals } from '../../electron/engine/stages/pixels/pixels.ts';
import { exposureGoodness } from '../../shared/ranking/normalise.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { madeSignals } from '../shared/made-columns.ts';
import { gainName, gains, rasterAt, tonesOf } from './made-tones.ts';
import { someScenes } from './scenes.ts';
import { signalColumns } from './signal-columns.ts';

const scenes = await someScenes();
/** The original of every scene, then what was done to it, in one order. */
const names = ['original', ...gains.map(gainName), 'half contrast', 'grey veil'];
const measured = [];
for (const { open } of scenes) {
  const raster = await rasterAt(open(), 1000);
  for (const one of [raster, ...tonesOf(raster).map((tone) => tone.raster)])
    measured.push(pixelSignals(one));
}
const columns = madeSignals(measured.length, signalColumns(measured));
const goodness = exposureGoodness(columns, defaultSettings);
const loses = (scene: number, place: number) =>
  at(goodness, scene * names.length + place) < at(goodness, scene * names.length);
const others = [...names.keys()].slice(1);
const rows = others.map((place) => {
  const beaten = scenes.filter((_, scene) => loses(scene, place)).length;
  return [names[place] ?? '', { 'original better': `${beaten} of ${scenes.length}` }] as const;
});
console.log('Exposure of scenes against the same scene in other light, all in one folder:');
console.table(Object.fromEntries(rows));
const first = scenes.filter((_, scene) => others.every((place) => loses(scene, place))).length;
console.log(`The original is better than all of them in ${first} of ${scenes.length}.`);
