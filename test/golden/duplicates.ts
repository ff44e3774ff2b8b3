// Owns the golden tables of duplicates and bursts: which photos the perceptual hash and time put together.
// Run: node test/golden/duplicates.ts

import { resolve } from 'node:path';
import * as z from 'zod';
import { defaultSettings } from '../../shared/settings.ts';
import { retrieval } from '../../shared/arithmetic/statistics.ts';
import { hammingDistance } from '../../shared/arithmetic/vectors.ts';
import { burstsOf, openFrame, type Frame } from './burst-frames.ts';
import { labelledFolder, readLabels } from './labelled-photos.ts';
import { printMadeCopies } from './made-copies.ts';

const duplicateSchema = z.object({ photo: z.string(), group: z.string(), kind: z.string() });
const sportSchema = z.object({ photo: z.string(), kind: z.string(), time_s: z.string() });

type Labelled = Frame & { readonly group: string; readonly kind: string };

function pairsOf(items: readonly unknown[]): (readonly [number, number])[] {
  return items.flatMap((_, i) => items.slice(i + 1).map((_later, j) => [i, i + 1 + j] as const));
}

/** What a pair tests: the kind of the edited photo, and which edit (from its name), mirrored or turned ones first. */
function pairKind(a: Labelled, b: Labelled): string {
  const edits = [a, b].filter(({ kind }) => kind.startsWith('edit'));
  const turned = edits.find(({ path }) => /hflip|rotation/.test(path));
  const edited = turned ?? edits[0];
  const change = /_([a-z]+)\.jpg$/.exec(edited?.path ?? '')?.[1];
  return [(edited ?? b).kind, change].filter(Boolean).join(': ');
}

/** Pair precision and recall by kind; false pairs count for the kinds of both photos. */
function printPairs(photos: readonly Labelled[]): void {
  const found = burstsOf(photos);
  const counts = new Map<string, { hits: number; claimed: number; wanted: number; far: number }>();
  const count = (kind: string) => {
    const entry = counts.get(kind) ?? { hits: 0, claimed: 0, wanted: 0, far: 0 };
    counts.set(kind, entry);
    return entry;
  };
  for (const [i, j] of pairsOf(photos)) {
    const [a, b] = [photos[i], photos[j]];
    if (!a || !b) continue;
    const together = found[i] === found[j];
    if (a.group === b.group) {
      const entry = count(pairKind(a, b));
      entry.wanted++;
      entry.far = Math.max(entry.far, hammingDistance(a.hash, b.hash));
      if (together) entry.hits++;
      if (together) entry.claimed++;
    } else if (together) {
      for (const kind of new Set([a.kind, b.kind])) count(kind).claimed++;
      console.log(`FALSE PAIR ${a.path} and ${b.path}`);
    }
  }
  console.table(
    [...counts].map(([kind, { hits, claimed, wanted, far }]) => {
      const { precision, recall } = retrieval(hits, claimed, wanted);
      return {
        kind,
        pairs: wanted,
        found: hits,
        precision: claimed > 0 ? precision : 'none found',
        recall: Number(recall.toFixed(3)),
        'most bits': far,
      };
    }),
  );
}

async function openAll<L extends { photo: string }>(folder: string, labels: readonly L[]) {
  const opened: (Frame & L)[] = [];
  for (const label of labels) {
    const frame = await openFrame(resolve(folder, label.photo));
    if (frame) opened.push({ ...label, ...frame });
  }
  return opened;
}

/** How the one real burst holds together at lower frame rates, with its times and as bare numbered stills. */
function printSequence(frames: readonly (Frame & { time_s: string })[]): void {
  const rows = [1, 2, 3, 4, 6].map((every) => {
    const kept = frames.filter((_, i) => i % every === 0);
    const timed = kept.map((frame) => ({ ...frame, takenMs: 1000 * Number(frame.time_s) }));
    const groups = (of: readonly Frame[]) => new Set(burstsOf(of)).size;
    const largest = (of: readonly Frame[]) => {
      const found = [...burstsOf(of)];
      return Math.max(...found.map((burst) => found.filter((other) => other === burst).length));
    };
    return {
      'frames a second': 24 / every,
      frames: kept.length,
      'bursts (times)': groups(timed),
      'largest (times)': largest(timed),
      'bursts (numbers only)': groups(kept),
    };
  });
  console.log('The 70 frames of tennis (one burst; 1 is right):');
  console.table(rows);
}

/** The worst case for precision: unrelated photos as if shot a tenth of a second apart. */
function printUnrelated(photos: readonly Frame[]): void {
  const rapid = photos.map((photo, i) => ({ ...photo, takenMs: 100 * i }));
  const distances = pairsOf(photos).map(([i, j]) => {
    return hammingDistance(photos[i]?.hash ?? 0n, photos[j]?.hash ?? 0n);
  });
  console.log(`${photos.length} unrelated sports photos, ${distances.length} pairs:`);
  console.table(
    [4, 6, 8, 10, 12, 14, 16, 18].map((maxBits) => {
      const settings = { ...defaultSettings, 'bursts.maxBits': maxBits };
      return {
        maxBits,
        'pairs within': distances.filter((bits) => bits <= maxBits).length,
        'stacked when 0.1 s apart': photos.length - new Set(burstsOf(rapid, settings)).size,
      };
    }),
  );
  console.log(`Stacked as they are: ${photos.length - new Set(burstsOf(photos)).size}.`);
}

const duplicates = labelledFolder('duplicates');
if (duplicates !== null) {
  console.log('Photos of ../shared/photos/duplicates, grouped as one folder:');
  printPairs(await openAll(duplicates, await readLabels(duplicates, duplicateSchema)));
}
const sports = labelledFolder('sports');
if (sports !== null) {
  const photos = await openAll(sports, await readLabels(sports, sportSchema));
  printSequence(photos.filter(({ kind }) => kind === 'frame'));
  const unrelated = photos.filter(({ kind }) => kind === 'photo');
  printUnrelated(unrelated);
  await printMadeCopies(unrelated.map(({ path }) => path));
}
