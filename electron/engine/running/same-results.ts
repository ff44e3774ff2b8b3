// Whether two runs of one model gave the same results: how far they are apart, and how far they may be.

import type { Tensor } from './inference.ts';

type Results = Readonly<Record<string, Tensor>>;

export type Difference = {
  /** Largest difference of two numbers at one place. */
  readonly absolute: number;
  /** The same, in shares of the largest number that was expected. */
  readonly relative: number;
  /** Cosine of the angle between the two as vectors: what embeddings are compared by. */
  readonly cosine: number;
};

// Graphics cards and neural chips round to 10 or 11 bits on the way (TF32, half precision): a thousandth of the largest
// number, a little more after many layers. A wrong kernel or layout is off by far more. A hundredth moves a detection's
// score by 0.01, which no threshold of Podium is finer than.
const MAX_RELATIVE = 0.01;
// Below this, rounding is all there is: scores of a made picture on which nothing is to be seen.
const MAX_ABSOLUTE = 0.001;
// An angle of 0.8 degrees. Two embeddings that far off change a cosine of 0.95 by less than 0.005, a quarter of the width of
// the range of thresholds that work (docs/accuracy.md); half precision alone gives 0.999999.
const MIN_COSINE = 0.9999;

/** How far `actual` is from `expected`, both of one length. NaN anywhere makes all three NaN. */
export function differenceOf(expected: ArrayLike<number>, actual: ArrayLike<number>): Difference {
  let [absolute, largest, dot, ofExpected, ofActual] = [0, 0, 0, 0, 0];
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [expected[i] ?? NaN, actual[i] ?? NaN];
    absolute = Math.max(absolute, Math.abs(a - b));
    largest = Math.max(largest, Math.abs(a));
    dot += a * b;
    ofExpected += a * a;
    ofActual += b * b;
  }
  if (absolute === 0) return { absolute, relative: 0, cosine: 1 };
  const lengths = Math.sqrt(ofExpected) * Math.sqrt(ofActual);
  return { absolute, relative: absolute / largest, cosine: lengths === 0 ? 0 : dot / lengths };
}

/** Whether a difference is no more than honest rounding. */
export function isRounding({ absolute, relative, cosine }: Difference): boolean {
  return absolute <= MAX_ABSOLUTE || (relative <= MAX_RELATIVE && cosine >= MIN_COSINE);
}

/** What is different between two results of one model, as the end of a sentence; null when they are the same. */
export function whatDiffers(expected: Results, actual: Results): string | null {
  for (const [name, { data, dims }] of Object.entries(expected)) {
    const other = actual[name];
    if (other?.dims.join() !== dims.join() || other.data.length !== data.length)
      return `${name} has another shape`;
    const exact = !(data instanceof Float32Array) || !(other.data instanceof Float32Array);
    if (exact) {
      if (data.some((value: number | bigint, i: number) => value !== other.data[i]))
        return `${name} holds other whole numbers`;
      continue;
    }
    const difference = differenceOf(data, other.data);
    if (isRounding(difference)) continue;
    const { absolute, relative, cosine } = difference;
    return (
      `${name} is off by up to ${absolute.toPrecision(2)} (${(100 * relative).toPrecision(2)} % of its largest ` +
      `number, cosine ${cosine.toFixed(4)})`
    );
  }
  return null;
}
