// What a network's file must look like to fill its role, and its input as planes of numbers.

import type { Model, Tensor, TensorShapes } from './inference.ts';
import type { Crop } from '../stages/faces/face-crops.ts';

/** Names of the one input and the one output of a model. */
export type Ends = { readonly input: string; readonly output: string };

/** A size that the file leaves open (-1), or that is wanted so, fits any. */
export function fits(dims: readonly number[] | undefined, wanted: readonly number[]): boolean {
  return (
    dims?.length === wanted.length &&
    wanted.every((size, i) => dims[i] === -1 || size === -1 || dims[i] === size)
  );
}

function shown(shapes: TensorShapes): string {
  const each = Object.entries(shapes).map(([name, shape]) => {
    const sizes = shape.map((size) => (size === -1 ? 'any' : size));
    return `${name} [${sizes.join(', ')}]`;
  });
  return each.length > 0 ? each.join(', ') : 'none';
}

/**
 * The names of the input and output of a model that has one of each, of these shapes. Throws a sentence for any other
 * file; `title` is the network's name for the user.
 */
export function endsOf(
  { inputs, outputs }: Model,
  title: string,
  input: readonly number[],
  output: readonly number[],
): Ends {
  const [[inputName, inputShape] = ['', []], ...moreInputs] = Object.entries(inputs);
  const [[outputName, outputShape] = ['', []], ...moreOutputs] = Object.entries(outputs);
  const single = moreInputs.length === 0 && moreOutputs.length === 0;
  if (single && fits(inputShape, input) && fits(outputShape, output))
    return { input: inputName, output: outputName };
  throw new Error(
    `The file is not ${title}: it takes ${shown(inputs)} and gives ${shown(outputs)} instead of one ` +
      `[${input.join(', ')}] and one [${output.join(', ')}]. Install the model again, or choose another.`,
  );
}

/** The crop as [1, 3, size, size]: red, green and blue planes, each number put through `scale`. */
export function planes({ rgb, sizePx }: Crop, scale: (value: number) => number): Tensor {
  const plane = sizePx * sizePx;
  const data = new Float32Array(3 * plane);
  for (let pixel = 0; pixel < plane; pixel++)
    for (let channel = 0; channel < 3; channel++)
      data[channel * plane + pixel] = scale(rgb[3 * pixel + channel] ?? 0);
  return { data, dims: [1, 3, sizePx, sizePx] };
}
