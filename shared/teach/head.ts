// A head: one or two layers on the numbers by which a network sums up a photo, and what they say of one.

import { at, dotsAt, softmax } from '../arithmetic/vectors.ts';

/** Each output is the dot product of its row of weights with all inputs, plus its bias. */
export type Layer = {
  readonly inputs: number;
  readonly outputs: number;
  /** The rows of all outputs, one after the other: outputs x inputs. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
};

/** Between two layers what is below 0 becomes 0; the last one gives the logarithms of the classes' odds. */
export type Head = readonly Layer[];

/** Rows of as many numbers, one a photo, one after the other. */
export type FeatureRows = {
  readonly count: number;
  readonly dimensions: number;
  readonly values: Float32Array;
};

/** Writes a layer's outputs of the numbers from a place on. */
export function throughLayer(
  { inputs, weights, bias }: Layer,
  values: Float32Array,
  from: number,
  into: Float64Array,
): void {
  dotsAt(values, from, weights, inputs, into);
  for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? NaN) + (bias[i] ?? NaN);
}

/** What a head says of a row: one number a class, which `softmax` makes probabilities. */
export function headLogits(
  head: Head,
  { values, dimensions }: FeatureRows,
  row: number,
): Float64Array {
  let given = values.subarray(row * dimensions, (row + 1) * dimensions);
  let said = new Float64Array(0);
  head.forEach((layer, place) => {
    said = new Float64Array(layer.outputs);
    throughLayer(layer, given, 0, said);
    if (place < head.length - 1) given = Float32Array.from(said, (value) => Math.max(0, value));
  });
  return said;
}

/** The same as probabilities, which sum to 1. */
export function headProbabilities(head: Head, rows: FeatureRows, row: number): Float64Array {
  return softmax(headLogits(head, rows, row));
}

/** The same head on numbers from which a mean was taken and that were divided by a deviation first: of numbers as they are. */
export function onPlainNumbers(head: Head, { mean, deviation }: Scale): Head {
  return head.map((layer, place) => {
    if (place > 0) return layer;
    const weights = Float32Array.from(layer.weights);
    const bias = Float64Array.from(layer.bias);
    for (let output = 0; output < layer.outputs; output++)
      for (let input = 0; input < layer.inputs; input++) {
        const index = output * layer.inputs + input;
        const weight = at(layer.weights, index) / deviation;
        weights[index] = weight;
        bias[output] = at(bias, output) - weight * at(mean, input);
      }
    return { ...layer, weights, bias: Float32Array.from(bias) };
  });
}

/** The same head, less sure of itself by a temperature above 1: its last numbers divided by it. */
export function atTemperature(head: Head, temperature: number): Head {
  return head.map((layer, place) => {
    if (place < head.length - 1) return layer;
    const cooled = (value: number) => value / temperature;
    return { ...layer, weights: layer.weights.map(cooled), bias: layer.bias.map(cooled) };
  });
}

/** What is taken from each number, and what all are divided by then. */
export type Scale = { readonly mean: Float64Array; readonly deviation: number };

/**
 * The mean of each number over some rows, and one deviation for all: numbers that hardly differ between photos say little, and would be
 * as loud as the others by one of their own (115 to 118 of 220 photos were told right so, 122 by one for all).
 */
export function scaleOf({ values, dimensions }: FeatureRows, rows: readonly number[]): Scale {
  const mean = new Float64Array(dimensions);
  for (const row of rows)
    for (let i = 0; i < dimensions; i++)
      mean[i] = (mean[i] ?? NaN) + (values[row * dimensions + i] ?? NaN) / rows.length;
  let square = 0;
  for (const row of rows)
    for (let i = 0; i < dimensions; i++)
      square += ((values[row * dimensions + i] ?? NaN) - (mean[i] ?? NaN)) ** 2;
  const deviation = Math.sqrt(square / (rows.length * dimensions));
  return { mean, deviation: deviation > 0 ? deviation : 1 };
}

/** Some rows of many, scaled. */
export function scaledRows(
  { values, dimensions }: FeatureRows,
  rows: readonly number[],
  { mean, deviation }: Scale,
): FeatureRows {
  const scaled = new Float32Array(rows.length * dimensions);
  rows.forEach((row, place) => {
    for (let i = 0; i < dimensions; i++)
      scaled[place * dimensions + i] =
        ((values[row * dimensions + i] ?? NaN) - (mean[i] ?? NaN)) / deviation;
  });
  return { count: rows.length, dimensions, values: scaled };
}
