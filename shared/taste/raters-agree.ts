// Several people who choose between the same photos: whether they agree more than chance, and about which pairs they do not.

import { cohenKappa, fleissKappa } from '../arithmetic/raters.ts';
import { outcomeOf, pairKey, type Choice } from './choice.ts';

export type RatersAgree = {
  /** By name; empty for whoever uses this Podium. */
  readonly raters: readonly { readonly name: string; readonly choices: number }[];
  /** Pairs that two or more of them judged. */
  readonly pairs: number;
  /** Cohen's kappa of every two who judged the same pairs. Null where chance explains all. */
  readonly byTwo: readonly {
    readonly first: string;
    readonly second: string;
    readonly pairs: number;
    readonly kappa: number | null;
  }[];
  /** Fleiss' kappa of all; null as above. */
  readonly kappa: number | null;
  /** Pairs, as two pictures, of which some chose the one and some the other. */
  readonly apart: readonly (readonly [string, string])[];
};

/** By pair and rater, what each said last: 1 that the lower picture is the one, 0 the other, 0.5 neither. */
export function saidByRaters(
  choices: readonly Choice[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const said = new Map<string, Map<string, number>>();
  for (const choice of choices) {
    const outcome = outcomeOf(choice);
    if (outcome === null) continue;
    const pair = said.get(pairKey(choice)) ?? new Map<string, number>();
    pair.set(choice.rater, choice.left < choice.right ? outcome : 1 - outcome);
    said.set(pairKey(choice), pair);
  }
  return said;
}

/** By what each said last of each pair. */
export function agreementOfRaters(choices: readonly Choice[]): RatersAgree {
  const said = saidByRaters(choices);
  const names = [...new Set(choices.map(({ rater }) => rater))].sort();
  const shared = [...said].filter(([, pair]) => pair.size >= 2);
  const rows = shared.map(([, pair]) =>
    [0, 0.5, 1].map((outcome) => [...pair.values()].filter((one) => one === outcome).length),
  );
  return {
    raters: names.map((name) => ({
      name,
      choices: choices.filter((one) => one.rater === name && outcomeOf(one) !== null).length,
    })),
    pairs: shared.length,
    byTwo: names.flatMap((first, i) =>
      names.slice(i + 1).map((second) => twoOf(said, first, second)),
    ),
    kappa: known(fleissKappa(rows)),
    apart: shared
      .filter(([, pair]) => new Set([...pair.values()].filter((one) => one !== 0.5)).size === 2)
      .map(([key]) => {
        const [lower = '', higher = ''] = key.split(' ');
        return [lower, higher] as const;
      }),
  };
}

function twoOf(
  said: ReadonlyMap<string, ReadonlyMap<string, number>>,
  first: string,
  second: string,
) {
  const pairs = [...said.values()].flatMap((pair) => {
    const [a, b] = [pair.get(first), pair.get(second)];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
  return { first, second, pairs: pairs.length, kappa: known(cohenKappa(pairs)) };
}

function known(kappa: number): number | null {
  return Number.isNaN(kappa) ? null : kappa;
}
