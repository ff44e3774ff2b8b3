// What is known of the faces of one photo: in the order of their importance, in words' terms and as numbers.

import { facesOf, isCounted } from '../../shared/people/faces.ts';
import type { FaceColumns } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import { at } from '../../shared/arithmetic/vectors.ts';

/** A probability, and whether it is yes, no, or unknown. */
export type YesOrNo = { readonly answer: 'yes' | 'no' | 'unknown'; readonly value: number };

export type FaceFacts = {
  /** Index in `FaceColumns`. */
  readonly face: number;
  /** 1 the most important. */
  readonly place: number;
  readonly prominent: boolean;
  readonly heightPx: number;
  readonly eyesOpen: YesOrNo;
  readonly smile: YesOrNo;
  readonly sharpness: {
    readonly answer: 'sharp' | 'middling' | 'soft' | 'unknown';
    /** Luma squared; NaN when unknown. */
    readonly value: number;
    /** Share 0..1 of the folder's other counted faces that are softer; NaN where too few can be compared. */
    readonly softerShare: number;
  };
};

/** From half a probability up it is more likely than not. */
const likelyFrom = 0.5;
/** The best and the worst third of the folder's faces stand out, as in the sentence about a photo. */
const sharpFrom = 2 / 3;
const softTo = 1 / 3;
/** Among fewer other faces a third is chance. */
const fewestCompared = 5;

/** Sharpness of all counted faces of the folder, ascending: made once, for every photo that is looked at. */
export function faceSharpnesses(faces: FaceColumns, settings: Settings): Float64Array {
  const counted = faces.sharpness.filter(
    (sharpness, face) => !Number.isNaN(sharpness) && isCounted(faces, face, settings),
  );
  return counted.sort();
}

/** The counted faces of a photo (its index in `PhotoColumns`), the largest first; equals as the columns have them. */
export function faceFacts(
  faces: FaceColumns,
  photo: number,
  settings: Settings,
  sharpnesses: Float64Array,
): readonly FaceFacts[] {
  const { counted, prominent } = facesOf(faces, photo, settings);
  const sorted = counted.toSorted((a, b) => at(faces.heightPx, b) - at(faces.heightPx, a));
  return sorted.map((face, place) => ({
    face,
    place: place + 1,
    prominent: prominent.includes(face),
    heightPx: at(faces.heightPx, face),
    eyesOpen: yesFrom(at(faces.eyesOpen, face), settings['person.goodEyes']),
    smile: yesFrom(at(faces.smile, face), likelyFrom),
    sharpness: sharpnessOf(at(faces.sharpness, face), sharpnesses),
  }));
}

function yesFrom(value: number, limit: number): YesOrNo {
  if (Number.isNaN(value)) return { answer: 'unknown', value };
  return { answer: value >= limit ? 'yes' : 'no', value };
}

function sharpnessOf(value: number, sharpnesses: Float64Array): FaceFacts['sharpness'] {
  if (Number.isNaN(value)) return { answer: 'unknown', value, softerShare: NaN };
  const others = sharpnesses.length - 1;
  if (others < fewestCompared) return { answer: 'middling', value, softerShare: NaN };
  const softerShare = countBelow(sharpnesses, value) / others;
  if (softerShare >= sharpFrom) return { answer: 'sharp', value, softerShare };
  return { answer: softerShare <= softTo ? 'soft' : 'middling', value, softerShare };
}

/** How many of the ascending values are below a limit. */
function countBelow(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(values, middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
