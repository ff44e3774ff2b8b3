// A made input for a model: the same numbers every time, in the range and sizes the model is made for.

import type { InstalledModel } from '../../../models/folder.ts';
import type { Model, Tensor } from './inference.ts';

type Preprocessing = InstalledModel['preprocessing'];

const SEED = 20240229;
const OPEN_SIZE = 64; // of an axis that neither the file nor the list gives a size: a multiple of every detector's stride

/** Numbers in 0..1, the same sequence every time (Park and Miller's generator). */
function createNoise(): () => number {
  let state = SEED;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** What a black and a white pixel become on their way in; an unknown model is shown -1 to 1. */
function rangeOf(preprocessing: Preprocessing): readonly [number, number] {
  if (preprocessing?.kind !== 'pixels') return [-1, 1];
  const { scale, mean, std } = preprocessing;
  return [-mean[0] / std[0], (255 * scale - mean[0]) / std[0]];
}

function sizesOf(shape: readonly number[], preprocessing: Preprocessing): readonly number[] {
  return shape.map((size, axis) => {
    if (size !== -1) return size;
    if (axis === 0) return 1; // quantised files give other numbers for other batches
    if (preprocessing?.kind === 'tokens') return preprocessing.maxTokens;
    const rows = preprocessing?.layout === 'nhwc' ? 1 : 2;
    if (axis === rows) return preprocessing?.heightPx ?? OPEN_SIZE;
    if (axis === rows + 1) return preprocessing?.widthPx ?? OPEN_SIZE;
    return OPEN_SIZE;
  });
}

/** A sentence's worth of tokens: start, made words, end; for a mask, ones. */
function wholeNumbers(name: string, length: number, preprocessing: Preprocessing): number[] {
  if (preprocessing?.kind !== 'tokens' || name.includes('mask'))
    return Array.from({ length }, () => 1);
  const { startToken, endToken } = preprocessing;
  return Array.from({ length }, (_, i) =>
    i === 0 ? startToken : i === length - 1 ? endToken : 300 + 7 * i,
  );
}

/** An input for every tensor the model takes. */
export function sampleInput(
  { inputs, types }: Pick<Model, 'inputs' | 'types'>,
  preprocessing: Preprocessing,
): Readonly<Record<string, Tensor>> {
  const noise = createNoise();
  const [low, high] = rangeOf(preprocessing);
  const entries = Object.entries(inputs).map(([name, shape]): [string, Tensor] => {
    const dims = sizesOf(shape, preprocessing);
    const length = dims.reduce((product, size) => product * size, 1);
    const type = types[name];
    if (type === 'int64' || type === 'int32') {
      const numbers = wholeNumbers(name, length, preprocessing);
      const data =
        type === 'int64' ? BigInt64Array.from(numbers, BigInt) : Int32Array.from(numbers);
      return [name, { data, dims }];
    }
    const data = Float32Array.from({ length }, () => low + (high - low) * noise());
    return [name, { data, dims }];
  });
  return Object.fromEntries(entries);
}
