// One input out of a seed: a few mutations of its bytes or of the parts that it is made of, or a splice with another seed.

import type { Random } from '../random.ts';
import { mutateBytes } from './bytes.ts';
import type { Part, Structure } from './structure.ts';

export type Seed = {
  /** A file's name, whose ending tells RAW formats apart. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly structure: Structure;
};

/** @param others what parts may come from as well */
export function mutate(seed: Seed, others: readonly Seed[], random: Random): Buffer {
  let bytes = seed.bytes;
  do {
    if (random.chance(0.6)) bytes = mutateParts(bytes, seed.structure, others, random);
    else if (random.chance(0.05)) bytes = spliced(bytes, random.pick(others).bytes, random);
    else bytes = mutateBytes(bytes, random);
  } while (random.chance(0.4));
  return Buffer.from(bytes);
}

/** The beginning of one and the end of the other. */
function spliced(bytes: Buffer, other: Buffer, random: Random): Buffer {
  const start = bytes.subarray(0, random.below(bytes.length + 1));
  return Buffer.concat([start, other.subarray(random.below(other.length + 1))]);
}

function mutateParts(
  bytes: Buffer,
  structure: Structure,
  others: readonly Seed[],
  random: Random,
): Buffer {
  const parts = structure.split(bytes);
  if (!parts || parts.length === 0) return mutateBytes(bytes, random);
  const place = random.below(parts.length);
  const part = parts[place];
  const inside = part && structure.inside?.(part);
  if (part && (inside ? random.chance(0.75) : random.chance(0.4))) {
    const body = inside
      ? mutateParts(part.body, inside, others, random)
      : mutateBytes(part.body, random);
    return structure.join(parts.with(place, { ...part, body }));
  }
  return structure.join(rearranged(parts, place, structure, others, random));
}

function rearranged(
  parts: readonly Part[],
  place: number,
  structure: Structure,
  others: readonly Seed[],
  random: Random,
): readonly Part[] {
  const part = parts[place] ?? { type: 'word', body: Buffer.alloc(0) };
  const target = random.below(parts.length);
  const another = parts[target] ?? part;
  switch (random.below(structure.words ? 7 : 5)) {
    case 0:
      return parts.toSpliced(place, 1);
    case 1:
      return parts.toSpliced(target, 0, ...Array<Part>(random.pick([1, 1, 1, 50])).fill(part));
    case 2:
      return parts.with(place, another).with(target, part);
    case 3:
      return parts.with(place, { ...part, body: another.body });
    case 4: {
      const theirs = structure.split(random.pick(others).bytes) ?? [];
      return theirs.length > 0 ? parts.toSpliced(place, 1, random.pick(theirs)) : parts;
    }
    case 5:
      return parts.with(place, { ...part, body: word(structure, random) });
    default:
      return parts.toSpliced(place, 0, { type: part.type, body: word(structure, random) });
  }
}

const word = ({ words = [''] }: Structure, random: Random) =>
  Buffer.from(random.pick(words), 'utf8');
