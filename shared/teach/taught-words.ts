// What teaching gave, in sentences that the page and the command line both show.

import type { TaughtFigures } from './taught.ts';
import type { LeftOut, TaughtModel, TaughtOn } from './taught-model.ts';

const sees: Readonly<Record<TaughtOn, string>> = {
  bodies: 'what the network that finds players sees',
  clip: 'what CLIP sees',
};

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** What having the model adds, for the list of models. */
export function taughtAdds({ accuracy }: TaughtFigures, features: TaughtOn): string {
  const { classes, right, photos } = accuracy;
  return `Tells ${plural(classes.length, 'class', 'classes')} of your own from ${sees[features]}: ${right} of ${photos} photos held out were told right.`;
}

/** The figures, one sentence each, the one that matters most first. */
export function taughtSentences({
  figures,
  features,
  hidden,
  leftOut,
  parity,
  seconds,
}: TaughtModel): string[] {
  const { accuracy, interval, chance, isBetter, votes, errorBefore, errorAfter, temperature } =
    figures;
  const { right, photos, classes } = accuracy;
  return [
    `${right} of ${photos} photos held out were told right: ${percent(right / photos)} (95 %: ${percent(interval.low)} to ${percent(interval.high)}). Always naming the largest class would tell ${percent(chance)}.`,
    ...(isBetter
      ? []
      : [
          'That is not surely more than naming the largest class: nothing was learned that one can rely on.',
        ]),
    `${votes.right} of ${votes.folders} folders of up to ${votes.of} photos of one class were told right as a whole.`,
    `How sure it says it is comes true to within ${percent(errorAfter)} on average (${percent(errorBefore)} before it was cooled by a temperature of ${temperature.toFixed(2)}).`,
    `Learned in ${seconds.toFixed(1)} s from ${sees[features]}, by ${hidden === 0 ? 'one layer' : `two layers with ${hidden} units between`}: ${plural(classes.length, 'class', 'classes')}. The file gives the same probabilities to ${parity.toExponential(0)}.`,
    ...leftOutSentences(leftOut),
  ];
}

function leftOutSentences({ unlabelled, contradicting, unread }: LeftOut): string[] {
  return [
    ...(unread > 0
      ? [`${plural(unread, 'photo', 'photos')} could not be read and were left out.`]
      : []),
    ...(unlabelled > 0
      ? [`${plural(unlabelled, 'photo', 'photos')} of no class were left out.`]
      : []),
    ...(contradicting > 0
      ? [`${plural(contradicting, 'photo', 'photos')} that lie in two classes were left out.`]
      : []),
  ];
}
