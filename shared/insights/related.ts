// Whether one number of the photos goes with another, and that in a plain sentence.

import { knownPairs, spearman } from '../arithmetic/statistics.ts';
import { at } from '../arithmetic/vectors.ts';
import { photosText } from './figure-text.ts';

/** Of fewer photos nothing is said. */
const fewest = 10;
/** Two sides, 5 %. */
const normal95 = 1.96;

/** Of more, as many are taken evenly: the correlation is then off by 0.01 at most as a rule, and a season is told of at once. */
const mostPhotos = 10_000;

function evenly(values: Float64Array): Float64Array {
  const step = values.length / mostPhotos;
  if (step <= 1) return values;
  return Float64Array.from({ length: mostPhotos }, (_, i) => at(values, Math.floor(i * step)));
}

export type RelationWords = {
  /** "Sharper photos score higher". */
  readonly rises: string;
  readonly falls: string;
};

/**
 * By Spearman's rank correlation; where the two have nothing to do with each other it is spread as a normal number of
 * deviation 1 / sqrt(n - 1) (Kendall and Gibbons 1990), and what lies within that is told as chance.
 */
export function relationSentence(
  first: Float64Array,
  second: Float64Array,
  { rises, falls }: RelationWords,
): string {
  const [a, b] = knownPairs(evenly(first), evenly(second));
  if (a.length < fewest)
    return `It cannot be told whether one goes with the other: ${photosText(a.length)} ${a.length === 1 ? 'has' : 'have'} both values, and it takes ${fewest}.`;
  const rho = spearman(a, b);
  if (Number.isNaN(rho))
    return 'It cannot be told whether one goes with the other: one of the two is the same in all photos.';
  const sampled = first.length > mostPhotos ? ' evenly taken from all' : '';
  const about = `rank correlation ${rho.toFixed(2)}, ${photosText(a.length)}${sampled}`;
  if (Math.abs(rho) * Math.sqrt(a.length - 1) < normal95)
    return `One does not go with the other beyond chance (${about}).`;
  const how = Math.abs(rho) < 0.3 ? ', weakly' : '';
  return `${rho > 0 ? rises : falls}${how} (${about}).`;
}
