// How many of a shoot's keepers an album of the best K leaves out, told from some frames of every part of the order.

import { seededRandom, unknownMeasure, type Measure } from '../arithmetic/bootstrap.ts';
import { drawBeta } from '../arithmetic/draws.ts';
import { logitInterval, wilson } from '../arithmetic/proportions.ts';
import { percentile } from '../arithmetic/vectors.ts';
import { strataOf } from './strata.ts';

/** A frame that was judged: its place in the order, from 0, and whether it is a keeper. */
export type Judged = { readonly place: number; readonly keeper: boolean };

/** Draws of which the interval holds the middle 95 %: its ends move by about a fiftieth of its width. */
const draws = 2000;
/** Half a keeper and half another beforehand (Jeffreys 1946). */
const beforehand = 0.5;

/** Photos on one side of an album's edge within one part of the order, and what is known of them. */
type Cell = { photos: number; readonly judged: number; readonly keepers: number };

/** One side of the edge: how many photos, what share are keepers, and as many frames as would tell it as surely if drawn evenly. */
type Side = {
  readonly photos: number;
  readonly share: number;
  readonly variance: number;
  readonly frames: number;
};

/**
 * The share of the keepers that lie behind the first `size` photos, 0..1, each frame counting for the photos it stands for: those of
 * its part of the order on its side of the album's edge (Horvitz and Thompson 1952, post-stratified by the edge).
 *
 * A ratio of two estimates is biased where keepers are few: Beale 1962 takes that out to the second order. The interval is of both
 * sides' shares as beta distributions over as many frames as count (Kish 1965, less what a sample of a finite shoot cannot miss): the
 * modified Jeffreys interval of complex samples (Franco et al. 2019). Null where no frame on one side was judged, or none is a keeper.
 */
export function keepersLost(photos: number, judged: readonly Judged[], size: number): Measure {
  const inside = sideOf(photos, judged, { from: 0, to: size });
  const outside = sideOf(photos, judged, { from: size, to: photos });
  if (!inside) return unknownMeasure('No frame of so small an album was judged.');
  if (!outside)
    return size >= photos
      ? { value: 0, low: 0, high: 0, reason: null }
      : unknownMeasure('No frame beyond so large an album was judged.');
  const [kept, lost] = [inside.share * inside.photos, outside.share * outside.photos];
  if (kept + lost === 0) return unknownMeasure('None of the frames is a keeper.');
  const value = ratio(kept, lost, inside.variance, outside.variance);
  const random = seededRandom(1);
  const drawn = Float64Array.from({ length: draws }, () => {
    const [a, b] = [drawShare(inside, random), drawShare(outside, random)];
    return (b * outside.photos) / (a * inside.photos + b * outside.photos);
  }).sort();
  const low = lost === 0 ? 0 : percentile(drawn, 2.5);
  const high = kept === 0 ? 1 : percentile(drawn, 97.5);
  return { value, low: Math.min(low, value), high: Math.max(high, value), reason: null };
}

/** Beale's ratio of the lost to all keepers. */
function ratio(kept: number, lost: number, varKept: number, varLost: number): number {
  const all = kept + lost;
  return Math.min(1, (lost + varLost / all) / (all + (varKept + varLost) / all));
}

function drawShare({ share, frames }: Side, random: () => number): number {
  if (frames === Infinity) return share; // all of them were judged
  return drawBeta(share * frames + beforehand, (1 - share) * frames + beforehand, random);
}

/** Null where none of its frames was judged. */
function sideOf(
  photos: number,
  judged: readonly Judged[],
  range: { readonly from: number; readonly to: number },
): Side | null {
  const cells: Cell[] = strataOf(photos).flatMap((part) => {
    const [from, to] = [Math.max(part.from, range.from), Math.min(part.to, range.to)];
    if (to <= from) return [];
    const here = judged.filter(({ place }) => place >= from && place < to);
    const keepers = here.filter(({ keeper }) => keeper).length;
    return [{ photos: to - from, judged: here.length, keepers }];
  });
  const told = joined(range.from > 0 ? cells.reverse() : cells);
  if (told.length === 0) return null;
  const all = range.to - range.from;
  let [share, variance, even] = [0, 0, 0];
  for (const { photos: size, judged: n, keepers } of told) {
    const [p, unseen] = [keepers / n, 1 - n / size];
    share += (size / all) * p;
    if (n > 1) variance += (size * size * unseen * p * (1 - p)) / (n - 1);
    even += ((size / all) ** 2 * unseen) / n;
  }
  return { photos: all, share, variance, frames: even > 0 ? 1 / even : Infinity };
}

/** Cells of which no frame was judged count with the one next to them that is further from the album's edge, else nearer. */
function joined(cells: readonly Cell[]): Cell[] {
  const told: Cell[] = [];
  let waiting = 0;
  for (const cell of cells) {
    const before = told.at(-1);
    if (cell.judged > 0) {
      told.push({ ...cell, photos: cell.photos + waiting });
      waiting = 0;
    } else if (before) before.photos += cell.photos;
    else waiting += cell.photos;
  }
  return told;
}

/** Sizes at which the curve is drawn: the smallest that can be told, and steps of a fortieth of the shoot. */
const steps = 40;

export type LostAt = { readonly size: number; readonly lost: Measure };

/** For every size of an album from the smallest that the frames can tell. */
export function lostBySize(photos: number, judged: readonly Judged[]): LostAt[] {
  const sizes = Array.from({ length: steps }, (_, step) =>
    Math.max(1, Math.round(((step + 1) * photos) / steps)),
  );
  const first = judged.reduce((least, { place }) => Math.min(least, place + 1), Infinity);
  return [...new Set(sizes)]
    .filter((size) => size >= first)
    .map((size) => ({ size, lost: keepersLost(photos, judged, size) }));
}

/** Keepers of the whole shoot, estimated the same way, as a share of its photos; the interval is on the scale of logits. */
export function keeperShare(photos: number, judged: readonly Judged[]): Measure {
  const all = sideOf(photos, judged, { from: 0, to: photos });
  if (!all) return unknownMeasure('No frame was judged.');
  const { share, variance, frames } = all;
  if (frames === Infinity) return { value: share, low: share, high: share, reason: null };
  if (variance === 0)
    return { value: share, ...wilson(share * judged.length, judged.length), reason: null };
  const deviation = Math.sqrt(variance) / photos;
  return { value: share, ...logitInterval(share, deviation), reason: null };
}
