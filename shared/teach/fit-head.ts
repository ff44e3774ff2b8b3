// Fits a head to labelled rows: AdamW in small batches, rare classes counted as much as common ones, stopped early where that helps.

import { drawNormal } from '../arithmetic/draws.ts';
import { seededRandom } from '../arithmetic/bootstrap.ts';
import type { Steps } from '../arithmetic/steps.ts';
import { at, softmax } from '../arithmetic/vectors.ts';
import { descend, type Descent } from './adamw.ts';
import { headLogits, throughLayer, type FeatureRows, type Head, type Layer } from './head.ts';
import { fitTemperature, surpriseAt } from './temperature.ts';

export type FitPlan = {
  /** Units between the features and the classes; 0 for a head of one layer. */
  readonly hidden: number;
  readonly seed: number;
};

/** Rows and the class of each. */
export type Labelled = { readonly rows: FeatureRows; readonly labels: Uint16Array };

/** Passes over all photos; the rate has come down to nothing at the end of the last. */
export const mostPasses = 60;
/** Passes without a better loss on what is held out, after which no better one is waited for. */
const PATIENCE = 10;
const BATCH = 32;
/** The largest step, after a tenth of the passes; from there down a half wave. Tried beside 0.001 and 0.01 on 220 photos of 22 sports. */
const RATE = 0.003;
const WARMING = 0.1;
/** Tried beside 0.01, 0.1 and 1 there; biases do not decay. */
const DECAY = 0.3;

type Trained = { readonly layer: Layer; readonly weights: Descent; readonly bias: Descent };

function rateAt(share: number): number {
  if (share < WARMING) return (RATE * share) / WARMING;
  return (RATE * (1 + Math.cos((Math.PI * (share - WARMING)) / (1 - WARMING)))) / 2;
}

/** He's start (2015) between layers, nothing in a single one: of a convex loss every start finds the same end. */
function startLayers(sizes: readonly number[], random: () => number): Trained[] {
  return sizes.slice(1).map((outputs, place) => {
    const inputs = at(sizes, place);
    const deep = sizes.length > 2;
    const spread = deep ? Math.sqrt(2 / inputs) : 0;
    const weights = Float32Array.from({ length: inputs * outputs }, () =>
      deep ? spread * drawNormal(random) : 0,
    );
    const layer = { inputs, outputs, weights, bias: new Float32Array(outputs) };
    return { layer, weights: descend(layer.weights), bias: descend(layer.bias) };
  });
}

/** What a photo of each class counts: all classes together as much as all photos, and each as much as any other. */
function classWeights(labels: Uint16Array, classes: number): Float64Array {
  const photos = new Float64Array(classes);
  for (const label of labels) photos[label] = at(photos, label) + 1;
  const present = photos.filter((count) => count > 0).length;
  return photos.map((count) => (count > 0 ? labels.length / (present * count) : 0));
}

/** Places in an order of their own (Fisher and Yates). */
export function shuffled(count: number, random: () => number): number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [places[i], places[j]] = [at(places, j), at(places, i)];
  }
  return places;
}

/** Adds `factor` times a row to another one. */
function addRow(
  into: Float64Array,
  to: number,
  row: Float32Array,
  from: number,
  length: number,
  factor: number,
): void {
  for (let i = 0; i < length; i++)
    into[to + i] = (into[to + i] ?? NaN) + factor * (row[from + i] ?? NaN);
}

/** Adds the gradient of one row's loss to what the layers' gradients hold. */
function learnRow(
  trained: readonly Trained[],
  { rows, labels }: Labelled,
  row: number,
  weight: number,
): void {
  const given: (readonly [values: Float32Array, from: number])[] = [
    [rows.values, row * rows.dimensions],
  ];
  let said = new Float64Array(0);
  trained.forEach(({ layer }, place) => {
    const [values, from] = given[place] ?? [rows.values, 0];
    said = new Float64Array(layer.outputs);
    throughLayer(layer, values, from, said);
    given.push([Float32Array.from(said, (value) => Math.max(0, value)), 0]);
  });
  let slope = softmax(said).map((share, one) => weight * (share - Number(one === labels[row])));
  for (let place = trained.length - 1; place >= 0; place--) {
    const one = trained[place];
    const [values, from] = given[place] ?? [rows.values, 0];
    if (!one) continue;
    const { inputs, outputs, weights } = one.layer;
    const before = new Float64Array(place > 0 ? inputs : 0);
    for (let output = 0; output < outputs; output++) {
      const each = slope[output] ?? NaN;
      if (each === 0) continue; // what was cut off between layers learns nothing
      addRow(one.weights.gradient, output * inputs, values, from, inputs, each);
      one.bias.gradient[output] = (one.bias.gradient[output] ?? NaN) + each;
      if (place > 0) addRow(before, 0, weights, output * inputs, inputs, each);
    }
    slope = before.map((value, input) => ((values[from + input] ?? 0) > 0 ? value : 0));
  }
}

/** One pass over all rows in batches. @param pass how many went before */
function* onePass(
  trained: readonly Trained[],
  labelled: Labelled,
  weights: Float64Array,
  pass: number,
  random: () => number,
): Steps<void> {
  const order = shuffled(labelled.rows.count, random);
  for (let start = 0; start < order.length; start += BATCH) {
    const batch = order.slice(start, start + BATCH);
    for (const row of batch)
      learnRow(trained, labelled, row, at(weights, at(labelled.labels, row)) / batch.length);
    const rate = rateAt((pass + start / order.length) / mostPasses);
    for (const one of trained) {
      one.weights.step(rate, DECAY);
      one.bias.step(rate, 0);
    }
    yield;
  }
}

function headOf(trained: readonly Trained[]): Head {
  return trained.map(({ layer }) => layer);
}

/**
 * Mean surprise at the true classes, natural logarithm, at the temperature that suits the head: it is given one at the end, so that
 * being too sure of what is right does not stop it.
 */
function lossOf(head: Head, { rows, labels }: Labelled): number {
  const said = Array.from(labels, (label, row) => ({ logits: headLogits(head, rows, row), label }));
  return surpriseAt(said, fitTemperature(said)) / labels.length;
}

/** Fits a head in so many passes, or fewer: `onPass` is shown it after each, and says whether to go on. */
export function* fitHead(
  labelled: Labelled,
  classes: number,
  { hidden, seed }: FitPlan,
  passes: number,
  onPass: (head: Head) => boolean = () => true,
): Steps<Head> {
  const random = seededRandom(seed);
  const sizes = [labelled.rows.dimensions, ...(hidden > 0 ? [hidden] : []), classes];
  const trained = startLayers(sizes, random);
  const weights = classWeights(labelled.labels, classes);
  for (let pass = 0; pass < passes; pass++) {
    yield* onePass(trained, labelled, weights, pass, random);
    if (!onPass(headOf(trained))) break;
  }
  return headOf(trained);
}

/** After how many passes what is held out is told best: 1 to `mostPasses`. */
export function* bestPasses(
  labelled: Labelled,
  heldOut: Labelled,
  classes: number,
  plan: FitPlan,
): Steps<number> {
  let [passes, best, least] = [0, 1, Infinity];
  yield* fitHead(labelled, classes, plan, mostPasses, (head) => {
    passes += 1;
    const loss = lossOf(head, heldOut);
    if (loss < least) [best, least] = [passes, loss];
    return passes - best < PATIENCE;
  });
  return best;
}
