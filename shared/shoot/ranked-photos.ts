// From columns to an order with reasons, and from that to rows: for the command line and the HTTP API.

import { chooseAlbum } from '../ranking/album.ts';
import { bracketsOf, noBracket } from '../bursts/brackets.ts';
import { orderInBursts } from '../bursts/burst-moment.ts';
import { groupBursts } from '../bursts/bursts.ts';
import type { DecisionColumns, PersonMatch as Similarities } from '../contract-outputs.ts';
import { rankingCsv } from '../ranking/csv.ts';
import { decisionsInOrder, decisionWords, type DecisionWords } from '../decisions.ts';
import { explainScore, type Explanation } from '../ranking/explain.ts';
import { areOf, type PhotoEmbeddings } from '../bursts/likeness.ts';
import { normaliseSignals, type NormalisedSignals } from '../ranking/normalise.ts';
import { numbersByPhoto, photosWithNumber, type ReadNumber } from '../numbers.ts';
import { explainPerson, matchFaces, rankPerson, whyMaybe } from '../people/people.ts';
import { likenessOf, type Likeness } from '../people/piles.ts';
import { personSharpness } from '../people/person-score.ts';
import type { PhotoColumns } from '../photo.ts';
import {
  rankPhotos,
  scorePhotos,
  tieOrder,
  usableWeights,
  type Weights,
} from '../ranking/ranking.ts';
import { EngineError } from '../calls/rpc.ts';
import type { Settings } from '../settings.ts';
import { at } from '../arithmetic/vectors.ts';
import { albumCandidates, type AlbumFrom } from './album-items.ts';
import type { shotTest } from './shot-filter.ts';
import { sorted, type Sort } from './sorting.ts';

/** What the engine knows of the open folders, as it was asked in one go. */
export type Known = {
  readonly columns: PhotoColumns;
  /** What CLIP saw in them: bursts and albums go by it too. */
  readonly embeddings: PhotoEmbeddings;
  readonly decisions: DecisionColumns;
  readonly settings: Settings;
};

export type Ranking = Known & {
  readonly normalised: NormalisedSignals;
  readonly scores: Float64Array;
  /** Indices, best first; with a reference only the photos of that person. */
  readonly order: Uint32Array;
  readonly bursts: Uint32Array;
  /** As `bracketsOf` numbers them. */
  readonly brackets: Int32Array;
  /** What the order goes by; nothing where it is that of one person's photos. */
  readonly weights: Weights;
  explain(photo: number): Explanation<string>;
  /** How sure it is that a photo shows the person; null where nobody is looked for. */
  readonly likeness: ((photo: number) => Likeness | null) | null;
  /** Why it only may, where there is more to say than that the face is not like enough; null where nobody is looked for. */
  readonly because: ((photo: number) => string | null) | null;
};

/**
 * Ranks by weights, or by the rules for one person when `similarities` to a reference are given: the columns then have
 * the `person` signal. Throws EngineError `stopped` where the answers are not about the same photos.
 */
export function rankColumns(
  known: Known,
  weights: Weights,
  similarities: Similarities | null,
): Ranking {
  const { columns, embeddings, settings } = known;
  if (!areOf(embeddings, columns.ids)) throw changedMeanwhile();
  const decisions = decisionsInOrder(known.decisions, columns.ids);
  const bursts = groupBursts(columns, settings, embeddings);
  const brackets = bracketsOf(columns, tieOrder(columns));
  const photos = { ...known, decisions, bursts, brackets };
  if (similarities === null) {
    const normalised = normaliseSignals(columns, settings);
    const usable = usableWeights(columns, weights);
    const scores = scorePhotos(normalised, usable, columns.count);
    const explain = (photo: number) => explainScore(columns, normalised, usable, photo, settings);
    const order = rankPhotos(scores, columns);
    return {
      ...photos,
      normalised,
      scores,
      order,
      weights: usable,
      explain,
      likeness: null,
      because: null,
    };
  }
  const { similarity } = similarities;
  if (similarity.length !== columns.faces.count) throw changedMeanwhile();
  const match = matchFaces(
    columns.faces,
    columns.count,
    similarity,
    similarities,
    settings,
    similarities,
  );
  const withPerson = { ...columns, signals: { ...columns.signals, person: match.similarity } };
  const sharpness = personSharpness(columns.faces, match, settings);
  return {
    ...photos,
    columns: withPerson,
    normalised: normaliseSignals(withPerson, settings),
    ...rankPerson(withPerson, match, settings),
    weights: {},
    explain: (photo) => explainPerson(withPerson, match, photo, settings, sharpness),
    likeness: (photo) => likenessOf(match, photo),
    because: (photo) => whyMaybe(match, photo),
  };
}

function changedMeanwhile(): EngineError {
  return new EngineError('stopped', 'The folder was changed by another program. Run it again.');
}

/** The photos of a ranking on which this number was read. */
export function onlyNumber(ranking: Ranking, number: string): Ranking {
  const shown = photosWithNumber(ranking.columns.numbers, number);
  return { ...ranking, order: ranking.order.filter((photo) => shown.has(photo)) };
}

/** The photos of a ranking that were taken so. */
export function onlyShots(ranking: Ranking, passes: ReturnType<typeof shotTest>): Ranking {
  const { columns, order } = ranking;
  return { ...ranking, order: order.filter((photo) => passes(columns, photo)) };
}

/** The photos of a ranking that surely show the person; all of it where nobody is looked for. */
export function onlySure(ranking: Ranking): Ranking {
  const { likeness, order } = ranking;
  if (!likeness) return ranking;
  return { ...ranking, order: order.filter((photo) => likeness(photo) === 'sure') };
}

/** How many photos of the order only maybe show the person. */
export function maybesOf({ order, likeness }: Ranking): number {
  return order.filter((photo) => likeness?.(photo) === 'maybe').length;
}

export type Choice = { readonly count: number; readonly variety: number; readonly from: AlbumFrom };

/** The best of a ranking as an album: one a burst, traded against likeness by `variety`. */
export function choosePhotos(ranking: Ranking, { from, ...choice }: Choice): Uint32Array {
  const { order, scores, bursts, columns, embeddings, weights, decisions } = ranking;
  const { pick } = decisions;
  const kept = orderInBursts(bursts, order, columns, weights, scores);
  const candidates = albumCandidates(order, columns, pick, from);
  return chooseAlbum(candidates, scores, bursts, columns, { ...choice, embeddings, pick, kept });
}

/** How many photos of the order are rejected. */
export function rejectedOf({ order, decisions }: Ranking): number {
  return order.filter((photo) => decisions.pick[photo] === -1).length;
}

export type RankedPhoto = Explanation<string> &
  DecisionWords & {
    /** 1 first. */
    readonly rank: number;
    readonly path: string;
    readonly otherPaths: readonly string[];
    readonly burst: number;
    /** Which exposure bracket it is of; null where it is of none. */
    readonly bracket: number | null;
    /** Read on its players, the largest player first. */
    readonly numbers: readonly ReadNumber[];
    /** Null where nobody is looked for. */
    readonly likeness: Likeness | null;
    readonly because: string | null;
  };

/** Photos of a ranking, best first, as they are to be listed. */
export function sortedPhotos(ranking: Ranking, photos: Uint32Array, sort: Sort): Uint32Array {
  return sorted(photos, { ...ranking, ties: tieOrder(ranking.columns) }, sort);
}

/** Rank of each photo of `photos`, which are best first; 1 is the best. */
export function ranksOf(photos: Uint32Array): (photo: number) => number {
  const ranks = new Map([...photos].map((photo, place) => [photo, place + 1]));
  return (photo) => ranks.get(photo) ?? NaN;
}

/**
 * One entry a photo of `listed`, in that order, with every reason of its score: for other programs. `photos` are the same,
 * best first, and give the ranks.
 */
export function photosWithReasons(
  ranking: Ranking,
  photos: Uint32Array,
  listed: Uint32Array = photos,
): RankedPhoto[] {
  const { columns, bursts, decisions } = ranking;
  const numbers = numbersByPhoto(columns.numbers);
  const rankOf = ranksOf(photos);
  return [...listed].map((photo) => ({
    rank: rankOf(photo),
    path: columns.paths[photo] ?? '',
    otherPaths: columns.otherPaths.get(photo) ?? [],
    burst: at(bursts, photo),
    bracket: ranking.brackets[photo] === noBracket ? null : at(ranking.brackets, photo),
    numbers: numbers(photo),
    likeness: ranking.likeness?.(photo) ?? null,
    because: ranking.because?.(photo) ?? null,
    ...decisionWords(decisions, photo),
    ...ranking.explain(photo),
  }));
}

/** `photos`, best first, in the order of `listed`. */
export function csvOf(ranking: Ranking, photos: Uint32Array, listed: Uint32Array = photos): string {
  const { columns, normalised, scores, bursts, weights, decisions, likeness, because } = ranking;
  const told = likeness && { likeness, because };
  const kept = orderInBursts(bursts, photos, columns, weights, scores);
  return rankingCsv(columns, normalised, scores, listed, bursts, kept, decisions, told);
}
