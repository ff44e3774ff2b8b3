// Input number so-and-so of a parser: always the same for the same seed.

import { mutate, type Seed } from './mutations/mutate.ts';
import { randomOf } from './random.ts';

export type Input = { readonly bytes: Buffer; readonly name: string };

export function inputOf(
  parser: string,
  seeds: readonly Seed[],
  seed: string,
  number: number,
): Input {
  const random = randomOf(`${parser} ${seed} ${number}`);
  const from = random.pick(seeds);
  return { bytes: mutate(from, seeds, random), name: from.name };
}
