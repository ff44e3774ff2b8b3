// Columns to an order, in the page: the same pure functions as the command line, kept apart from the store.

import { burstSteps } from '../../shared/bursts.ts';
import { areOf, type PhotoEmbeddings } from '../../shared/likeness.ts';
import { normaliseSteps } from '../../shared/normalise.ts';
import { rankPerson } from '../../shared/people.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { rankPhotos, scorePhotos, tieOrder, type Weights } from '../../shared/ranking.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Steps } from '../../shared/steps.ts';
import type { PersonSearch, Photos, Ranking, WordSearch } from './store.ts';

/**
 * Everything that new columns change; `before` lends what cannot have changed, and the embeddings where none came with
 * the columns. Those of other photos than the columns' are not used.
 */
export function* photoSteps(
  columns: PhotoColumns,
  settings: Settings,
  before: Photos | null,
  came: PhotoEmbeddings | null,
): Steps<Photos> {
  const embeddings =
    [came, before?.embeddings].find((some) => some && areOf(some, columns.ids)) ?? null;
  const same = before !== null && sameNumbers(before.columns.ids, columns.ids);
  const sameTimes = same && sameNumbers(before.columns.takenMs, columns.takenMs);
  const sameHashes = sameTimes && sameNumbers(before.columns.hashKnown, columns.hashKnown);
  const bursts =
    sameHashes && before.embeddings === embeddings
      ? before.bursts
      : yield* burstSteps(columns, settings, embeddings);
  const normalised = yield* normaliseSteps(columns, settings);
  const ties = sameTimes ? before.ties : tieOrder(columns);
  yield;
  const indexOf = same ? before.indexOf : indexById(columns.ids);
  return { columns, embeddings, normalised, ties, bursts, burstSizes: sizesOf(bursts), indexOf };
}

/** Whether two sets of photos have the same faces in the same places: what is known of one holds for the other. */
export function sameFaces(before: Photos | null, now: Photos): boolean {
  if (!before || !sameNumbers(before.columns.ids, now.columns.ids)) return false;
  const [old, faces] = [before.columns.faces, now.columns.faces];
  return (['photo', 'ordinal', 'box', 'confidence'] as const).every((name) =>
    sameNumbers(old[name], faces[name]),
  );
}

type Numbers = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

function sameNumbers(a: Numbers, b: Numbers): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

function indexById(ids: Float64Array): ReadonlyMap<number, number> {
  const indices = new Map<number, number>();
  for (let photo = 0; photo < ids.length; photo++) indices.set(ids[photo] ?? 0, photo);
  return indices;
}

function sizesOf(bursts: Uint32Array): Uint32Array {
  const sizes = new Uint32Array(bursts.length);
  for (const burst of bursts) sizes[burst] = (sizes[burst] ?? 0) + 1;
  return sizes;
}

/** The shapes of photos as far as they are known: `quick` are those learned from quick thumbnails, by id. */
export function aspectsOf(columns: PhotoColumns, quick: ReadonlyMap<number, number>): Float64Array {
  return Float64Array.from(columns.ids, (id, photo) => {
    const [width, height] = [columns.widthPx[photo] ?? 0, columns.heightPx[photo] ?? 0];
    return width > 0 && height > 0 ? width / height : (quick.get(id) ?? NaN);
  });
}

/** Not in the order. */
export const noPlace = 0xffff_ffff;

export function rankingOf(
  photos: Photos,
  weights: Weights,
  settings: Settings,
  person: PersonSearch | null,
  search: WordSearch | null,
): Ranking {
  const ranking = rankingByWeights(photos, weights, settings, person);
  return search?.found ? likestFirst(photos, ranking, search.found, search.all) : ranking;
}

/** Those of a ranking that show what is searched for, likest first; with `all` also those that hardly do. */
function likestFirst(
  { columns, ties }: Photos,
  { places, scores }: Ranking,
  { similarity, from }: NonNullable<WordSearch['found']>,
  all: boolean,
): Ranking {
  if (similarity.length !== columns.count)
    return placed({ order: new Uint32Array(), scores }, columns, 0);
  const limit = all ? -Infinity : from;
  const order = rankPhotos(similarity, columns, ties).filter(
    (photo) => places[photo] !== noPlace && (similarity[photo] ?? NaN) >= limit,
  );
  return placed({ order, scores }, columns);
}

function rankingByWeights(
  photos: Photos,
  weights: Weights,
  settings: Settings,
  person: PersonSearch | null,
): Ranking {
  const { columns, normalised, ties } = photos;
  const match = person?.match ?? null;
  if (person && match && person.by === 'best')
    return placed(rankPerson(columns, match, settings, ties), columns);
  const scores = scorePhotos(normalised, weights, columns.count);
  const all = rankPhotos(scores, columns, ties);
  const order = match ? all.filter((photo) => match.matched[photo] === 1) : all;
  return placed({ order, scores }, columns);
}

type Ordered = Pick<Ranking, 'order' | 'scores'>;

function placed(
  { order, scores }: Ordered,
  { signals, ...columns }: PhotoColumns,
  count = columns.count,
): Ranking {
  const places = new Uint32Array(count).fill(noPlace);
  for (let place = 0; place < order.length; place++) places[order[place] ?? 0] = place;
  return { order, scores, places, exposures: signals.exposure };
}

/** Whether a photo has its place by what is measured; one that was measured since has it in the order that waits. */
export function isRanked({ places, exposures }: Ranking, photo: number): boolean {
  return (places[photo] ?? noPlace) !== noPlace && !Number.isNaN(exposures[photo] ?? NaN);
}
