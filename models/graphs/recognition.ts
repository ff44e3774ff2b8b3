// dlib's face recognition ResNet: a 150 x 150 face chip to a 128-number descriptor.

import { add, conv, fullyConnected, imageInput, pool, relu } from './layers.ts';
import { createGraph } from './onnx.ts';
import type { Graph, Value } from './onnx.ts';
import { at, pad } from './shapes.ts';
import type { Weights } from './weights.ts';

const SIZE = 150;
const MEAN_RGB = [122.782, 117.001, 104.298] as const;
const BLOCKS = [
  'conv32_1 conv32_2 conv32_3',
  'conv64_down conv64_1 conv64_2 conv64_3',
  'conv128_down conv128_1 conv128_2',
  'conv256_down conv256_1 conv256_2 conv256_down_out',
].flatMap((row) => row.split(' '));

/** Convolution, bias, and the learned factor and summand a channel. */
function scaledConv(graph: Graph, x: Value, weights: Weights, prefix: string, down = false): Value {
  const of = (name: string): Float32Array => weights.get(`${prefix}/${name}`).data;
  return conv(graph, x, weights.get(`${prefix}/conv/filters`), {
    bias: of('conv/bias'),
    then: { scale: of('scale/weights'), shift: of('scale/biases') },
    ...(down ? { stride: 2, padding: 'valid' } : {}),
  });
}

/**
 * A residual block. One that halves the image adds the average-pooled input; where the two differ in
 * size (the convolution has no padding), or in channels, zeros fill the end of the smaller.
 */
function residual(graph: Graph, x: Value, weights: Weights, name: string): Value {
  const down = name.includes('_down');
  const first = relu(graph, scaledConv(graph, x, weights, `${name}/conv1`, down));
  const second = scaledConv(graph, first, weights, `${name}/conv2`);
  const shortcut = down ? pool(graph, x, 'AveragePool', 2, 2) : x;
  return relu(graph, add(graph, grow(graph, shortcut, second), grow(graph, second, shortcut)));
}

/** `x` with zeros at the end of each axis in which `other` is larger. */
function grow(graph: Graph, x: Value, other: Value): Value {
  const ends = x.dims.map((size, axis) => Math.max(at(other.dims, axis) - size, 0));
  const none = ends.map(() => 0);
  return ends.some((end) => end > 0) ? pad(graph, x, none, ends) : x;
}

/**
 * Input `image` [n, 150, 150, 3]: RGB 0..255, as many chips at once as one likes: 22 MB of weights are read once for all.
 * Output `descriptor` [n, 128], not normalised.
 */
export function recognitionGraph(weights: Weights): Uint8Array {
  const graph = createGraph('face_recognition');
  const image = imageInput(graph, SIZE, MEAN_RGB, 255, -1);
  let x = pool(
    graph,
    relu(graph, scaledConv(graph, image, weights, 'conv32_down', true)),
    'MaxPool',
    3,
    2,
  );
  for (const block of BLOCKS) x = residual(graph, x, weights, block);
  const mean = graph.node('GlobalAveragePool', [x], [-1, at(x.dims, 1), 1, 1]);
  graph.output('descriptor', fullyConnected(graph, mean, weights.get('fc')));
  return graph.bytes();
}
