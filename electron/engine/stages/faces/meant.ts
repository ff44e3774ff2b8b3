// Whether a photographer means a face, or it is a spectator out of focus, a print, a trophy, or no face at all.

import type { Box, Face } from '../../../../shared/photo.ts';
import { ramp } from '../bodies/places.ts';

export type JudgedFace = Pick<Face, 'box' | 'confidence' | 'sharpness'> & {
  /** Probability (0..1) that it is a face, by the face mesh. */
  readonly likelihood: number;
  /** 1 where the landmarks agree with themselves in the mirror, 0 where they are guessed. */
  readonly agreement: number;
};

// A head in profile is no face to the mesh. There a sure detector stands for it, together with landmarks that agree or a
// main body below.
const DOUBTFUL = 0.6;
const SURE = 0.9;

// Sharpness of a face's crop (luma squared) between which it goes from out of focus to in focus: spectators behind a
// court lie at 3 to 60, faces that one would keep from 150 up.
const BLURRED = 40;
const FOCUSED = 160;

// A face this high beside the photo's shorter side, or on a body this large beside the largest, is what the photo is of.
const SMALL = 0.04;
const LARGE = 0.16;
const LESSER_BODY = 0.1;
const MAIN_BODY = 0.4;
// So many times as sharp is the face that was focused on, where this one is a stranger before or behind it: in photos of
// people those lie at 13 to 60 times.
const SHARPER = 4;
const SHARPEST = 12;
const HEAD = 0.45; // the share of a body, from its top, in which its face may lie

/** `onBody`: how much a body below says that here must be a face. */
function isFace({ likelihood, agreement, confidence }: JudgedFace, onBody: number): number {
  return Math.max(likelihood, ramp(confidence, DOUBTFUL, SURE) * Math.max(agreement, onBody));
}

function inFocus({ sharpness }: JudgedFace): number {
  return ramp(Math.log(Math.max(sharpness, 1)), Math.log(BLURRED), Math.log(FOCUSED));
}

function isOn(face: Box, body: Box): boolean {
  const [x, y] = [face.x + face.width / 2, face.y + face.height / 2];
  return (
    x >= body.x &&
    x <= body.x + body.width &&
    y >= body.y - face.height / 2 &&
    y <= body.y + HEAD * body.height
  );
}

/** How large the face's body is beside the largest in the photo: 0 for a small one or none, 1 for a main one. */
function onMainBody({ box }: JudgedFace, bodies: readonly Box[]): number {
  const area = ({ width, height }: Box) => width * height;
  const own = Math.max(0, ...bodies.filter((body) => isOn(box, body)).map(area));
  return own > 0 ? ramp(own / Math.max(...bodies.map(area)), LESSER_BODY, MAIN_BODY) : 0;
}

/** How large the face is in the photo. `shape`: the photo's width over its height. */
function prominent({ box }: JudgedFace, shape: number): number {
  return ramp(box.height / Math.min(1, shape), SMALL, LARGE);
}

type Judgement = {
  readonly sharpness: number;
  /** 0..1: that it is a face, that it is in focus, how much it is what the photo is of. */
  readonly isFace: number;
  readonly focus: number;
  readonly importance: number;
};

/** How much sharper the sharpest face is that the photo is of as much, 0..1: that one was focused on, and not this one. */
function outshone({ sharpness, importance }: Judgement, all: readonly Judgement[]): number {
  const rivals = all.filter((one) => one.isFace >= 0.5 && one.importance >= importance);
  const sharpest = Math.max(0, ...rivals.map((one) => one.sharpness));
  return ramp(Math.log(sharpest / Math.max(sharpness, 1)), Math.log(SHARPER), Math.log(SHARPEST));
}

/**
 * Of each face of a photo 0..1, from 0.5 on more likely meant than not: it must be a face, and either in focus or so much what
 * the photo is of that blur does not speak against it, unless another that it is of as much is sharp.
 * @param bodies persons in shares of the photo
 * @param shape the photo's width over its height
 */
export function meant(
  faces: readonly JudgedFace[],
  bodies: readonly Box[],
  shape: number,
): number[] {
  const all = faces.map((face): Judgement => {
    const onBody = onMainBody(face, bodies);
    const importance = Math.max(onBody, prominent(face, shape));
    const { sharpness } = face;
    return { sharpness, importance, isFace: isFace(face, onBody), focus: inFocus(face) };
  });
  return all.map((one) => {
    const blurMayBe = one.importance * (1 - outshone(one, all));
    return one.isFace * Math.max(one.focus, blurMayBe);
  });
}
