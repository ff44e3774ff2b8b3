// A head that was taught on features of photos: what it must look like, and what it says of many photos at once.

import { spaceOfInput, type HeadFacts } from '../../../../models/classifier.ts';
import { sampleInput } from '../../running/sample-input.ts';
import type { Model } from '../../running/inference.ts';

export type FeatureHead = {
  readonly facts: HeadFacts;
  /** Probabilities, one a class for each photo in turn, of as many rows of features. Rejects with a sentence when they are none. */
  tell(features: Float32Array, photos: number): Promise<Float32Array>;
  release(): Promise<void>;
};

/** Whether it says that it takes features instead of a picture. */
export function takesFeatures({ inputs }: Model): boolean {
  return Object.keys(inputs).some((name) => spaceOfInput(name) !== null);
}

/** What it is given; throws a sentence when Podium has no such thing. */
function factsOf({ inputs, types }: Model): HeadFacts & { readonly input: string } {
  const [entry, ...others] = Object.entries(inputs);
  const space = spaceOfInput(entry?.[0] ?? '');
  if (!entry || space === null || others.length > 0)
    throw new Error(`It takes ${Object.keys(inputs).length} inputs; a head takes one.`);
  const [input, [photos, dimensions = -1, ...more]] = entry;
  if (types[input] !== 'float32' || photos !== -1 || dimensions < 1 || more.length > 0)
    throw new Error('It does not take rows of float32 numbers, as many as there are photos.');
  return { input, space, dimensions };
}

async function tellOnce(
  model: Model,
  { input, dimensions }: ReturnType<typeof factsOf>,
  features: Float32Array,
  photos: number,
  classes: number,
): Promise<Float32Array> {
  const results = await model.run({ [input]: { data: features, dims: [photos, dimensions] } });
  const [said, ...others] = Object.values(results).flatMap(({ data }) =>
    data instanceof Float32Array ? [data] : [],
  );
  if (!said || others.length > 0) throw new Error('It does not give one table of numbers.');
  if (said.length !== photos * classes)
    throw new Error(
      `It gives ${said.length / photos} probabilities, but the labels file names ${classes} classes.`,
    );
  for (let photo = 0; photo < photos; photo++) {
    const sum = said.subarray(photo * classes, (photo + 1) * classes).reduce((a, b) => a + b, 0);
    if (!(Math.abs(sum - 1) < 1e-3)) throw new Error('What it gives are no probabilities.');
  }
  return said;
}

/** Takes an opened model for a head of so many classes, and tries it; it is released where it is none. */
export async function featureHeadOf(model: Model, classes: number): Promise<FeatureHead> {
  try {
    const facts = factsOf(model);
    const { data } = sampleInput(model, undefined)[facts.input] ?? {};
    const made = data instanceof Float32Array ? data : new Float32Array(facts.dimensions);
    const two = Float32Array.from({ length: 2 * facts.dimensions }, (_, i) =>
      i < made.length ? (made[i] ?? 0) : -(made[i - made.length] ?? 0),
    );
    await tellOnce(model, facts, two, 2, classes);
    return {
      facts: { space: facts.space, dimensions: facts.dimensions },
      tell: (features, photos) => tellOnce(model, facts, features, photos, classes),
      release: () => model.release(),
    };
  } catch (error) {
    await model.release();
    throw error;
  }
}
