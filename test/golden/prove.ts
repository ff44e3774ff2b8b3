// Owns the golden table of the proof: 1,000 simulated shoots, each judged blind, held against the judge's word on every photo.
// Run: node test/golden/prove.ts [--shoots N]

import { parseArgs } from 'node:util';
import { seededRandom, type Measure } from '../../shared/arithmetic/bootstrap.ts';
import { drawNormal } from '../../shared/arithmetic/draws.ts';
import { countPairs, pairwiseAgreement } from '../../shared/arithmetic/statistics.ts';
import { keeperShare, keepersLost } from '../../shared/prove/keepers-lost.ts';
import { drawFrames } from '../../shared/prove/strata.ts';
import { weightedAgreement } from '../../shared/prove/weighted-agreement.ts';

type Figure = { errors: number[]; covered: number; wide: number; told: number };

/** Albums of these shares of the shoot. */
const sizes = [0.1, 0.2, 0.35, 0.5] as const;

function note(figures: Map<string, Figure>, name: string, measure: Measure, truth: number): void {
  const figure = figures.get(name) ?? { errors: [], covered: 0, wide: 0, told: 0 };
  figures.set(name, figure);
  const { value, low, high } = measure;
  if (value === null || low === null || high === null) return;
  figure.told++;
  figure.errors.push(value - truth);
  figure.covered += Number(truth >= low - 1e-9 && truth <= high + 1e-9);
  figure.wide += high - low;
}

/** 100 to 3,000 photos, 10 to 40 % keepers, and an order that knows little or much of the judge's taste. */
function simulate(seed: number, figures: Map<string, Figure>): void {
  const random = seededRandom(seed);
  const photos = Math.round(100 * 30 ** random());
  const rate = 0.1 + 0.3 * random();
  const known = 0.2 + 0.6 * random();
  const all = Array.from({ length: photos }, () => {
    const worth = drawNormal(random);
    const score = known * worth + Math.sqrt(1 - known * known) * drawNormal(random);
    return { worth, score };
  }).sort((a, b) => b.score - a.score);
  const worths = all.map(({ worth }) => worth).sort((a, b) => b - a);
  const from = (share: number) => worths[Math.round(share * photos) - 1] ?? 0;
  const limits = [from(rate / 3), from(rate), from(Math.min(1, 2 * rate))];
  const labels = all.map(({ worth }) => limits.filter((limit) => worth >= limit).length);
  const keeps = labels.map((label) => label >= 2);
  const places = drawFrames(photos, random);
  const judged = places.map((place) => ({ place, keeper: keeps[place] === true }));
  const keepers = keeps.filter(Boolean).length;
  for (const share of sizes) {
    const size = Math.round(share * photos);
    const truth = keeps.slice(size).filter(Boolean).length / keepers;
    note(
      figures,
      `keepers lost, album of ${100 * share} %`,
      keepersLost(photos, judged, size),
      truth,
    );
  }
  note(figures, 'keepers of all photos', keeperShare(photos, judged), keepers / photos);
  const scores = Float64Array.from(all, ({ score }) => score);
  const agreement = weightedAgreement(
    { photos, places, labels: Float64Array.from(places, (place) => labels[place] ?? 0) },
    Float64Array.from(places, (place) => scores[place] ?? 0),
  );
  const truth = pairwiseAgreement(countPairs(scores, Float64Array.from(labels)));
  note(figures, 'pairs in order', agreement, truth);
}

const { values } = parseArgs({ options: { shoots: { type: 'string' } } });
const shoots = Number(values.shoots ?? 1000);
const figures = new Map<string, Figure>();
for (let seed = 1; seed <= shoots; seed++) simulate(seed, figures);
console.log(
  `${shoots} simulated shoots, 60 frames each (fewer where a part of the order has fewer):`,
);
const wrong: string[] = [];
console.table(
  [...figures].map(([name, { errors, covered, wide, told }]) => {
    const bias = (100 * errors.reduce((sum, error) => sum + error, 0)) / told;
    const cover = (100 * covered) / told;
    if (Math.abs(bias) > 1) wrong.push(`${name}: bias ${bias.toFixed(2)} points`);
    if (cover < 93 || cover > 97) wrong.push(`${name}: covered ${cover.toFixed(1)} %`);
    return {
      figure: name,
      'told of': told,
      'bias, points': Number(bias.toFixed(2)),
      'covered by the interval, %': Number(cover.toFixed(1)),
      'wide, points': Number(((100 * wide) / told).toFixed(1)),
    };
  }),
);
for (const what of wrong) console.error(`Falls short: ${what}.`);
if (wrong.length > 0) process.exitCode = 1;
