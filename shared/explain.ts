// Why a photo has its score: the parts that sum to it, what is missing, and one sentence.

import { facesOf } from './faces.ts';
import { standsFor, type NormalisedSignals } from './normalise.ts';
import type { PhotoColumns } from './photo.ts';
import { activeWeights, type Weights } from './ranking.ts';
import type { Settings } from './settings.ts';
import { signals, type SignalName } from './signals.ts';
import { at } from './vectors.ts';
import { closedEyesWords, signalWords } from './words.ts';

export type ScorePart<Name extends string = SignalName> = {
  readonly signal: Name;
  /** In the signal's own unit. */
  readonly raw: number;
  /** 0..1, 1 is best. */
  readonly normalised: number;
  /** As it was set. */
  readonly weight: number;
  /** Its share of the score: all contributions sum to the score. */
  readonly contribution: number;
};

export type Explanation<Name extends string = SignalName> = {
  readonly score: number;
  /** In the order of the signals table. */
  readonly parts: readonly ScorePart<Name>[];
  /** Weighted signals that this photo does not have. */
  readonly missing: readonly Name[];
  /** For a photographer, without a full stop, such as "sharp, well exposed, eyes closed on 1 of 3 faces". */
  readonly sentence: string;
};

type Columns = Pick<PhotoColumns, 'signals' | 'faces'>;

/** Opens the score of one photo, as `scorePhotos` computes it, into its parts. */
export function explainScore(
  columns: Columns,
  normalised: NormalisedSignals,
  weights: Weights,
  index: number,
  settings: Settings,
): Explanation {
  const values = activeWeights(weights).map(([signal, weight]) => {
    return {
      signal,
      weight,
      raw: at(columns.signals[standsFor(signal, columns.signals, index)], index),
      normalised: at(normalised[signal], index),
    };
  });
  const { score, parts } = contributions(values);
  const missing = values.filter((value) => Number.isNaN(value.normalised));
  const names = missing.map((value) => value.signal);
  const sentence = scoreSentence(columns, parts, names, index, settings);
  return { score, parts, missing: names, sentence };
}

/** Gives every known value its share of their weighted mean; a mean of nothing is 0. */
export function contributions<Name extends string>(
  values: readonly Omit<ScorePart<Name>, 'contribution'>[],
): { readonly score: number; readonly parts: readonly ScorePart<Name>[] } {
  const present = values.filter((value) => !Number.isNaN(value.normalised) && value.weight > 0);
  let total = 0;
  let sum = 0;
  for (const value of present) {
    total += value.weight;
    sum += value.weight * value.normalised;
  }
  const parts = present.map((value) => {
    return { ...value, contribution: (value.weight * value.normalised) / total };
  });
  return { score: total > 0 ? sum / total : 0, parts };
}

function scoreSentence(
  columns: Columns,
  parts: readonly ScorePart[],
  missing: readonly SignalName[],
  index: number,
  settings: Settings,
): string {
  if (parts.length === 0) return 'not scored: none of the weighted signals is known for this photo';
  const raw = (signal: SignalName) => at(columns.signals[signal], index);
  const spoken = (signal: SignalName) => standsFor(signal, columns.signals, index);
  const said = parts.map((part) =>
    signalWords(spoken(part.signal), part.normalised, raw, settings),
  );
  const faces = facesOf(columns.faces, index, settings);
  const eyes = closedEyesWords(columns.faces, faces.prominent, settings);
  const words = [...said, eyes].filter((word) => word !== null);
  const names = listing(parts.map((part) => labelOf(spoken(part.signal))));
  const clauses = [words.length > 0 ? words.join(', ') : `about average in ${names}`];
  if (raw('face_present') === 0) {
    const others = parts.filter((part) => part.signal !== 'face_present');
    const by =
      others.length > 0
        ? `; scored by ${listing(others.map((p) => labelOf(spoken(p.signal))))}`
        : '';
    clauses.push(`no faces found${by}`);
  }
  const unknown = missing.filter((signal) => raw('face_present') !== 0 || !aboutFaces(signal));
  if (unknown.length > 0) clauses.push(`not known: ${listing(unknown.map(labelOf))}`);
  return clauses.join('; ');
}

/** Without faces their signals are missing for a reason that the sentence has already given. */
function aboutFaces(signal: SignalName): boolean {
  return signals[signal].stage === 'faces' && signal !== 'person';
}

function labelOf(signal: SignalName): string {
  return signals[signal].label.toLowerCase();
}

/** "a", "a and b", "a, b and c". */
export function listing(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
