// Several references of one person: each searches alone, and what two in five of them say holds.

import { at } from '../../../shared/arithmetic/vectors.ts';
import {
  expandedLikeness,
  nearestReference,
  pooledLikeness,
  type Reference,
  type Search,
} from './likeness.ts';

/** Two copies of one face differ by rounding alone: such a face is the reference itself. */
export const sameFaceFrom = 1 - 1e-5;

/**
 * So many of the references must find a face. Not most of them: a look that one seldom has, such as a profile, is found by the few
 * references that show it, and half of them would outvote those. Not two of any number either: the more search, the likelier
 * two of them take a look-alike for the person (docs/accuracy.md). And never one alone: it may be blurred, or of somebody else.
 */
const agreeingShare = 0.4;
const fewestAgreeing = 2;

/**
 * How alike each face is to the person by the references that agree: of what each finds alone, what at least two of them and two
 * in five reach. Surely the person is only whom most of them surely find. Of two that differ, both together decide as well.
 * A reference is the person in any case.
 * @param own of each face to its nearest reference; NaN takes no part and stays
 * @returns a likeness a face, to be compared with the threshold as a cosine
 */
export function agreedLikeness(
  search: Search,
  own: Float32Array,
  references: readonly Reference[],
): Float32Array {
  const [only, ...others] = references;
  if (!only) throw new RangeError('Nobody is looked for without a reference.');
  if (others.length === 0) return expandedLikeness(search, own, only);
  const alone = references.map((reference) => aloneLikeness(search, own, reference));
  const decide =
    alone.length === 2
      ? decidedByTwo(search, own, references)
      : decidedByMany(search, alone.length);
  const values = new Float64Array(alone.length);
  return own.map((nearest, face) => {
    if (!(nearest < sameFaceFrom)) return nearest;
    for (const [i, likeness] of alone.entries()) values[i] = likeness[face] ?? NaN;
    return decide(values.sort(), face);
  });
}

/** What is said of a face by what each reference finds alone, least first. */
type Decide = (values: Float64Array, face: number) => number;

function decidedByTwo(search: Search, own: Float32Array, references: readonly Reference[]): Decide {
  const together = pooledLikeness(search, own, references);
  return (values, face) => Math.min(at(values, 1), Math.max(at(values, 0), at(together, face)));
}

/** Above the line, and not sure. */
export function unsureLikeness({
  threshold,
  margins,
}: Pick<Search, 'threshold' | 'margins'>): number {
  return threshold + margins.sure / 2;
}

function decidedByMany({ threshold, margins }: Search, count: number): Decide {
  const agreeing = count - Math.max(fewestAgreeing, Math.ceil(agreeingShare * count));
  const most = count - (Math.floor(count / 2) + 1);
  const unsure = unsureLikeness({ threshold, margins });
  return (values) => {
    const isSure = at(values, most) >= threshold + margins.sure;
    return isSure ? at(values, agreeing) : Math.min(at(values, agreeing), unsure);
  };
}

function aloneLikeness(search: Search, own: Float32Array, reference: Reference): Float32Array {
  const alone = nearestReference(search.faces, [reference]);
  for (let face = 0; face < alone.length; face++)
    if (Number.isNaN(at(own, face))) alone[face] = NaN;
  return expandedLikeness(search, alone, reference);
}
