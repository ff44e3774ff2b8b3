// An imported classifier of whole photos: what it must look like, what it is fed, and what its scores mean.

import { readFile } from 'node:fs/promises';
import {
  imageNetInput,
  type ClassifierFacts,
  type ClassifierFit,
} from '../../../../models/classifier.ts';
import type { InstalledModel } from '../../../../models/folder.ts';
import { readLabels } from '../../../../models/labels.ts';
import type { Raster } from '../../../../shared/photo.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { softmax } from '../../../../shared/arithmetic/vectors.ts';
import { squareRaster } from '../../formats/rasters.ts';
import type { Model, Tensor } from '../../running/inference.ts';
import { openModel } from '../../running/providers.ts';

export type Classifier = {
  /** The classes, in the order of the probabilities. */
  readonly labels: readonly string[];
  readonly facts: ClassifierFacts;
  /** One probability a class, sum 1, of an upright photo. Rejects with a sentence when they are not numbers. */
  classify(photo: Raster): Promise<Float32Array>;
  release(): Promise<void>;
};

const { widthPx: SIZE, mean: MEAN, std: STD, scale: SCALE } = imageNetInput;
const PIXELS = SIZE * SIZE;

type Layout = ClassifierFacts['layout'];
type Shape = { readonly input: string; readonly layout: Layout };

/** Where the picture goes; throws a sentence when the model takes something else. */
function readShape({ inputs, types }: Model): Shape {
  const [entry, ...others] = Object.entries(inputs);
  if (!entry || others.length > 0)
    throw new Error(`It takes ${Object.keys(inputs).length} inputs; a classifier takes one photo.`);
  const [input, dims] = entry;
  const said = `[${dims.map((size) => (size < 0 ? 'any' : String(size))).join(', ')}]`;
  const type = types[input] ?? 'unknown';
  if (type !== 'float32')
    throw new Error(`Its input holds numbers of the kind ${type}; Podium gives float32.`);
  if (dims.length !== 4)
    throw new Error(`Its input has the shape ${said}; a photo needs four sizes: [1, 3, 224, 224].`);
  const [batch = -1, ...sizes] = dims;
  if (batch > 1) throw new Error(`It takes ${batch} photos at a time; Podium gives one.`);
  const fits = (wanted: readonly number[]) =>
    wanted.every((size, i) => sizes[i] === size || sizes[i] === -1);
  const [first, , last] = sizes;
  if (first === 3 && fits([3, SIZE, SIZE])) return { input, layout: 'nchw' };
  if (last === 3 && fits([SIZE, SIZE, 3])) return { input, layout: 'nhwc' };
  if (first !== 3 && last !== 3)
    throw new Error(`Its input has the shape ${said}; neither place says 3 for red, green, blue.`);
  throw new Error(`Its input has the shape ${said}; Podium prepares photos of 224 x 224 pixels.`);
}

/** RGB of a 224 x 224 photo as the network was trained to see it: (x / 255 - mean) / deviation. */
export function classifierInput({ data }: Raster, layout: Layout): Tensor {
  const values = new Float32Array(3 * PIXELS);
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const place = layout === 'nchw' ? channel * PIXELS + pixel : 3 * pixel + channel;
      const value = (data[3 * pixel + channel] ?? NaN) * SCALE;
      values[place] = (value - (MEAN[channel] ?? NaN)) / (STD[channel] ?? NaN);
    }
  }
  return { data: values, dims: layout === 'nchw' ? [1, 3, SIZE, SIZE] : [1, SIZE, SIZE, 3] };
}

/** The one result with a score for each of `count` classes; throws a sentence when there is none. */
async function scoresOf(model: Model, shape: Shape, photo: Raster, count: number) {
  const results = await model.run({ [shape.input]: classifierInput(photo, shape.layout) });
  const floats = Object.values(results).flatMap(({ data }) =>
    data instanceof Float32Array ? [data] : [],
  );
  const scores = floats.find(({ length }) => length === count);
  if (scores && !scores.every(Number.isFinite))
    throw new Error('It gives scores that are not numbers.');
  if (scores) return scores;
  const lengths = floats.map(({ length }) => length).join(' and ');
  throw new Error(
    floats.length === 0
      ? 'It gives no scores of the kind float32.'
      : `It gives ${lengths} scores, but the labels file names ${count} classes.`,
  );
}

/** Pictures that no training set holds: grey, a slope of colours, and stripes. */
function madePictures(): Raster[] {
  const values = [
    () => 128,
    (pixel: number, channel: number) =>
      channel === 0 ? pixel % SIZE : channel === 1 ? Math.floor(pixel / SIZE) : 40,
    (pixel: number, channel: number) => (((pixel >> 3) + channel) % 2 === 0 ? 250 : 5),
  ];
  return values.map((value) => {
    const data = new Uint8Array(3 * PIXELS);
    for (let pixel = 0; pixel < PIXELS; pixel++)
      for (let channel = 0; channel < 3; channel++)
        data[3 * pixel + channel] = value(pixel, channel);
    return { widthPx: SIZE, heightPx: SIZE, data };
  });
}

function areProbabilities(scores: Float32Array): boolean {
  const sum = scores.reduce((total, score) => total + score, 0);
  return Math.abs(sum - 1) < 1e-3 && scores.every((score) => score >= 0 && score <= 1 + 1e-6);
}

/** Runs it on three made pictures. Throws a sentence about what does not fit. */
async function tryOut(model: Model, shape: Shape, labels: readonly string[]) {
  const made: Float32Array[] = [];
  for (const picture of madePictures())
    made.push(await scoresOf(model, shape, picture, labels.length));
  const [first, ...others] = made;
  if (others.every((scores) => scores.every((score, i) => score === first?.[i])))
    throw new Error('It gives the same scores for every picture: its file is damaged.');
  return made.every(areProbabilities) ? 'probabilities' : 'logits';
}

/**
 * Takes an opened model for a classifier of `labels`: its shape is read and it is tried on made pictures. Results are
 * taken for probabilities where all of those were, else for scores that need a softmax. Rejects with a sentence
 * about what does not fit; the model is released then.
 */
export async function classifierOf(
  model: Model,
  labels: readonly string[],
  fit: ClassifierFit,
): Promise<Classifier> {
  try {
    const shape = readShape(model);
    const scores = await tryOut(model, shape, labels);
    return {
      labels,
      facts: { layout: shape.layout, scores },
      async classify(photo) {
        const square = await squareRaster(photo, SIZE, fit === 'stretch' ? 'fill' : 'cover');
        const found = await scoresOf(model, shape, square, labels.length);
        return scores === 'probabilities' ? found : Float32Array.from(softmax(found));
      },
      release: () => model.release(),
    };
  } catch (error) {
    await model.release();
    throw error;
  }
}

function pixelsOf({ title, preprocessing }: InstalledModel) {
  if (preprocessing?.kind === 'pixels') return preprocessing;
  throw new Error(`${title} is not listed with how it wants its pixels. Import it again.`);
}

/** Of the files of an imported one; the network comes first. */
const labelsFile = 1;

/** The classes of an imported one; its network is not opened. */
export async function installedLabels(model: InstalledModel): Promise<readonly string[]> {
  if (model.files.length <= labelsFile)
    throw new Error(`${model.title} is not listed as a classifier with labels. Import it again.`);
  return readLabels(await readFile(await model.pathOf(labelsFile), 'utf8'));
}

/** Opens an imported one. */
export async function openInstalled(
  model: InstalledModel,
  settings: Settings,
): Promise<Classifier> {
  const fit = pixelsOf(model).fit === 'stretch' ? 'stretch' : 'centre-square';
  const labels = await installedLabels(model);
  return classifierOf(await openModel(model, settings), labels, fit);
}
