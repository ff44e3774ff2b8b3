// SSD MobileNet v1, the face detector: 512 x 512 RGB to 5,118 boxes with scores.

import { conv, imageInput, relu6 } from './layers.ts';
import type { Affine } from './layers.ts';
import { createGraph } from './onnx.ts';
import type { Graph, Value } from './onnx.ts';
import { at, channelsLast, concat, reshape, slice } from './shapes.ts';
import type { Weight, Weights } from './weights.ts';

const SIZE = 512;
const BATCH_NORM_EPSILON = 0.001;
const CLASSES = 3;
const STRIDE_TWO = [2, 4, 6, 12]; // the blocks of MobileNet v1 that halve the image

function pointwise(graph: Graph, x: Value, weights: Weights, prefix: string, stride = 1): Value {
  const bias = weights.get(`${prefix}_pointwise/convolution_bn_offset`).data;
  return relu6(graph, conv(graph, x, weights.get(`${prefix}_pointwise/weights`), { bias, stride }));
}

/** Batch normalisation as one factor and one summand a channel. */
function batchNorm(weights: Weights, prefix: string): Affine {
  const of = (name: string): Float32Array => weights.get(`${prefix}/BatchNorm/${name}`).data;
  const [gamma, beta, mean, variance] = [
    of('gamma'),
    of('beta'),
    of('moving_mean'),
    of('moving_variance'),
  ];
  const scale = gamma.map((g, i) => g / Math.sqrt(at(variance, i) + BATCH_NORM_EPSILON));
  return { scale, shift: beta.map((b, i) => b - at(mean, i) * at(scale, i)) };
}

function depthwise(graph: Graph, x: Value, weights: Weights, layer: number): Value {
  const prefix = `MobilenetV1/Conv2d_${layer}_depthwise`;
  const stride = STRIDE_TWO.includes(layer) ? 2 : 1;
  const then = batchNorm(weights, prefix);
  const filters = weights.get(`${prefix}/depthwise_weights`);
  return relu6(graph, conv(graph, x, filters, { depthwise: true, stride, then }));
}

/** The six feature maps boxes are predicted from, finest first: 32, 16, 8, 4, 2 and 1 cells a side. */
function featureMaps(graph: Graph, weights: Weights): Value[] {
  const image = imageInput(graph, SIZE, [127.5, 127.5, 127.5], 127.5);
  let x = pointwise(graph, image, weights, 'MobilenetV1/Conv2d_0', 2);
  const maps: Value[] = [];
  for (let layer = 1; layer <= 13; layer++) {
    x = depthwise(graph, x, weights, layer);
    x = pointwise(graph, x, weights, `MobilenetV1/Conv2d_${layer}`);
    if (layer === 11 || layer === 13) maps.push(x);
  }
  for (let layer = 0; layer < 8; layer += 2) {
    x = pointwise(graph, x, weights, `Prediction/Conv2d_${layer}`);
    x = pointwise(graph, x, weights, `Prediction/Conv2d_${layer + 1}`, 2);
    maps.push(x);
  }
  return maps;
}

/** One predictor's numbers as [1, boxes, depth], boxes in row order. */
function predictions(
  graph: Graph,
  x: Value,
  weights: Weights,
  prefix: string,
  depth: number,
): Value {
  const filters = weights.get(`${prefix}/weights`);
  const y = conv(graph, x, filters, { bias: weights.get(`${prefix}/biases`).data });
  const [, channels, height, width] = y.dims as [number, number, number, number];
  return reshape(graph, channelsLast(graph, y), [1, (height * width * channels) / depth, depth]);
}

type Priors = { readonly centres: Weight; readonly sizes: Weight };

/** Prior boxes (top, left, bottom, right) as centres and sizes, (y, x) each. */
function priorBoxes(boxes: Weight): Priors {
  const count = at(boxes.dims, 1);
  const centres = new Float32Array(2 * count);
  const sizes = new Float32Array(2 * count);
  for (let i = 0; i < count; i++)
    for (let axis = 0; axis < 2; axis++) {
      const low = at(boxes.data, 4 * i + axis);
      const high = at(boxes.data, 4 * i + 2 + axis);
      sizes[2 * i + axis] = high - low;
      centres[2 * i + axis] = low + (high - low) / 2;
    }
  const dims = [1, count, 2];
  return { centres: { dims, data: centres }, sizes: { dims, data: sizes } };
}

/** Encoded offsets to corners: centres move by offset / 10 and sizes grow by exp(offset / 5), in priors. */
function decodeBoxes(graph: Graph, encoded: Value, priors: Priors): Value {
  const dims = priors.sizes.dims;
  const scaled = (by: number): Value =>
    graph.constant({ dims, data: priors.sizes.data.map((size) => size * by) });
  const fifth = graph.constant({ dims: [], data: Float32Array.of(5) });
  const offset = graph.node('Mul', [slice(graph, encoded, 2, 0, 2), scaled(1 / 10)], dims);
  const centre = graph.node('Add', [offset, graph.constant(priors.centres)], dims);
  const growth = graph.node('Div', [slice(graph, encoded, 2, 2, 4), fifth], dims);
  const half = graph.node('Mul', [graph.node('Exp', [growth], dims), scaled(1 / 2)], dims);
  const corners = ['Sub', 'Add'].map((op) => graph.node(op, [centre, half], dims));
  return concat(graph, corners, 2);
}

/**
 * Input `image` [1, 512, 512, 3]: RGB 0..255. Outputs `boxes` [1, 5118, 4]: top, left, bottom, right
 * in shares of the square, and `scores` [1, 5118]: 0..1.
 */
export function ssdGraph(weights: Weights): Uint8Array {
  const graph = createGraph('ssd_mobilenet_v1');
  const maps = featureMaps(graph, weights);
  const heads = (name: string, depth: number): Value[] =>
    maps.map((map, i) =>
      predictions(graph, map, weights, `Prediction/BoxPredictor_${i}/${name}`, depth),
    );
  const encoded = concat(graph, heads('BoxEncodingPredictor', 4), 1);
  const classes = concat(graph, heads('ClassPredictor', CLASSES), 1);
  const priors = priorBoxes(weights.get('Output/extra_dim'));
  graph.output('boxes', decodeBoxes(graph, encoded, priors));
  // Class 0 is the background, class 1 the face; the third is not used.
  const face = slice(graph, classes, 2, 1, 2);
  const score = graph.node('Sigmoid', [face], face.dims);
  graph.output('scores', reshape(graph, score, [1, at(encoded.dims, 1)]));
  return graph.bytes();
}
