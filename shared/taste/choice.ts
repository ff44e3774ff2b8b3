// A choice between two photos: "which one would you share?", who said it, when, and why these two were shown.

/** What was said: one of the two, that they are too close to tell, or nothing. */
export const verdicts = ['left', 'right', 'close', 'skip'] as const;

export type Verdict = (typeof verdicts)[number];

/**
 * Why two photos were shown: any two, two that the model was unsure of, an earlier pair again with its sides swapped; or given
 * by a file of choices, or by another program.
 */
export const reasonsShown = ['any', 'unsure', 'again', 'given'] as const;

export type ReasonShown = (typeof reasonsShown)[number];

export type Choice = {
  /** SHA-256 of the picture, 64 hex digits: the choice stays when its photo is renamed or written into. */
  readonly left: string;
  readonly right: string;
  readonly verdict: Verdict;
  /** Who chose; empty for whoever uses this Podium. */
  readonly rater: string;
  /** The sport it counts for; empty where none was chosen. */
  readonly sport: string;
  readonly shown: ReasonShown;
  readonly atMs: number;
};

/** 1 where the left one was chosen, 0 the right one, half a win each where they were too close; null where nothing was said. */
export function outcomeOf({ verdict }: Pick<Choice, 'verdict'>): number | null {
  if (verdict === 'skip') return null;
  return verdict === 'close' ? 0.5 : Number(verdict === 'left');
}

/** The two photos in whichever order. */
export function pairKey({ left, right }: Pick<Choice, 'left' | 'right'>): string {
  return left < right ? `${left} ${right}` : `${right} ${left}`;
}

export type SelfAgreement = { readonly repeats: number; readonly same: number };

/** How often a rater said the same of a pair as the time before, whichever side each photo was on; skips say nothing. */
export function selfAgreement(choices: readonly Choice[]): SelfAgreement {
  const before = new Map<string, number>();
  let [repeats, same] = [0, 0];
  for (const choice of choices) {
    const outcome = outcomeOf(choice);
    if (outcome === null) continue;
    const key = `${choice.rater} ${pairKey(choice)}`;
    const ofLower = choice.left < choice.right ? outcome : 1 - outcome;
    const known = before.get(key);
    if (known !== undefined) repeats++;
    if (known === ofLower) same++;
    before.set(key, ofLower);
  }
  return { repeats, same };
}
