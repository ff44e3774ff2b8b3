// How it stands with the taste of a rater: what was said, what was learned from it and how surely, in numbers and in words.

import { agreementOfRaters, type RatersAgree } from './raters-agree.ts';
import { outcomeOf, selfAgreement, type Choice } from './choice.ts';
import { confidence } from './held-out.ts';
import type { Learned } from './learn.ts';
import type { TasteVector } from './taste-vector.ts';
import { nothingLearned, tasteSentence } from './taste-words.ts';

export type TasteState = {
  readonly rater: string;
  /** Empty for all. */
  readonly sport: string;
  /** Choices that say something, and pairs that were passed over. */
  readonly choices: number;
  readonly skipped: number;
  /** Of those, about photos that are not at hand: they do not count now. */
  readonly away: number;
  /** Pairs that came again, and how many of them were answered as before. */
  readonly repeats: number;
  readonly same: number;
  /** Whether what was learned is surely more than chance; before, it changes no order. */
  readonly learned: boolean;
  /** What was learned in a photographer's words, or why nothing was. */
  readonly sentence: string;
  /** Choices foretold from those before them, and how many came so; Wilson's interval of the share, null of none. */
  readonly foretold: number;
  readonly right: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** How many times likelier the choices are by what was learned than by chance; learned from 1 / (1 - confidence) on. */
  readonly odds: number;
  readonly confidence: number;
  /** Numbers that were learned, and the condition number of what was solved. */
  readonly rank: number;
  readonly condition: number;
  /** What counts now: worked out from the choices, or kept from before where photos are away. Null before anything does. */
  readonly vector: TasteVector | null;
  readonly raters: RatersAgree;
};

type Said = {
  readonly rater: string;
  readonly sport: string;
  /** Of this rater and sport. */
  readonly choices: readonly Choice[];
  /** Of everybody. */
  readonly all: readonly Choice[];
  readonly away: number;
};

export function tasteState(said: Said, learned: Learned, vector: TasteVector | null): TasteState {
  const { rater, sport, choices, all, away } = said;
  const spoken = choices.filter((choice) => outcomeOf(choice) !== null).length;
  const { heldOut, rank, condition } = learned;
  return {
    rater,
    sport,
    choices: spoken,
    skipped: choices.length - spoken,
    away,
    ...selfAgreement(choices),
    learned: vector !== null,
    sentence: vector ? tasteSentence(vector) : nothingLearned(spoken),
    foretold: heldOut.count,
    right: heldOut.right,
    interval: heldOut.interval,
    odds: heldOut.odds,
    confidence,
    rank,
    condition,
    vector,
    raters: agreementOfRaters(all),
  };
}

/** A rater's choices: for a sport those made for it, for none all of them. */
export function choicesFor(choices: readonly Choice[], rater: string, sport: string): Choice[] {
  return choices.filter(
    (choice) => choice.rater === rater && (sport === '' || choice.sport === sport),
  );
}
