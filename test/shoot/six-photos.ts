// A folder of six photos as filters see it.

import type { Filtered } from '../../shared/shoot/filters.ts';
import { unknownShots } from '../../shared/shot.ts';
import { signalNames } from '../../shared/signals.ts';
import { madeNumbers } from '../shared/made-columns.ts';

/** What a test does not give is unknown or undecided. */
export function sixPhotos(given: {
  readonly pick?: readonly number[];
  readonly faces?: readonly number[];
  readonly sharpness?: readonly number[];
  readonly bursts?: readonly number[];
  readonly eyes?: readonly number[];
  readonly balls?: readonly number[];
  readonly players?: readonly number[];
  readonly takenMs?: readonly number[];
  readonly cameras?: readonly number[];
  readonly lenses?: readonly number[];
  readonly iso?: readonly number[];
  readonly shutterSeconds?: readonly number[];
  readonly sports?: readonly number[];
  readonly stars?: readonly number[];
  readonly widthsPx?: readonly number[];
  readonly paths?: readonly string[];
  /** Of stills, by index of the photo. */
  readonly videos?: readonly (readonly [photo: number, video: string])[];
  readonly numbers?: Parameters<typeof madeNumbers>[0];
}): Filtered {
  const unknown = () => new Float64Array(6).fill(NaN);
  const known = (values: readonly number[] | undefined) =>
    values ? Float64Array.from(values) : unknown();
  const blank = () =>
    Object.fromEntries(signalNames.map((name) => [name, unknown()])) as Filtered['normalised'];
  return {
    folders: ['/m'],
    columns: {
      ids: Float64Array.from([101, 102, 103, 104, 105, 106]),
      videos: new Map(given.videos ?? []),
      paths: given.paths ?? [
        '/m/a1.jpg',
        '/m/A2.jpg',
        '/m/b1.jpg',
        '/m/b2.jpg',
        '/m/c1.jpg',
        '/m/c2.jpg',
      ],
      signals: {
        ...blank(),
        face_count: known(given.faces),
        eyes_open: known(given.eyes),
        players: known(given.players),
      },
      play: {
        ball: Uint8Array.from(given.balls ?? [0, 0, 0, 0, 0, 0]),
        gear: new Uint8Array(6),
      },
      takenMs: known(given.takenMs),
      widthPx: Uint32Array.from(given.widthsPx ?? [6, 6, 6, 6, 6, 6]),
      heightPx: Uint32Array.from(given.widthsPx ?? [6, 6, 6, 6, 6, 6]),
      sizeBytes: new Float64Array(6).fill(8e6),
      perceptualHash: new BigUint64Array(6),
      hashKnown: new Uint8Array(6).fill(1),
      cameras: {
        names: ['NIKON Z 8', 'NIKON Z 9'],
        of: Int16Array.from(given.cameras ?? [-1, -1, -1, -1, -1, -1]),
      },
      shots: {
        ...unknownShots(6),
        lenses: {
          names: ['70-200', '400 f/2.8'],
          of: Int16Array.from(given.lenses ?? [-1, -1, -1, -1, -1, -1]),
        },
        iso: known(given.iso),
        shutterSeconds: known(given.shutterSeconds),
      },
      sports: {
        names: ['golf', 'tennis'],
        best: Int16Array.from(given.sports ?? [-1, -1, -1, -1, -1, -1]),
        confidence: new Float32Array(6).fill(NaN),
      },
      numbers: madeNumbers(given.numbers ?? []),
    },
    normalised: { ...blank(), sharpness: known(given.sharpness) },
    bursts: Uint32Array.from(given.bursts ?? [0, 1, 2, 3, 4, 5]),
    decisions: {
      ids: Float64Array.of(0, 1, 2, 3, 4, 5),
      pick: Int8Array.from(given.pick ?? [0, 0, 0, 0, 0, 0]),
      stars: Uint8Array.from(given.stars ?? [0, 0, 0, 0, 0, 0]),
      label: new Uint8Array(6),
    },
  };
}
