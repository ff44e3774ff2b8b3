// Columns and weights to an order: by the weights, of one person's photos, or likest to some words.

import { indicesWhere } from '../arithmetic/choosing.ts';
import { orderInBursts } from '../bursts/burst-moment.ts';
import { rankPerson } from '../people/people.ts';
import { inPiles, type ShownPile } from '../people/piles.ts';
import type { PersonMatch } from '../people/person-score.ts';
import { rankPhotos, scorePhotos, type Weights } from '../ranking/ranking.ts';
import type { Settings } from '../settings.ts';
import type { Photos } from './photos.ts';

/** An order of all photos that are to be ranked, best first. */
export type Ranking = {
  readonly order: Uint32Array;
  /** The same photos, the frames of each burst in the order in which one would keep them. */
  readonly kept: Uint32Array;
  readonly scores: Float64Array;
  /** Place of each photo in `order`, 0 first; `noPlace` where it is not in it. */
  readonly places: Uint32Array;
  /** Exposure of each photo as it was known when the order was made; NaN where nothing had been measured. */
  readonly exposures: Float64Array;
};

/** What was found of some words. */
export type Found = {
  readonly words: string;
  /** Of each photo of the columns to the words; NaN where CLIP has not seen it. */
  readonly similarity: Float64Array;
  /** From this similarity on a photo is shown. */
  readonly from: number;
  readonly model: string;
};

/** What an order follows from besides the photos. */
export type RankedBy = {
  readonly weights: Weights;
  /** Who shows whoever is looked for; null for everybody, or while it is not known. */
  readonly match: PersonMatch | null;
  /** `best`: the photos in which the person looks best; `weights`: by the sliders. */
  readonly personBy: 'best' | 'weights';
  /** Which of that person's photos are ranked. */
  readonly shownPile: ShownPile;
  readonly found: Found | null;
  /** Whether photos that are hardly like the words are ranked too. */
  readonly all: boolean;
};

/** Not in the order. */
export const noPlace = 0xffff_ffff;

export function rankingOf(photos: Photos, settings: Settings, by: RankedBy): Ranking {
  const ranking = rankingByWeights(photos, settings, by);
  return by.found ? likestFirst(photos, ranking, by.found, by) : ranking;
}

/** Those of a ranking that show what is searched for, likest first; with `all` also those that hardly do. */
function likestFirst(
  photos: Photos,
  { places, scores }: Ranking,
  { similarity, from }: Found,
  { all, match }: Pick<RankedBy, 'all' | 'match'>,
): Ranking {
  const { columns, ties } = photos;
  const limit = all ? -Infinity : from;
  const order = indicesWhere(
    rankPhotos(similarity, columns, ties),
    (photo) => places[photo] !== noPlace && (similarity[photo] ?? NaN) >= limit,
  );
  return placed({ order: match ? inPiles(order, match) : order, scores }, photos, {});
}

function rankingByWeights(photos: Photos, settings: Settings, by: RankedBy): Ranking {
  const { columns, normalised, ties } = photos;
  const { match, weights, shownPile } = by;
  if (match && by.personBy === 'best') {
    const { order, scores } = rankPerson(columns, match, settings, ties);
    return placed({ order: inPiles(order, match, shownPile), scores }, photos, {});
  }
  const scores = scorePhotos(normalised, weights, columns.count);
  const all = rankPhotos(scores, columns, ties);
  const order = match ? inPiles(all, match, shownPile) : all;
  return placed({ order, scores }, photos, weights);
}

type Ordered = Pick<Ranking, 'order' | 'scores'>;

function placed(
  { order, scores }: Ordered,
  { columns, bursts }: Photos,
  weights: Weights,
): Ranking {
  const { count, signals } = columns;
  const places = new Uint32Array(count).fill(noPlace);
  for (let place = 0; place < order.length; place++) places[order[place] ?? 0] = place;
  const kept = orderInBursts(bursts, order, columns, weights, scores);
  return { order, kept, scores, places, exposures: signals.exposure };
}

export function sameOrder(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((photo, place) => photo === b[place]);
}

/** Whether a photo has its place by what is measured; one that was measured since has it in the order that waits. */
export function isRanked({ places, exposures }: Ranking, photo: number): boolean {
  return (places[photo] ?? noPlace) !== noPlace && !Number.isNaN(exposures[photo] ?? NaN);
}
