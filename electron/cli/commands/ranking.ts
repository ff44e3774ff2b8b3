// From columns to an order with reasons: the same pure functions that the page calls.

import { chooseAlbum } from '../../../shared/album.ts';
import { groupBursts } from '../../../shared/bursts.ts';
import { rankingCsv } from '../../../shared/csv.ts';
import type { PersonMatch as Similarities } from '../../../shared/contract.ts';
import { areOf, type PhotoEmbeddings } from '../../../shared/likeness.ts';
import { explainScore, type Explanation } from '../../../shared/explain.ts';
import { normaliseSignals, type NormalisedSignals } from '../../../shared/normalise.ts';
import { explainPerson, matchFaces, rankPerson } from '../../../shared/people.ts';
import { personSharpness } from '../../../shared/person-score.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import {
  isPresetName,
  parseWeights,
  presetNames,
  presetWeights,
  type PresetName,
} from '../../../shared/presets.ts';
import {
  activeWeights,
  rankPhotos,
  scorePhotos,
  usableWeights,
  type Weights,
} from '../../../shared/ranking.ts';
import { EngineError } from '../../../shared/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { signals } from '../../../shared/signals.ts';
import { at } from '../../../shared/vectors.ts';

export type Ranking = {
  /** The folder's columns, with the `person` signal where a reference was given. */
  readonly columns: PhotoColumns;
  /** What CLIP saw in them: bursts and albums go by it too. */
  readonly embeddings: PhotoEmbeddings;
  readonly normalised: NormalisedSignals;
  readonly scores: Float64Array;
  /** Indices, best first; with a reference only the photos of that person. */
  readonly order: Uint32Array;
  readonly bursts: Uint32Array;
  explain(photo: number): Explanation<string>;
};

/** Ranks by weights, or by the rules for one person when `similarities` to a reference are given. */
export function rankColumns(
  columns: PhotoColumns,
  embeddings: PhotoEmbeddings,
  settings: Settings,
  weights: Weights,
  similarities: Similarities | null,
): Ranking {
  if (!areOf(embeddings, columns.ids)) throw changedMeanwhile();
  const bursts = groupBursts(columns, settings, embeddings);
  const photos = { embeddings, bursts };
  if (similarities === null) {
    const normalised = normaliseSignals(columns, settings);
    const usable = usableWeights(columns, weights);
    const scores = scorePhotos(normalised, usable, columns.count);
    const explain = (photo: number) => explainScore(columns, normalised, usable, photo, settings);
    return { ...photos, columns, normalised, scores, order: rankPhotos(scores, columns), explain };
  }
  const { similarity, threshold } = similarities;
  if (similarity.length !== columns.faces.count) throw changedMeanwhile();
  const match = matchFaces(columns.faces, columns.count, similarity, threshold, settings);
  const withPerson = { ...columns, signals: { ...columns.signals, person: match.similarity } };
  const sharpness = personSharpness(columns.faces, match, settings);
  return {
    ...photos,
    columns: withPerson,
    normalised: normaliseSignals(withPerson, settings),
    ...rankPerson(withPerson, match, settings),
    explain: (photo) => explainPerson(withPerson, match, photo, settings, sharpness),
  };
}

function changedMeanwhile(): EngineError {
  return new EngineError('stopped', 'The folder was changed by another program. Run it again.');
}

/** The best `count` of a ranking as an album: one a burst, traded against likeness by `variety`. */
export function choosePhotos(ranking: Ranking, count: number, variety: number): Uint32Array {
  const { order, scores, bursts, columns, embeddings } = ranking;
  return chooseAlbum(order, scores, bursts, columns, { count, variety, embeddings });
}

export type RankedPhoto = Explanation<string> & {
  /** 1 first. */
  readonly rank: number;
  readonly path: string;
  readonly otherPaths: readonly string[];
  readonly burst: number;
};

/** One entry a photo of `photos`, in that order, with every reason of its score: for other programs. */
export function photosWithReasons(ranking: Ranking, photos: Uint32Array): RankedPhoto[] {
  const { columns, bursts } = ranking;
  return [...photos].map((photo, place) => ({
    rank: place + 1,
    path: columns.paths[photo] ?? '',
    otherPaths: columns.otherPaths.get(photo) ?? [],
    burst: at(bursts, photo),
    ...ranking.explain(photo),
  }));
}

export function csvOf(ranking: Ranking, photos: Uint32Array): string {
  const { columns, normalised, scores, bursts } = ranking;
  return rankingCsv(columns, normalised, scores, photos, bursts);
}

/** The weights asked for: spelled out, or a preset's, or the default preset's. */
export function chosenWeights(
  settings: Settings,
  options: { readonly preset?: string | undefined; readonly weights?: string | undefined },
): Weights {
  if (options.weights !== undefined && options.preset !== undefined)
    throw new EngineError('bad-input', 'Give either --preset or --weights, not both.');
  if (options.weights !== undefined) return parseWeights(options.weights);
  const preset = options.preset ?? settings['ranking.preset'];
  if (isPresetName(preset)) return weightsOfPreset(settings, preset);
  const known = presetNames.join(', ');
  throw new EngineError('bad-input', `There is no preset "${preset}"; there are ${known}.`);
}

function weightsOfPreset(settings: Settings, preset: PresetName): Weights {
  const weights = presetWeights(settings, preset);
  if (activeWeights(weights).length > 0) return weights;
  throw new EngineError(
    'bad-input',
    `All weights of the preset "${preset}" are 0, so nothing tells its photos apart. Raise one with "podium settings set weights.${preset}.sharpness 0.5", or give --weights.`,
  );
}

/** Says which weighted signals no photo has, so that nobody wonders why they change nothing. */
export function missingSignals(columns: PhotoColumns, weights: Weights): string[] {
  return activeWeights(weights)
    .filter(([name]) => columns.signals[name].every(Number.isNaN))
    .map(([name]) => signals[name].label);
}
