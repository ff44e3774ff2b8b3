// The two small networks on a 112 x 112 face crop: 68 landmarks and 7 expressions, with one trunk.

import { add, conv, fullyConnected, imageInput, pool, relu } from './layers.ts';
import { createGraph } from './onnx.ts';
import type { Graph, Value } from './onnx.ts';
import type { Weights } from './weights.ts';

const SIZE = 112;
const MEAN_RGB = [122.782, 117.001, 104.298] as const;

function separable(graph: Graph, x: Value, weights: Weights, prefix: string, stride = 1): Value {
  const deep = conv(graph, x, weights.get(`${prefix}/depthwise_filter`), {
    depthwise: true,
    stride,
  });
  const bias = weights.get(`${prefix}/bias`).data;
  return conv(graph, deep, weights.get(`${prefix}/pointwise_filter`), { bias });
}

/** Four convolutions, each seeing the sum of all before it; halves the image. */
function denseBlock(graph: Graph, x: Value, weights: Weights, block: number): Value {
  const prefix = `dense${block}`;
  const bias = weights.get(`${prefix}/conv0/bias`).data;
  const first =
    block === 0
      ? conv(graph, x, weights.get('dense0/conv0/filters'), { bias, stride: 2 })
      : separable(graph, x, weights, `${prefix}/conv0`, 2);
  let sum = relu(graph, first);
  let seen = sum;
  for (let layer = 1; layer <= 3; layer++) {
    sum = add(graph, sum, separable(graph, seen, weights, `${prefix}/conv${layer}`));
    seen = relu(graph, sum);
  }
  return seen;
}

function trunk(graph: Graph, weights: Weights): Value {
  let x = imageInput(graph, SIZE, MEAN_RGB, 255);
  for (let block = 0; block < 4; block++) x = denseBlock(graph, x, weights, block);
  const features = pool(graph, x, 'AveragePool', 7, 2);
  return fullyConnected(graph, features, weights.get('fc/weights'), weights.get('fc/bias'));
}

/** Input `image` [1, 112, 112, 3]: RGB 0..255. Output `landmarks` [1, 136]: 68 (x, y) in shares of the crop. */
export function landmarksGraph(weights: Weights): Uint8Array {
  const graph = createGraph('face_landmark_68');
  graph.output('landmarks', trunk(graph, weights));
  return graph.bytes();
}

/**
 * Input as above. Output `probabilities` [1, 7], which sum to 1:
 * neutral, happy, sad, angry, fearful, disgusted, surprised.
 */
export function expressionGraph(weights: Weights): Uint8Array {
  const graph = createGraph('face_expression');
  const logits = trunk(graph, weights);
  graph.output('probabilities', graph.node('Softmax', [logits], logits.dims, { axis: 1 }));
  return graph.bytes();
}
