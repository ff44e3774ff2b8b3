// What finding a person costs among 50,000 faces: the step of query expansion against the plain pass of cosines before it.
// Run: node test/bench/persons.ts [FACES]   Both in turn in one run, so that the ratio holds on a noisy machine; processor time.

import { expandedLikeness, nearestReference } from '../../electron/engine/people/likeness.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { l2Normalise } from '../../shared/arithmetic/vectors.ts';

const count = Number(process.argv[2] ?? 50_000);
const rounds = 15;
/** As dlib's, with its threshold and margins (models/manifest.json). */
const length = 129;
const threshold = 0.955;
const margins = {
  seed: 0.004,
  twin: 0.028,
  second: 0.002,
  several: 0.004,
  sure: 0.003,
  next: 0.0125,
  clear: 0.03,
  maybe: 0.025,
};
/** Spread of one number of an embedding: two photos of one person 0.2 apart, the photos of look-alikes 0.35. */
const spread = { person: 0.0125, people: 0.023 };

const random = seededRandom(129);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const near = (centre: Float32Array, sigma: number) =>
  l2Normalise(centre.map((value) => value + sigma * normal()));
const common = l2Normalise(Float32Array.from({ length }, normal));

/** Of so many people alike: the fewer, the more faces are at least maybe the person and are compared again. */
function madeFaces(people: number, apart: number) {
  const centres = Array.from({ length: people }, () => near(common, apart));
  const data = new Float32Array(count * length);
  for (let face = 0; face < count; face++)
    data.set(near(centres[face % people] ?? common, spread.person), face * length);
  return { count, length, data, known: new Uint8Array(count).fill(1) };
}

function processorMs<T>(work: () => T): readonly [T, number] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

for (const [what, people, apart] of [
  ['600 people', 600, 0.04],
  ['10 people', 10, 0.04],
  ['10 look-alikes', 10, spread.people],
] as const) {
  const faces = madeFaces(people, apart);
  const photo = Uint32Array.from({ length: count }, (_, face) => face);
  const reference = { embedding: faces.data.slice(0, length), photo: 0 };
  const search = { faces, photo, usable: () => true, threshold, margins };
  const [plain, expanded]: [number[], number[]] = [[], []];
  let maybes = 0;
  for (let round = 0; round < rounds; round++) {
    const [own, plainMs] = processorMs(() => nearestReference(faces, [reference]));
    const [, expandedMs] = processorMs(() => expandedLikeness(search, own, reference));
    plain.push(plainMs);
    expanded.push(plainMs + expandedMs);
    maybes = own.filter((value) => value >= threshold - margins.maybe).length;
  }
  const [a, b] = [median(plain), median(expanded)];
  console.log(
    `${count} faces of ${what}, ${maybes} at least maybe: cosines ${a.toFixed(1)} ms, expanded ${b.toFixed(1)} ms, ratio ${(b / a).toFixed(2)}`,
  );
}
