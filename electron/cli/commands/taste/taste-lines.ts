// How it stands with a taste, as lines of text.

import type { TasteState } from '../../../../shared/taste/taste-state.ts';

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

export function stateLines(state: TasteState): string[] {
  const { choices, skipped, away, repeats, same, foretold, right, interval, vector } = state;
  return [
    state.sentence,
    `choices: ${choices}${skipped > 0 ? `, and ${skipped} skipped` : ''}`,
    ...(away > 0 ? [`about photos that are not at hand: ${away}, which do not count now`] : []),
    ...(repeats > 0 ? [`pairs that came again: ${repeats}, ${same} answered as before`] : []),
    ...(interval
      ? [
          `foretold before they were made: ${right} of ${foretold} (${percent(right / foretold)}, 95 % interval ${percent(interval.low)} to ${percent(interval.high)})`,
          `likelier than chance by a factor of ${factor(state.odds)}; it counts from ${factor(1 / (1 - state.confidence))} on (${percent(state.confidence)} sure, however often one looks)`,
        ]
      : []),
    ...(vector
      ? [
          `numbers learned: ${vector.rank}, condition number ${vector.condition.toFixed(1)}`,
          ...vector.traits
            .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
            .map(
              ({ name, weight, unsure }) =>
                `  ${name}: ${weight.toFixed(3)} ± ${unsure.toFixed(3)}`,
            ),
        ]
      : []),
    ...raterLines(state),
  ];
}

function factor(odds: number): string {
  return odds < 1000 ? odds.toFixed(1) : odds.toExponential(1);
}

function raterLines({ raters }: TasteState): string[] {
  if (raters.raters.length < 2) return [];
  const nameOf = (name: string) => (name === '' ? 'you' : name);
  const kappaText = (kappa: number | null) =>
    kappa === null ? 'cannot be told' : kappa.toFixed(3);
  return [
    ...raters.raters.map(({ name, choices }) => `rater ${nameOf(name)}: ${choices} choices`),
    ...raters.byTwo
      .filter(({ pairs }) => pairs > 0)
      .map(
        ({ first, second, pairs, kappa }) =>
          `${nameOf(first)} and ${nameOf(second)}: Cohen's kappa ${kappaText(kappa)} over ${pairs} pairs`,
      ),
    `all: Fleiss' kappa ${kappaText(raters.kappa)} over ${raters.pairs} pairs, ${raters.apart.length} of them told apart differently`,
  ];
}
