// A photo's score opened into its parts, in the page's words: by the weights, or as a photo of the person searched for.

import { explainScore } from '../../shared/explain.ts';
import { explainPerson } from '../../shared/people.ts';
import { usableWeights } from '../../shared/ranking.ts';
import { signals, type SignalName } from '../../shared/signals.ts';
import type { State } from '../page/store.ts';
import { strings } from '../strings.ts';

export type Part = {
  readonly label: string;
  readonly normalised: number;
  readonly contribution: number;
};

export type Known = Pick<State, 'weights' | 'settings' | 'person'> & {
  readonly photos: NonNullable<State['photos']>;
};
export type Explained = {
  readonly score: number;
  readonly sentence: string;
  readonly parts: readonly Part[];
};

/** Whether a photo's score is that of the person searched for. */
export function isScoredByPerson({ person }: Pick<State, 'person'>, index: number): boolean {
  return person?.by === 'best' && person.match?.matched[index] === 1;
}

export function explained(known: Known, index: number, byPerson?: boolean): Explained {
  const { photos, weights, settings, person } = known;
  const match = person?.match;
  if (match && (byPerson ?? isScoredByPerson(known, index))) {
    const opened = explainPerson(photos.columns, match, index, settings);
    const parts = opened.parts.map((part) => ({
      ...part,
      label: strings.personParts[part.signal],
    }));
    return { score: opened.score, sentence: opened.sentence, parts };
  }
  const { columns, normalised } = photos;
  const usable = usableWeights(columns, weights);
  const opened = explainScore(columns, normalised, usable, index, settings);
  const label = (signal: SignalName) => signals[signal].label;
  const parts = opened.parts.map((part) => ({ ...part, label: label(part.signal) }));
  return { score: opened.score, sentence: opened.sentence, parts };
}
