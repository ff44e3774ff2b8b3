// What was seen in a photo as marks to draw over it: boxes with small labels, bones, and the same as a list to be read out.

import type { PhotoAbout } from '../../shared/contract.ts';
import { bones, joints, type Pose, type SeenThing } from '../../shared/moments/seen.ts';
import type { Box } from '../../shared/photo.ts';
import { strings } from '../strings.ts';

export type Seen = PhotoAbout['seen'];

export type Mark = {
  readonly kind: 'body' | 'other' | 'ball' | 'thing' | 'number' | 'face';
  readonly box: Box;
  /** Empty for a frame that needs no word. */
  readonly label: string;
};

export type Marks = {
  readonly marks: readonly Mark[];
  /** Lines of an SVG path in shares of the photo; empty for none. */
  readonly skeleton: string;
  readonly said: readonly string[];
};

/** @param nameOf who a face is, by its ordinal; null where nobody has said */
export function marksOf(seen: Seen, nameOf: (ordinal: number) => string | null): Marks {
  const { things, poses, numbers, faces } = seen;
  const text = strings.marks;
  const middle = ({ x, width }: Box) => x + width / 2;
  const thingMarks = (things ?? []).map(markOf);
  const numberMarks = (numbers ?? []).map(({ number, box }): Mark => ({
    kind: 'number',
    box,
    label: number,
  }));
  const faceMarks = (faces ?? []).map(({ ordinal, box }): Mark => ({
    kind: 'face',
    box,
    label: nameOf(ordinal) ?? '',
  }));
  return {
    // The smallest last: they lie on the larger ones.
    marks: [...thingMarks, ...faceMarks, ...numberMarks],
    skeleton: (poses ?? []).map(({ joints: found }) => linesOf(found)).join(''),
    said: [
      ...(things ?? []).map(({ name, score, box }) => text.said(name, score, middle(box))),
      ...(poses?.length ? [text.joints(poses.length)] : []),
      ...(numbers ?? []).map(({ number, confidence, box }) =>
        text.said(text.number(number), confidence, middle(box)),
      ),
      ...(faces ?? []).map(({ ordinal, box }) => text.face(nameOf(ordinal), middle(box))),
    ],
  };
}

/** Those the photo is about are named; a spectator gets a fainter frame alone. */
function markOf({ name, kind, score, box, isMain }: SeenThing): Mark {
  if (kind === 'person')
    return isMain ? { kind: 'body', box, label: name } : { kind: 'other', box, label: '' };
  return { kind: kind === 'ball' ? 'ball' : 'thing', box, label: strings.marks.sure(name, score) };
}

/** A joint below this score is a guess: a bone to it would lead nowhere. */
const SURE_FROM = 0.25;

function linesOf(pose: Pose): string {
  return bones
    .map(([from, to]) => {
      const ends = [pose[joints.indexOf(from)], pose[joints.indexOf(to)]];
      const [a, b] = ends;
      if (!a || !b || !(Math.min(a.score, b.score) >= SURE_FROM)) return '';
      return `M${a.x} ${a.y}L${b.x} ${b.y}`;
    })
    .join('');
}
