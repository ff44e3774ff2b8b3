// What it costs that bursts and albums go by what CLIP saw, for 50,000 photos, against the same by hashes alone.
// Run: node test/bench/likeness.ts [PHOTOS]   All in one run, so the ratios hold on a noisy machine; times are processor time.

import { join } from 'node:path';
import { createEngine } from '../../electron/engine/engine.ts';
import { albumSteps } from '../../shared/ranking/album.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { burstCount, burstSteps } from '../../shared/bursts/bursts.ts';
import { quantised, type PhotoEmbeddings } from '../../shared/bursts/likeness.ts';
import { rankPhotos } from '../../shared/ranking/ranking.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Steps } from '../../shared/arithmetic/steps.ts';
import { fillLargeCache } from '../fixtures/large-cache.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';
import { madeColumns } from '../shared/made-columns.ts';

const count = Number(process.argv[2] ?? 50_000);
const dimensions = 512;
const random = seededRandom(512);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Bursts of eight at ten frames a second, 1.5 s apart: each frame four bits and a cosine of 0.99 from its moment. */
const frames = 8;
const moments = Math.ceil(count / frames);
const takenMs = Array.from({ length: count }, (_, i) => 100 * i + 1500 * Math.floor(i / frames));

function hashes(every: number): bigint[] {
  const word = () => BigInt(Math.floor(random() * 2 ** 32));
  const ofMoment = Array.from({ length: Math.ceil(count / every) }, () => (word() << 32n) | word());
  const bit = () => 1n << BigInt(Math.floor(random() * 64));
  return Array.from(
    takenMs,
    (_, i) => (ofMoment[Math.floor(i / every)] ?? 0n) ^ bit() ^ bit() ^ bit() ^ bit(),
  );
}

/** As CLIP's photos of one match: all have a direction in common, cosine 0.5 to 0.7 between two moments. */
function embeddings(ids: Float64Array): PhotoEmbeddings {
  const vector = (around: Float32Array, spread: number) => around.map((v) => v + spread * normal());
  const common = vector(new Float32Array(dimensions), 1);
  const ofMoment = Array.from({ length: moments }, () => vector(common, 0.8));
  const rows = new Int8Array(count * dimensions);
  for (let i = 0; i < count; i++) {
    const moment = ofMoment[Math.floor(i / frames)] ?? common;
    quantised(vector(moment, 0.12), rows.subarray(i * dimensions, (i + 1) * dimensions));
  }
  return { ids, known: new Uint8Array(count).fill(1), rows, dimensions, space: 'made' };
}

type Timed<T> = { readonly result: T; readonly ms: number; readonly longestMs: number };

/** Processor time in all; of the longest step by the clock, which other work on the machine may lengthen. */
function timed<T>(work: Steps<T>): Timed<T> {
  const before = process.cpuUsage();
  let longestMs = 0;
  for (;;) {
    const started = performance.now();
    const step = work.next();
    longestMs = Math.max(longestMs, performance.now() - started);
    if (step.done !== true) continue;
    const { user, system } = process.cpuUsage(before);
    return { result: step.value, ms: (user + system) / 1000, longestMs };
  }
}

/** The middle one of five. */
function median<T>(work: () => Steps<T>): Timed<T> {
  const runs = Array.from({ length: 5 }, () => timed(work())).sort((a, b) => a.ms - b.ms);
  const [, , middle] = runs;
  if (!middle) throw new RangeError('There are five runs.');
  return { ...middle, longestMs: Math.min(...runs.map((run) => run.longestMs)) };
}

function say(what: string, plain: Timed<unknown>, clip: Timed<unknown>, more = ''): void {
  const [a, b] = [plain.ms.toFixed(0), clip.ms.toFixed(0)];
  const ratio = (clip.ms / plain.ms).toFixed(2);
  const longest = clip.longestMs.toFixed(1);
  console.log(
    `${what}: ${a} ms by hash, ${b} ms with CLIP, ratio ${ratio}; longest step ${longest} ms${more}`,
  );
}

for (const [label, every] of [
  ['hashes hold moments', frames],
  ['hashes differ everywhere', 1],
] as const) {
  const columns = madeColumns(count, { takenMs, hashes: hashes(every) });
  const seen = embeddings(columns.ids);
  const plain = median(() => burstSteps(columns, defaultSettings, null));
  const clip = median(() => burstSteps(columns, defaultSettings, seen));
  const found = `; ${burstCount(plain.result)} bursts become ${burstCount(clip.result)}`;
  say(`${count} photos grouped, ${label}`, plain, clip, found);
  const scores = Float64Array.from({ length: count }, random);
  const order = rankPhotos(scores, columns);
  for (const places of [10, 100])
    for (const variety of [0.3, 1]) {
      const choose = (by: PhotoEmbeddings | null) => () =>
        albumSteps(order, scores, clip.result, columns, { count: places, variety, embeddings: by });
      say(`  album of ${places}, variety ${variety}`, median(choose(null)), median(choose(seen)));
    }
}

const data = temporaryFolder();
try {
  const models = join(data, 'models');
  await ownModelFolder(models);
  await writeTestClip(models);
  const options = { ...engineOptions(join(data, 'data')), modelsFolder: models };
  const folder = join(data, 'season');
  const clip = { space: 'test-clip-colours', dimensions };
  await fillLargeCache(options, folder, { photos: count, people: 10, clip });
  const engine = createEngine(options);
  const input = { folders: [folder] };
  const cost = async (run: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const columnsMs = await cost(() => engine.call('folder.columns', input));
  const rowsMs = await cost(() => engine.call('folder.embeddings', input));
  const { rows } = await engine.call('folder.embeddings', input);
  console.log(
    `${count} photos: columns ${columnsMs.toFixed(0)} ms, embeddings ${rowsMs.toFixed(0)} ms, ${(rows.length / 1e6).toFixed(1)} MB`,
  );
  await engine.close();
} finally {
  dropFolder(data);
}
