// What fitting the weights has shown, as sentences: the page and the command line say the same.

import { fewestPhotos } from './tune.ts';
import type { Tuning } from './tuning.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const things = { ratings: 'rated photos', choices: 'choices', spread: 'photos' } as const;

export function tuningSentences({
  from,
  count,
  before,
  heldOut,
  gain,
  gains,
  p,
}: Tuning): string[] {
  if (from === 'spread')
    return [
      `Nobody has said which photos are good: fewer than ${fewestPhotos} are rated, and fewer than ${fewestPhotos} choices are about photos of this folder. No gain can be seen, so none is claimed.`,
      `Weights that spread the scores of ${count} photos further: standard deviation ${before.toFixed(3)} before, ${heldOut.toFixed(3)} on photos held out.`,
    ];
  const { value, low, high } = gain;
  const what = from === 'ratings' ? 'pairs ordered as you rated them' : 'choices foretold';
  return [
    gains
      ? `Fitted to ${count} ${things[from]}, weights do better, also on what they were not fitted to.`
      : `No gain that can be told from chance on ${count} ${things[from]}: keep the weights you have.`,
    `${percent(before)} of the ${what} now, ${percent(heldOut)} by fitted weights on what was held out.`,
    ...(value !== null && low !== null && high !== null
      ? [
          `Held-out gain ${percent(value)} (95 % interval ${percent(low)} to ${percent(high)})${p === null ? '' : `, sign test ${p.toFixed(4)}`}.`,
        ]
      : []),
  ];
}
