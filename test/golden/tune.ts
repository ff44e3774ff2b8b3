// Owns the golden table of tuning: ../shared/photos/sports ordered by the default, by tuned weights and by a learned taste, each on photos held out.
// Run: node test/golden/tune.ts [--data FOLDER]

import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { createEngine } from '../../electron/engine/engine.ts';
import { bootstrap } from '../../shared/arithmetic/bootstrap.ts';
import { rocAuc } from '../../shared/arithmetic/statistics.ts';
import { inOneGo } from '../../shared/arithmetic/steps.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { normaliseSignals } from '../../shared/ranking/normalise.ts';
import { presetWeights } from '../../shared/ranking/presets.ts';
import { scorePhotos, usableWeights } from '../../shared/ranking/ranking.ts';
import { tuneSteps } from '../../shared/ranking/tune.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { fitTaste } from '../../shared/taste/learn.ts';
import type { Compared } from '../../shared/taste/taste-pairs.ts';
import { traitScales, traitsOf, type Traits } from '../../shared/taste/traits.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { labelledFolder } from './labelled-photos.ts';
import { labelSchema } from './moments-figures.ts';
import { utilitiesOf } from './taste-raters.ts';

const folds = 5;

/** Learned from every pair of the other folds that the labels tell apart. */
function learnedHeldOut(traits: Traits, keep: Float64Array): Float64Array {
  const scores = new Float64Array(keep.length);
  for (let out = 0; out < folds; out++) {
    const seen = [...keep.keys()].filter((photo) => photo % folds !== out);
    const choices: Compared[] = seen.flatMap((first, i) =>
      seen.slice(i + 1).flatMap((second) => {
        const apart = at(keep, first) - at(keep, second);
        return apart === 0 ? [] : [{ first, second, outcome: Number(apart > 0), weight: 0.05 }];
      }),
    );
    const told = utilitiesOf(traits, fitTaste(traits, { choices, decided: [] }).weights);
    for (const photo of keep.keys()) if (photo % folds === out) scores[photo] = at(told, photo);
  }
  return scores;
}

const root = labelledFolder('sports');
if (root !== null) {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  const data = values.data ?? temporaryFolder();
  const engine = createEngine(engineOptions(data));
  try {
    const photos = join(root, 'photos');
    const input = { folders: [photos], recursive: true };
    await engine.call('folder.sync', input);
    await engine.call('folder.analyse', input);
    const columns = await engine.call('folder.columns', input);
    const labels = z
      .array(labelSchema)
      .parse(JSON.parse(await readFile(join(root, 'moments.json'), 'utf8')));
    const known = new Map(labels.map(({ photo, keep }) => [photo, keep]));
    const keep = Float64Array.from(
      columns.paths,
      (path) => known.get(relative(photos, path)) ?? NaN,
    );
    const normalised = normaliseSignals(columns, defaultSettings);
    const start = usableWeights(columns, presetWeights(defaultSettings, 'sports'));
    const before = scorePhotos(normalised, start, columns.count);
    const tuned = inOneGo(tuneSteps(normalised, keep, start));
    const traits = traitsOf(columns, traitScales(columns, defaultSettings), defaultSettings);
    const orders = {
      default: before,
      'tuned, held out': tuned.heldOutScores,
      'tuned, as it is used': tuned.gains ? tuned.heldOutScores : before,
      'learned, held out': learnedHeldOut(traits, keep),
    };
    const isKept = keep.map((value) => Number(value >= 2));
    const rows = Object.entries(orders).map(([order, scores]) => {
      const figures = (x: Float64Array, y: Float64Array) => ({
        auc: rocAuc(x, Uint8Array.from(y)),
      });
      const { auc } = bootstrap(scores, isKept, figures, 'One label only.');
      return {
        order,
        auc: auc.value?.toFixed(3),
        from: auc.low?.toFixed(3),
        to: auc.high?.toFixed(3),
      };
    });
    console.log(`${columns.count} photos, AUC of keep >= 2 with 95 % intervals:`);
    console.table(rows);
    const { value, low, high } = tuned.gain.gain;
    console.log(
      `Held-out gain of tuning in pairs: ${value?.toFixed(4)} (${low?.toFixed(4)} to ${high?.toFixed(4)}), ${tuned.gains ? 'claimed' : 'not claimed'}.`,
    );
    if (Number(rows[2]?.auc) < Number(rows[0]?.auc)) {
      console.error('Falls short: tuned is below the default.');
      process.exitCode = 1;
    }
  } finally {
    await engine.close();
    if (values.data === undefined) dropFolder(data);
  }
}
