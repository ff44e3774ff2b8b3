// Several references of one person: each searches alone, and what most of them say holds.

import { at } from '../../../shared/arithmetic/vectors.ts';
import {
  expandedLikeness,
  nearestReference,
  pooledLikeness,
  type Reference,
  type Search,
} from './likeness.ts';

/** Two copies of one face differ by rounding alone: such a face is the reference itself. */
const sameFaceFrom = 1 - 1e-5;

/**
 * How alike each face is to the person by most of the references: the median of what each finds alone, so that more of them
 * only add evidence, and one that is blurred, or of somebody else, decides nothing. Where as many are for it as against, all
 * of them together decide between the two in the middle. A reference is the person in any case.
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
  const pooled = alone.length % 2 === 0 ? pooledLikeness(search, own, references) : null;
  const values = new Float64Array(alone.length);
  const upper = Math.floor(alone.length / 2);
  return own.map((nearest, face) => {
    if (!(nearest < sameFaceFrom)) return nearest;
    for (const [i, likeness] of alone.entries()) values[i] = likeness[face] ?? NaN;
    values.sort();
    const middle = at(values, upper);
    return pooled ? Math.min(middle, Math.max(at(values, upper - 1), at(pooled, face))) : middle;
  });
}

function aloneLikeness(search: Search, own: Float32Array, reference: Reference): Float32Array {
  const alone = nearestReference(search.faces, [reference]);
  for (let face = 0; face < alone.length; face++)
    if (Number.isNaN(at(own, face))) alone[face] = NaN;
  return expandedLikeness(search, alone, reference);
}
