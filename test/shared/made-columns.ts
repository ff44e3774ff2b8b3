// Columns made by hand for tests of pure code: every value not given is unknown.

import fc from 'fast-check';
import type { HandBursts } from '../../shared/bursts/by-hand.ts';
import { lookBytes } from '../../shared/bursts/looks.ts';
import { quantised, type PhotoEmbeddings } from '../../shared/bursts/likeness.ts';
import type { NormalisedSignals } from '../../shared/ranking/normalise.ts';
import type { FaceColumns, NumberColumns, PhotoColumns } from '../../shared/photo.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { missingReasons, signalNames, type SignalName } from '../../shared/signals.ts';
import { shotNumbers, unknownShots, type ShotFacts } from '../../shared/shot.ts';
import { unknownSports } from '../../shared/sport/sport.ts';

/** What the expected numbers in these tests were worked out with; they do not move when a default is tuned. */
export const workedSettings: Settings = {
  ...defaultSettings,
  'faces.minHeightPx': 40,
  'faces.prominentShare': 0.25,
  'person.blurFloor': 0.1,
  'person.goodFacing': 0.5,
  'person.goodEyes': 0.5,
  'person.goodConfidence': 0.7,
  'person.weightSmile': 0.4,
  'person.weightFacing': 0.3,
  'person.weightSharpness': 0.3,
  'person.weightGoodFaces': 0.6,
  'person.weightGroupSharpness': 0.4,
  'bursts.windowSeconds': 3,
  'bursts.maxBits': 10,
  'bursts.frameSeconds': 1,
  'bursts.minLook': 0.9,
  'bursts.minClipSimilarity': 0.99,
  'bursts.duplicateBits': 4,
  'exposure.white': 0.85,
  'exposure.low': 0.3,
  'exposure.high': 0.6,
  'exposure.clipPenalty': 1,
  'exposure.folderShare': 0.3,
  'ranking.lowPercentile': 2,
  'ranking.highPercentile': 98,
};

export type MadeFace = {
  photo: number;
  heightPx?: number;
  box?: readonly [number, number, number, number];
  confidence?: number;
  sharpness?: number;
  smile?: number;
  eyesOpen?: number;
  facing?: number;
  visibility?: number;
  meant?: number;
};

/** Faces in the order given, which must be the order of their photos. */
export function madeFaces(faces: readonly MadeFace[]): FaceColumns {
  const floats = (value: (face: MadeFace) => number | undefined) =>
    Float32Array.from(faces, (face) => value(face) ?? Number.NaN);
  return {
    count: faces.length,
    photo: Uint32Array.from(faces, (face) => face.photo),
    ordinal: Uint16Array.from(faces, (face, i) => {
      return faces.slice(0, i).filter((earlier) => earlier.photo === face.photo).length;
    }),
    box: Float32Array.from(faces.flatMap((face) => face.box ?? [0, 0, 0.1, 0.1])),
    heightPx: floats((face) => face.heightPx ?? 100),
    confidence: floats((face) => face.confidence ?? 0.9),
    sharpness: Float64Array.from(faces, (face) => face.sharpness ?? Number.NaN),
    smile: floats((face) => face.smile),
    eyesOpen: floats((face) => face.eyesOpen),
    yawDeg: floats(() => undefined),
    pitchDeg: floats(() => undefined),
    rollDeg: floats(() => undefined),
    facing: floats((face) => face.facing),
    visibility: floats((face) => face.visibility),
    meant: floats((face) => face.meant ?? 1),
  };
}

export type MadeSignals = Partial<Record<SignalName, readonly number[]>>;

export function madeSignals(count: number, given: MadeSignals): PhotoColumns['signals'] {
  const entries = signalNames.map((name) => {
    return [name, Float64Array.from({ length: count }, (_, i) => given[name]?.[i] ?? Number.NaN)];
  });
  return Object.fromEntries(entries) as NormalisedSignals;
}

/** Why photos lack a signal; null where they have it or nobody has looked. */
export type MadeMissing = Partial<
  Record<SignalName, readonly (keyof typeof missingReasons | null)[]>
>;

export function madeMissing(count: number, given: MadeMissing): PhotoColumns['missing'] {
  const entries = Object.entries(given).map(([name, reasons]) => {
    const codes = Uint8Array.from({ length: count }, (_, i) => {
      const reason = reasons[i] ?? null;
      return reason === null ? 0 : missingReasons[reason];
    });
    return [name, codes];
  });
  return Object.fromEntries(entries) as PhotoColumns['missing'];
}

export type Made = {
  paths?: readonly string[];
  takenMs?: readonly number[];
  /** Index of the camera, -1 unknown: `Camera 0`, `Camera 1` and so on. */
  cameras?: readonly number[];
  /** How each was taken, as far as it is known. */
  shots?: readonly (Partial<ShotFacts> | undefined)[];
  hashes?: readonly (bigint | null)[];
  /** Angles of their looks in a plane, degrees; all unknown where not given. */
  looks?: readonly number[];
  /** 6000 x 4000 where not given. */
  sizesPx?: readonly (readonly [width: number, height: number])[];
  sizeBytes?: readonly number[];
  signals?: MadeSignals;
  missing?: MadeMissing;
  /** At full resolution; all unknown where not given. */
  focus?: Readonly<Partial<Record<'face' | 'body', readonly number[]>>>;
  play?: readonly { readonly ball?: 0 | 1 | 2; readonly gear?: number }[];
  faces?: readonly MadeFace[];
  /** Names by photo; none where not given. */
  handBursts?: HandBursts;
  /** Numbers by photo, in the order of the photos. */
  numbers?: readonly (readonly [photo: number, text: string])[];
};

/** Each read in the middle of its photo, and rather surely. */
export function madeNumbers(
  numbers: readonly (readonly [photo: number, text: string])[],
): NumberColumns {
  return {
    photo: Uint32Array.from(numbers, ([photo]) => photo),
    text: numbers.map(([, text]) => text),
    confidence: new Float32Array(numbers.length).fill(0.9),
    box: Float32Array.from(numbers.flatMap(() => [0.4, 0.4, 0.2, 0.2])),
    body: new Uint16Array(numbers.length),
  };
}

/** Looks by their angle in a plane, degrees: the cosine of two is that of the difference, but for the bytes. */
function madeLooks(count: number, degrees: readonly number[]): Int8Array {
  const looks = new Int8Array(count * lookBytes);
  degrees.forEach((angle, i) => {
    const radians = (angle * Math.PI) / 180;
    looks.set(
      [Math.round(127 * Math.cos(radians)), Math.round(127 * Math.sin(radians))],
      i * lookBytes,
    );
  });
  return looks;
}

/** Lenses in the order in which they come. */
function madeShots(
  count: number,
  given: readonly (Partial<ShotFacts> | undefined)[],
): PhotoColumns['shots'] {
  const shots = unknownShots(count);
  const names = [...new Set(given.flatMap((shot) => shot?.lens ?? []))];
  const of = Int16Array.from({ length: count }, (_, i) => names.indexOf(given[i]?.lens ?? ''));
  for (const [i, shot] of given.entries())
    for (const name of shotNumbers) shots[name][i] = shot?.[name] ?? NaN;
  return { ...shots, lenses: { names, of } };
}

/** A folder of `count` photos; a hash of null is unknown. */
export function madeColumns(count: number, made: Made = {}): PhotoColumns {
  const each = <T>(value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));
  const cameras = {
    names: Array.from(
      { length: Math.max(-1, ...(made.cameras ?? [])) + 1 },
      (_, i) => `Camera ${i}`,
    ),
    of: Int16Array.from(each((i) => made.cameras?.[i] ?? -1)),
  };
  return {
    count,
    ids: Float64Array.from(each((i) => i)),
    contents: new Uint8Array(32 * count),
    pictures: new Uint8Array(32 * count),
    paths: made.paths ?? each((i) => `/photos/${String.fromCharCode(97 + i)}.jpg`),
    otherPaths: new Map(),
    copies: new Map(),
    takenMs: Float64Array.from(each((i) => made.takenMs?.[i] ?? Number.NaN)),
    cameras,
    bodies: cameras,
    shots: madeShots(count, made.shots ?? []),
    widthPx: Uint32Array.from(each((i) => made.sizesPx?.[i]?.[0] ?? 6000)),
    heightPx: Uint32Array.from(each((i) => made.sizesPx?.[i]?.[1] ?? 4000)),
    sizeBytes: Float64Array.from(each((i) => made.sizeBytes?.[i] ?? 8e6)),
    perceptualHash: BigUint64Array.from(each((i) => made.hashes?.[i] ?? 0n)),
    hashKnown: Uint8Array.from(each((i) => (typeof made.hashes?.[i] === 'bigint' ? 1 : 0))),
    looks: madeLooks(count, made.looks ?? []),
    signals: madeSignals(count, made.signals ?? {}),
    missing: madeMissing(count, made.missing ?? {}),
    sports: unknownSports(count),
    faces: madeFaces(made.faces ?? []),
    play: {
      ball: Uint8Array.from(each((i) => made.play?.[i]?.ball ?? 0)),
      gear: Uint8Array.from(each((i) => made.play?.[i]?.gear ?? 0)),
    },
    focus: {
      face: Float64Array.from(each((i) => made.focus?.face?.[i] ?? NaN)),
      body: Float64Array.from(each((i) => made.focus?.body?.[i] ?? NaN)),
    },
    numbers: madeNumbers(made.numbers ?? []),
    handBursts: made.handBursts ?? new Map(),
    videos: new Map(),
    problems: [],
  };
}

/** What CLIP saw in photos as `madeColumns` numbers them: one direction a photo, null for one that it has not seen. */
export function madeEmbeddings(directions: readonly (readonly number[] | null)[]): PhotoEmbeddings {
  const dimensions = directions.find((row) => row !== null)?.length ?? 0;
  const rows = new Int8Array(directions.length * dimensions);
  directions.forEach((row, i) => {
    if (row) quantised(Float32Array.from(row), rows.subarray(i * dimensions, (i + 1) * dimensions));
  });
  return {
    ids: Float64Array.from(directions.keys()),
    known: Uint8Array.from(directions, (row) => Number(row !== null)),
    rows,
    dimensions,
    space: 'made',
  };
}

/** A value that may be missing. */
export const maybe = (value: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant(Number.NaN) });

/** A series in which equal values are common. */
export const tiedNumbers = fc.integer({ min: -3, max: 3 });

/** 0, 1, ... n - 1 in any order. */
export function permutation(count: number): fc.Arbitrary<number[]> {
  const order = Array.from({ length: count }, (_, i) => i);
  return fc.shuffledSubarray(order, { minLength: count, maxLength: count });
}
