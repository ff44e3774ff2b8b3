// Owns the golden table of frame rates: one rally at 3 to 24 frames a second among unrelated photos, found as one burst or not.
// Run: node test/golden/burst-rates.ts

import { resolve } from 'node:path';
import * as z from 'zod';
import { anglesOf } from '../../shared/bursts/likeness.ts';
import { lookBytes } from '../../shared/bursts/looks.ts';
import { retrieval } from '../../shared/arithmetic/statistics.ts';
import { burstsOf, openFrame, type Frame } from './burst-frames.ts';
import { labelledFolder, readLabels } from './labelled-photos.ts';

/** Of the sequence. */
const videoRate = 24;
const rates = [3, 6, 8, 12, 24];
const unrelatedCount = 60;

const schema = z.object({ photo: z.string(), kind: z.string() });

async function openKind(folder: string, kind: string): Promise<Frame[]> {
  const labels = await readLabels(folder, schema);
  const paths = labels
    .filter((label) => label.kind === kind)
    .map(({ photo }) => photo)
    .sort();
  const frames: Frame[] = [];
  for (const path of paths) {
    const frame = await openFrame(resolve(folder, path));
    if (frame) frames.push(frame);
  }
  return frames;
}

/** A clock that starts anywhere, as cameras write it. */
const startMs = Date.UTC(2026, 4, 31, 15, 0, 0, 370);
const wholeSeconds = (ms: number) => Math.floor(ms / 1000) * 1000;

/** The rally at a rate, with other photos before, between and after it, as one camera could have taken them. */
function mixed(
  rally: readonly Frame[],
  rate: number,
  unrelated: readonly Frame[],
  everyMs: number,
  whole: boolean,
): Frame[] {
  const taken = (frame: Frame, ms: number) => ({
    ...frame,
    takenMs: whole ? wholeSeconds(ms) : ms,
  });
  const kept = rally.filter((_, i) => i % (videoRate / rate) === 0);
  const first = startMs - (unrelated.length / 2) * everyMs;
  return [
    ...kept.map((frame, i) => taken(frame, startMs + (i * 1000) / rate)),
    ...unrelated.map((frame, i) => taken(frame, first + i * everyMs)),
  ];
}

function pairs(frames: readonly Frame[], isRally: (frame: Frame) => boolean) {
  const found = burstsOf(frames);
  let [hits, claimed, wanted] = [0, 0, 0];
  frames.forEach((a, i) => {
    frames.slice(i + 1).forEach((b, j) => {
      const together = found[i] === found[i + 1 + j];
      const one = isRally(a) && isRally(b);
      hits += Number(together && one);
      claimed += Number(together);
      wanted += Number(one);
    });
  });
  return { falsePairs: claimed - hits, ...retrieval(hits, claimed, wanted) };
}

const folder = labelledFolder('sports');
if (folder) printRates(await openKind(folder, 'frame'), await openKind(folder, 'photo'));

function printRates(rally: readonly Frame[], photos: readonly Frame[]): void {
  const paths = new Set(rally.map(({ path }) => path));
  const isRally = ({ path }: Frame) => paths.has(path);
  const parts = Math.floor(photos.length / unrelatedCount);
  const partOf = (part: number) =>
    photos.filter((_, i) => i % parts === part).slice(0, unrelatedCount);
  console.log(
    `${rally.length} frames of one rally; ${parts} times ${unrelatedCount} unrelated photos`,
  );
  for (const everyMs of [200, 500, 1000]) {
    const rows = rates.flatMap((rate) =>
      [false, true].map((whole) => {
        const found = Array.from({ length: parts }, (_, part) =>
          pairs(mixed(rally, rate, partOf(part), everyMs, whole), isRally),
        );
        return {
          'frames a second': rate,
          clock: whole ? 'whole seconds' : 'milliseconds',
          'lowest pair F1': Number(Math.min(...found.map(({ f1 }) => f1)).toFixed(3)),
          'false pairs': found.reduce((sum, { falsePairs }) => sum + falsePairs, 0),
        };
      }),
    );
    console.log(`An unrelated photo every ${everyMs} ms:`);
    console.table(rows);
  }
  printLooks(rally, photos);
}

function printLooks(rally: readonly Frame[], photos: readonly Frame[]): void {
  const alike = (a: Frame, b: Frame) =>
    anglesOf(Int8Array.from([...a.look, ...b.look]), lookBytes).cosine(0, 1);
  for (const apart of [1, 2, 3, 4, 8]) {
    const all = rally.slice(apart).map((frame, i) => alike(frame, rally[i] ?? frame));
    console.log(`frames of the rally ${apart} apart: look at least ${Math.min(...all).toFixed(3)}`);
  }
  const unrelated = photos.flatMap((a, i) => photos.slice(i + 1).map((b) => alike(a, b)));
  const most = unrelated.sort((a, b) => b - a).slice(0, 5);
  console.log(
    `${unrelated.length} unrelated pairs: look at most ${most.map((x) => x.toFixed(3)).join(', ')}`,
  );
}
