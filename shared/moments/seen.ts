// What a detector of things sees in a photo, and the joints of a body: the words that bodies, ball and gear are kept in.

import type { Box } from '../photo.ts';

/** What a thing is to a sports photographer. */
export const thingKinds = ['person', 'ball', 'gear', 'vehicle', 'animal'] as const;
export type ThingKind = (typeof thingKinds)[number];

/** Of COCO's 80 classes, by their number, those that a match photo is about. */
const classes: Readonly<Record<number, readonly [ThingKind, string]>> = {
  0: ['person', 'player'],
  1: ['vehicle', 'bicycle'],
  2: ['vehicle', 'car'],
  3: ['vehicle', 'motorcycle'],
  7: ['vehicle', 'truck'],
  8: ['vehicle', 'boat'],
  17: ['animal', 'horse'],
  29: ['gear', 'frisbee'],
  30: ['gear', 'skis'],
  31: ['gear', 'snowboard'],
  32: ['ball', 'ball'],
  34: ['gear', 'bat'],
  35: ['gear', 'glove'],
  36: ['gear', 'skateboard'],
  37: ['gear', 'surfboard'],
  38: ['gear', 'racket'],
};

/** The classes that are kept, by COCO's numbers, in ascending order. */
export const keptClasses: readonly number[] = Object.keys(classes).map(Number);

export function kindOf(coco: number): ThingKind | undefined {
  return classes[coco]?.[0];
}

/** "racket"; a class that is not kept has no name. */
export function nameOf(coco: number): string | undefined {
  return classes[coco]?.[1];
}

export type Thing = {
  /** COCO's number of the class. */
  readonly coco: number;
  /** The detector's score, 0..1. */
  readonly score: number;
  readonly box: Box;
};

/** The 17 joints in COCO's order, left and right being the person's own. */
export const joints = [
  'nose',
  'leftEye',
  'rightEye',
  'leftEar',
  'rightEar',
  'leftShoulder',
  'rightShoulder',
  'leftElbow',
  'rightElbow',
  'leftWrist',
  'rightWrist',
  'leftHip',
  'rightHip',
  'leftKnee',
  'rightKnee',
  'leftAnkle',
  'rightAnkle',
] as const;

export type JointName = (typeof joints)[number];

/** (x, y) in shares of the photo, may lie outside it; `score` 0..1. */
export type Joint = { readonly x: number; readonly y: number; readonly score: number };

/** 17 joints in the order of `joints`. */
export type Pose = readonly Joint[];

/** A thing as it is told: "player", "ball", "racket". */
export type SeenThing = {
  readonly name: string;
  readonly kind: ThingKind;
  /** 0..1. */
  readonly score: number;
  readonly box: Box;
  /** Whether it is one of the bodies that the photo is about. */
  readonly isMain: boolean;
};

/** `thing`: whose joints they are, by its place among the things. */
export type SeenPose = { readonly thing: number; readonly joints: Pose };

/** `thing`: who wears it, by their place among the things. */
export type SeenNumber = {
  readonly number: string;
  /** 0..1. */
  readonly confidence: number;
  readonly box: Box;
  readonly thing: number;
};

/** The lines of a skeleton; the face is left to its own frame. */
export const bones: readonly (readonly [JointName, JointName])[] = [
  ['leftShoulder', 'rightShoulder'],
  ['leftHip', 'rightHip'],
  ['leftShoulder', 'leftHip'],
  ['rightShoulder', 'rightHip'],
  ['leftShoulder', 'leftElbow'],
  ['leftElbow', 'leftWrist'],
  ['rightShoulder', 'rightElbow'],
  ['rightElbow', 'rightWrist'],
  ['leftHip', 'leftKnee'],
  ['leftKnee', 'leftAnkle'],
  ['rightHip', 'rightKnee'],
  ['rightKnee', 'rightAnkle'],
];
