// Which photos were taken within seconds of sure ones, by the same camera's clock, or as frames of one numbered series.

import type { PhotoColumns } from '../../../shared/photo.ts';
import type { Settings } from '../../../shared/settings.ts';
import { at, hammingAt, hashWords } from '../../../shared/arithmetic/vectors.ts';

/** A sure photo near another, and how long after it the other was taken; negative: before. */
export type Nearby = {
  readonly sure: number;
  readonly afterMs: number;
  readonly words: string;
};

/** A number seen again is no proof, as the other team may have it too: only so near to a sure photo. */
const windowMs = 5000;
/** Stills of a film have numbers and no times: as if they came at this rate. */
const framesASecond = 24;

type Columns = Pick<
  PhotoColumns,
  'takenMs' | 'bodies' | 'paths' | 'perceptualHash' | 'hashKnown' | 'count'
>;

/** Where a photo stands on a clock: that of its camera, or of the series it is numbered in. */
type Standing = { readonly clock: string; readonly ms: number };

/**
 * Of each photo that is open to be found, the sure ones near it, nearest first; at most one before and one after. Numbered
 * frames must look alike too: numbers of photos that have nothing to do with each other may be near.
 */
export function nearbyPhotos(
  columns: Columns,
  isSure: (photo: number) => boolean,
  isOpen: (photo: number) => boolean,
  settings: Settings,
): Map<number, readonly Nearby[]> {
  const clocks = new Map<string, { photo: number; ms: number }[]>();
  for (let photo = 0; photo < columns.count; photo++) {
    if (!isSure(photo)) continue;
    const { clock, ms } = standingOf(columns, photo);
    const sure = clocks.get(clock);
    if (sure) sure.push({ photo, ms });
    else clocks.set(clock, [{ photo, ms }]);
  }
  for (const sure of clocks.values()) sure.sort((a, b) => a.ms - b.ms || a.photo - b.photo);
  const near = new Map<number, readonly Nearby[]>();
  if (clocks.size === 0) return near;
  const words = hashWords(columns.perceptualHash);
  const looksAlike = (a: number, b: number) =>
    !Number.isNaN(at(columns.takenMs, a)) ||
    (columns.hashKnown[a] === 1 &&
      columns.hashKnown[b] === 1 &&
      hammingAt(words, a, b) <= settings['bursts.maxBits']);
  for (let photo = 0; photo < columns.count; photo++) {
    if (!isOpen(photo)) continue;
    const { clock, ms } = standingOf(columns, photo);
    const sure = clocks.get(clock);
    if (!sure) continue;
    const after = firstFrom(sure, ms);
    const before = sure[after - 1];
    if (!isSoon(before, ms) && !isSoon(sure[after], ms)) continue; // most of a season
    const nearby = [before, sure[after]]
      .flatMap((one) => (one ? [{ sure: one.photo, afterMs: ms - one.ms }] : []))
      .filter((one) => Math.abs(one.afterMs) <= windowMs && looksAlike(photo, one.sure))
      .sort((a, b) => Math.abs(a.afterMs) - Math.abs(b.afterMs))
      .map((one) => ({ ...one, words: apart(columns, photo, one.afterMs) }));
    if (nearby.length > 0) near.set(photo, nearby);
  }
  return near;
}

function isSoon(one: { readonly ms: number } | undefined, ms: number): boolean {
  return one !== undefined && Math.abs(ms - one.ms) <= windowMs;
}

function standingOf({ takenMs, bodies, paths }: Columns, photo: number): Standing {
  const ms = at(takenMs, photo);
  if (!Number.isNaN(ms)) return { clock: `camera ${at(bodies.of, photo)}`, ms };
  const [, series = paths[photo] ?? '', number = '0'] =
    /^(.*?)(\d{1,15})(?:\.[^./\\]*)?$/s.exec(paths[photo] ?? '') ?? [];
  return { clock: `series ${series}`, ms: (1000 * Number(number)) / framesASecond };
}

/** Place of the first one that is not before a time. */
function firstFrom(sorted: readonly { readonly ms: number }[], ms: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.ms ?? Infinity) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

function apart({ takenMs }: Columns, photo: number, afterMs: number): string {
  const side = afterMs < 0 ? 'before' : 'after';
  if (Number.isNaN(at(takenMs, photo))) {
    const frames = Math.round((Math.abs(afterMs) * framesASecond) / 1000);
    return `${frames} ${frames === 1 ? 'frame' : 'frames'} ${side} a sure photo`;
  }
  return `${(Math.abs(afterMs) / 1000).toFixed(1).replace(/\.0$/, '')} s ${side} a sure photo`;
}
