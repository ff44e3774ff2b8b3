// A photo and its faces as the rest of the system sees them: single rows, and columns for whole folders.

import type { HandBursts } from './bursts/by-hand.ts';
import type { SignalName } from './signals.ts';
import type { SportColumns } from './sport/sport.ts';

/** Upright pixels: `data` is RGB, 8 bits, row by row, `3 * widthPx * heightPx` long. */
export type Raster = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
};

/** A rectangle in shares (0..1) of the upright photo's width and height; may reach over its edge. */
export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Everything known about one face. Unknown numbers are null, never a guess. */
export type Face = {
  readonly box: Box;
  /** Height of the box in pixels of the original file. */
  readonly heightPx: number;
  /** The detector's score, 0..1. */
  readonly confidence: number;
  /** 68 points (x, y) in shares of the upright photo, 136 numbers, in the order of the iBUG 300-W scheme. */
  readonly landmarks: Float32Array;
  /** L2-normalised. */
  readonly embedding: Float32Array;
  /** Tile sharpness of the face crop at a fixed size, luma squared. */
  readonly sharpness: number;
  /** Probabilities: neutral, happy, sad, angry, fearful, disgusted, surprised. */
  readonly expression: Float32Array;
  /** Degrees: yaw + towards the image's right, pitch + chin up, roll + clockwise as seen in the image. */
  readonly yawDeg: number;
  readonly pitchDeg: number;
  readonly rollDeg: number;
  readonly poseFrom: 'model' | 'landmarks';
  /** Probability that both eyes are open; null where nobody can tell. */
  readonly eyesOpen: number | null;
  /** 0..1, how clearly the face can be seen: confidence and agreement of the landmarks with a face's shape. */
  readonly visibility: number;
  /** 0..1, from 0.5 on: a photographer means it, rather than a spectator out of focus, a print or no face at all. */
  readonly meant: number;
};

/** A file that could not be used, and why, in a photographer's words. */
export type Problem = { readonly path: string; readonly message: string };

/**
 * All photos of the open folders, one entry a photo in every array, ordered by path.
 * Missing numbers are NaN inside the typed arrays and nowhere else.
 */
export type PhotoColumns = {
  readonly count: number;
  /** Identity of the photo's file in the cache, while the cache lives. */
  readonly ids: Float64Array;
  /** SHA-256 of the photo's file, 32 bytes a photo; all zero until the file has been read. */
  readonly contents: Uint8Array;
  /**
   * SHA-256 of the coded picture, which stays when a program writes about the photo into its file: what the user said is
   * kept by it. 32 bytes a photo, as `contents`.
   */
  readonly pictures: Uint8Array;
  /** Absolute path of the file that stands for the photo. */
  readonly paths: readonly string[];
  /** The photo's other files: copies, and the RAW beside a JPEG. Sparse: by index of the photo. */
  readonly otherPaths: ReadonlyMap<number, readonly string[]>;
  /** Those of them that hold the same picture as the file at `paths`, whatever was written about it. Sparse. */
  readonly copies: ReadonlyMap<number, readonly string[]>;
  /**
   * Capture time as written by the camera (no time zone), milliseconds, with the sub-second part; moved where the user said
   * that its clock was wrong.
   */
  readonly takenMs: Float64Array;
  readonly cameras: NameColumn;
  /** The same cameras one by one: with their serial numbers where the files say them. */
  readonly bodies: NameColumn;
  readonly shots: ShotColumns;
  readonly widthPx: Uint32Array;
  readonly heightPx: Uint32Array;
  /** Of the file at `paths`: of two copies of equal size the larger file is the less compressed. */
  readonly sizeBytes: Float64Array;
  /** 64-bit perceptual hash. */
  readonly perceptualHash: BigUint64Array;
  /** 1 where `perceptualHash` is known. */
  readonly hashKnown: Uint8Array;
  /** How each photo looks, `lookBytes` a photo as in shared/bursts/looks.ts; all zero while unknown. */
  readonly looks: Int8Array;
  /** Raw values, each signal under its name. One that nothing has made for any photo is all NaN. */
  readonly signals: Readonly<Record<SignalName, Float64Array>>;
  /**
   * Why a photo has no value of a signal, one entry a photo as in `missingReasons`: 1 where a stage looked and no such
   * thing is there, 2 where it is there and cannot be measured; 0 where there is a value, or NaN because no stage has
   * looked. A signal without an entry is 0 throughout.
   */
  readonly missing: Readonly<Partial<Record<SignalName, Uint8Array>>>;
  readonly sports: SportColumns;
  readonly faces: FaceColumns;
  readonly play: PlayColumns;
  readonly focus: FocusColumns;
  readonly numbers: NumberColumns;
  /** The bursts that the user put photos into, by name. Sparse: by index of the photo. */
  readonly handBursts: HandBursts;
  /** Absolute path of the video of which a photo is a still. Sparse: by index of the photo. */
  readonly videos: ReadonlyMap<number, string>;
  readonly problems: readonly Problem[];
};

/** What is played with, one entry a photo. */
export type PlayColumns = {
  /** 0 no ball is seen, 1 one in the frame, 2 one at the main athlete. */
  readonly ball: Uint8Array;
  /** COCO's number of the gear at the main athlete; 0 for none. */
  readonly gear: Uint8Array;
};

/**
 * How fine the detail on the subject is at full resolution, one entry a photo: fine over coarse detail, to be compared within a
 * burst alone. NaN where nobody has looked so closely, or where there is no such thing. Only frames of a burst that nothing else tells apart are looked at so.
 */
export type FocusColumns = {
  /** On the largest face of the main body; of the photo, where it has none. */
  readonly face: Float64Array;
  /** On the head and chest of the main body. */
  readonly body: Float64Array;
};

/** Numbers read on players, one entry a number in every array, in the order of the photos, then the largest player first. */
export type NumberColumns = {
  /** Index of the photo in `PhotoColumns`, ascending. */
  readonly photo: Uint32Array;
  /** One to three digits as they stand on the shirt: `7` and `07` are two numbers. */
  readonly text: readonly string[];
  /** 0..1, how surely the digits were read. */
  readonly confidence: Float32Array;
  /** x, y, width, height in shares of the photo: 4 numbers a number. */
  readonly box: Float32Array;
  /** Which of the photo's things the player is, by its place among those that the bodies stage kept. */
  readonly body: Uint16Array;
};

/** What the files say of how each photo was taken, besides its camera and time. NaN where they say nothing. */
export type ShotColumns = {
  readonly lenses: NameColumn;
  readonly shutterSeconds: Float64Array;
  /** The f-number. */
  readonly aperture: Float64Array;
  readonly iso: Float64Array;
  readonly focalLengthMm: Float64Array;
  /** How far the exposure was set from what the camera measured, EV. */
  readonly exposureBias: Float64Array;
  /** 1 where the camera bracketed exposures by itself, 0 where it did not. */
  readonly autoBracket: Float64Array;
  /** How far `takenMs` was moved because the user said that the camera's clock was wrong, milliseconds; NaN where it was not. */
  readonly shiftMs: Float64Array;
  /** Of the camera's clock from UTC, minutes, east positive. */
  readonly offsetMinutes: Float64Array;
  /** Degrees, north and east positive. */
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
};

/** Cameras or lenses of photos, as they name themselves. */
export type NameColumn = {
  /** Each once, in alphabetical order. */
  readonly names: readonly string[];
  /** Index in `names` of each photo's; -1 while or where it is unknown. */
  readonly of: Int16Array;
};

/** One entry a face in every array, in the order of the photos, then by importance (largest first). */
export type FaceColumns = {
  readonly count: number;
  /** Index of the photo in `PhotoColumns`, ascending. */
  readonly photo: Uint32Array;
  /** Position of the face within its photo, 0 first: with the photo's id, the face's identity. */
  readonly ordinal: Uint16Array;
  /** x, y, width, height in shares of the photo: 4 numbers a face. */
  readonly box: Float32Array;
  readonly heightPx: Float32Array;
  readonly confidence: Float32Array;
  readonly sharpness: Float64Array;
  readonly smile: Float32Array;
  /** NaN when unknown. */
  readonly eyesOpen: Float32Array;
  readonly yawDeg: Float32Array;
  readonly pitchDeg: Float32Array;
  readonly rollDeg: Float32Array;
  /** 0..1 from yaw and pitch. */
  readonly facing: Float32Array;
  readonly visibility: Float32Array;
  readonly meant: Float32Array;
};
