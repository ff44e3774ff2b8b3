// Owns the table of recognition crops: the product's against the package's, by every measure.

import { onSphere } from '../../electron/engine/stages/faces/networks/dlib-resnet.ts';
import type { Descriptors, LabelledFace, PhotoFaces } from './people-faces.ts';
import { cosines, counted, distance, dot, round, scoresOf } from './people-scores.ts';
import type { Labels } from './people-scores.ts';
import { leaveOneOut, macroF1, plateau } from './person-scores.ts';

function mean(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, i) => (value + (b[i] ?? Number.NaN)) / 2);
}

const crops: Record<string, (descriptors: Descriptors) => Float32Array> = {
  'upright, with its mirror image (product)': (d) => mean(d.upright, d.uprightMirrored),
  upright: (d) => d.upright,
  "the package's, with its mirror image": (d) => mean(d.unturned, d.unturnedMirrored),
  "the package's": (d) => d.unturned,
};

const unit = (vector: Float32Array): Float32Array =>
  vector.map((x) => x / Math.sqrt(dot(vector, vector)));

/** Ways to compare two descriptors; higher is more alike. */
const measures: Record<string, (a: Float32Array, b: Float32Array) => number> = {
  'sphere (product)': (a, b) => dot(onSphere(a), onSphere(b)),
  cosine: (a, b) => dot(unit(a), unit(b)),
  distance: (a, b) => -distance(a, b),
};

function steps(from: number, to: number): readonly number[] {
  return Array.from({ length: 201 }, (_, i) => from + ((to - from) * i) / 200);
}

/** Where each measure is tried. */
const tried: Record<string, readonly number[]> = {
  'sphere (product)': cosines,
  cosine: steps(0.85, 0.95),
  distance: steps(-0.8, -0.4),
};

/** Every crop by every measure, at the best threshold; and how far thresholds may differ. */
export function printCrops(labels: Labels, photos: ReadonlyMap<string, PhotoFaces>): void {
  const rows = Object.entries(crops).flatMap(([crop, of]) =>
    Object.entries(measures).map(([measure, alike]) => {
      const scores = scoresOf(labels, photos, (a, b) =>
        alike(of(a.descriptors), of(b.descriptors)),
      );
      const withFace = scores.filter(({ similarity }) => similarity !== null);
      const { best, goodFrom } = plateau(withFace, tried[measure] ?? [], 0.01);
      const others = leaveOneOut(withFace, tried[measure] ?? []);
      return {
        crop,
        measure,
        'best F1': round(best),
        'within 0.01': goodFrom.map(round).join(' to '),
        'each at the best of the others': round(others.f1),
        "at dlib's 0.6": measure === 'distance' ? round(macroF1(withFace, -0.6)) : '',
      };
    }),
  );
  console.log('\nRecognition crops and measures, photos with a face');
  console.table(rows);
  printLengths([...photos.values()].flatMap(counted));
}

function printLengths(faces: readonly LabelledFace[]): void {
  const lengths = Float64Array.from(faces, ({ descriptors: { upright } }) =>
    Math.sqrt(dot(upright, upright)),
  ).sort();
  const at = (part: number): number =>
    round(lengths[Math.floor(part * (lengths.length - 1))] ?? Number.NaN);
  console.log(
    `Lengths of ${lengths.length} descriptors: from ${at(0)} to ${at(1)}, half below ${at(0.5)}`,
  );
}
