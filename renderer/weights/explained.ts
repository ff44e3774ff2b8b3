// A photo's score opened into its parts, in the page's words: by the weights, or as a photo of the person searched for.

import { explainScore } from '../../shared/ranking/explain.ts';
import { explainPerson } from '../../shared/people/people.ts';
import { usableWeights } from '../../shared/ranking/ranking.ts';
import { signals, type SignalName } from '../../shared/signals.ts';
import type { Known, Wanted } from '../../shared/shoot/shoot.ts';
import { strings } from '../strings.ts';
import { useShoot } from '../page/store.ts';

export type Part = {
  readonly label: string;
  readonly normalised: number;
  readonly contribution: number;
};

/** What a score follows from. */
export type Scored = Pick<Known, 'photos' | 'settings' | 'match'> &
  Pick<Wanted, 'weights' | 'person'>;

export type Explained = {
  readonly score: number;
  readonly sentence: string;
  readonly parts: readonly Part[];
};

/** Whether a photo's score is that of the person searched for. */
export function isScoredByPerson(
  { person, match }: Pick<Scored, 'person' | 'match'>,
  index: number,
): boolean {
  return person?.by === 'best' && match?.matched[index] === 1;
}

export function explained(known: Scored, index: number, byPerson?: boolean): Explained {
  const { photos, weights, settings, match } = known;
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

/** What the scores on the screen follow from. */
export function useScored(): Scored {
  const photos = useShoot(({ known }) => known.photos);
  const settings = useShoot(({ known }) => known.settings);
  const match = useShoot(({ known }) => known.match);
  const weights = useShoot(({ wanted }) => wanted.weights);
  const person = useShoot(({ wanted }) => wanted.person);
  return { photos, settings, match, weights, person };
}
