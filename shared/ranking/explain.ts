// Why a photo has its score: the parts that sum to it, what is missing, and one sentence.

import { facesOf } from '../people/faces.ts';
import type { NormalisedSignals } from './normalise.ts';
import type { PhotoColumns } from '../photo.ts';
import { listing } from '../listing.ts';
import { numberWords } from '../numbers.ts';
import { activeWeights, type Weights } from './ranking.ts';
import type { Settings } from '../settings.ts';
import { missingReasons, signals, type SignalName } from '../signals.ts';
import { at } from '../arithmetic/vectors.ts';
import { closedEyesWords, signalWords } from './words.ts';

export type ScorePart<Name extends string = SignalName> = {
  readonly signal: Name;
  /** In the signal's own unit; NaN where it is not there or cannot be told. */
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
  /** Weighted signals of which nobody knows what this photo has. */
  readonly missing: readonly Name[];
  /** For a photographer, without a full stop, such as "sharp, well exposed, eyes closed on 1 of 3 faces". */
  readonly sentence: string;
};

type Columns = Pick<PhotoColumns, 'signals' | 'missing' | 'faces' | 'play' | 'numbers'>;

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
      raw: at(columns.signals[signal], index),
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
  const known = parts.filter((part) => !Number.isNaN(part.raw)).map((part) => part.signal);
  const said = momentFirst(parts).map((part) =>
    signalWords(part.signal, part.normalised, { raw, play: columns.play, photo: index }, settings),
  );
  const faces = facesOf(columns.faces, index, settings);
  const eyes = closedEyesWords(columns.faces, faces.prominent, settings);
  const number = numberWords(columns.numbers, index);
  const words = [...said, number, eyes].filter((word) => word !== null);
  const cannotTell = parts.filter(
    ({ signal }) => columns.missing[signal]?.[index] === missingReasons['cannot tell'],
  );
  const clauses = [
    words.length > 0 ? words.join(', ') : averageWords(known),
    ...absences.flatMap(({ told, stages, words: absent }) => {
      const asked = parts.some(({ signal }) => {
        const { stage } = signals[signal];
        return stage !== null && stages.includes(stage);
      });
      const absence = columns.missing[told]?.[index] === missingReasons['not there'];
      return asked && (absence || raw(told) === 0) ? [absent] : [];
    }),
    cannotTell.length > 0 ? `cannot tell ${labels(cannotTell.map((part) => part.signal))}` : null,
    missing.length > 0 ? `not known: ${labels(missing)}` : null,
  ];
  return clauses.filter((clause) => clause !== null).join('; ');
}

/** A photographer first says what happens, then how it stands in the frame, then how it is exposed. */
const saidFirst: readonly SignalName[] = ['action', 'ball', 'subject_sharpness', 'subject'];

function momentFirst(parts: readonly ScorePart[]): ScorePart[] {
  const place = ({ signal }: ScorePart) => saidFirst.indexOf(signal) + 1 || Infinity;
  return parts.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** What is said where signals of these stages count and the photo holds nothing that they could measure. */
const absences: readonly {
  readonly told: SignalName;
  readonly stages: readonly string[];
  readonly words: string;
}[] = [
  { told: 'subject', stages: ['bodies', 'pose'], words: 'no athlete found' },
  { told: 'face_present', stages: ['faces'], words: 'no faces found' },
];

function averageWords(known: readonly SignalName[]): string | null {
  return known.length > 0 ? `about average in ${labels(known)}` : null;
}

function labels(names: readonly SignalName[]): string {
  return listing(names.map(labelOf));
}

function labelOf(signal: SignalName): string {
  return signals[signal].label.toLowerCase();
}
