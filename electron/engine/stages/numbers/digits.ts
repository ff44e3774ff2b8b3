// What the reader's probabilities say: a number, or that it is none.

import type { Tensor } from '../../running/inference.ts';

export type Reading = { readonly text: string; readonly confidence: number };

/** Below, a reading is more often wrong than right. */
const LEAST_CONFIDENCE = 0.75;
/** Shirts carry up to two digits, bibs of small runs three. */
const NUMBER = /^\d{1,3}$/;
const BLANK = 0;

/**
 * The likeliest character of each step, those that repeat taken once (CTC, greedily), where they make a number; null
 * where anything else was read with it, or too unsurely.
 * @param probabilities [1, steps, characters + 2]: blank, the characters, space
 */
export function readDigits({ data, dims }: Tensor, characters: readonly string[]): Reading | null {
  const kinds = dims[2] ?? 0;
  let text = '';
  let sum = 0;
  let before = BLANK;
  for (let from = 0; from < data.length; from += kinds) {
    const best = likeliest(data, from, kinds);
    if (best !== BLANK && best !== before) {
      text += characters[best - 1] ?? ' ';
      sum += Number(data[from + best]);
    }
    before = best;
  }
  const confidence = sum / text.length;
  return NUMBER.test(text) && confidence >= LEAST_CONFIDENCE ? { text, confidence } : null;
}

function likeliest(data: Tensor['data'], from: number, kinds: number): number {
  let best = 0;
  for (let i = 1; i < kinds; i++) if (Number(data[from + i]) > Number(data[from + best])) best = i;
  return best;
}
