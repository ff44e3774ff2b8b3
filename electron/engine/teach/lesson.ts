// What is known of labelled photos, as something to learn from: their features, classes and moments.

import { groupBursts } from '../../../shared/bursts/bursts.ts';
import { at } from '../../../shared/arithmetic/vectors.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Lesson } from '../../../shared/teach/teach.ts';
import { momentsOf } from '../../../shared/teach/folds.ts';
import { featuresOfFiles, type Features } from '../scoring/kept-features.ts';
import type { Rows } from '../stage.ts';
import { checkEnough, type LabelledPhotos } from './labelled-photos.ts';

/**
 * The lesson of labelled photos, in the order of their paths, so that the same photos always teach the same. Throws EngineError
 * `bad-input` where a class has too few of them that could be read.
 */
export function readLesson(
  rows: Rows,
  columns: PhotoColumns,
  { classes, labels }: LabelledPhotos,
  features: Features,
  settings: Settings,
): Lesson {
  const known = featuresOfFiles(rows, columns.ids, features);
  const usable = [...labels.keys()]
    .filter((photo) => at(labels, photo) >= 0 && known.has(photo))
    .sort((a, b) => ((columns.paths[a] ?? '') < (columns.paths[b] ?? '') ? -1 : 1));
  const values = new Float32Array(usable.length * features.dimensions);
  usable.forEach((photo, row) => {
    values.set(known.get(photo) ?? [], row * features.dimensions);
  });
  const bursts = groupBursts(columns, settings);
  const sample = {
    labels: Uint16Array.from(usable, (photo) => at(labels, photo)),
    moments: Uint32Array.from(usable, (photo) => at(bursts, photo)),
  };
  checkEnough(
    classes,
    classes.map((_, one) => sample.labels.filter((label) => label === one).length),
    'photo',
  );
  checkEnough(classes, momentsOf(sample, classes.length), 'moment');
  const all = { count: usable.length, dimensions: features.dimensions, values };
  return { ...sample, classes, rows: all };
}
