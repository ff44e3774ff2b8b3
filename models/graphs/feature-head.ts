// Writes a head out: what was taught on the numbers by which another network sums up a photo, as an ONNX file.

import { headInput } from '../classifier.ts';
import type { Head } from '../../shared/teach/head.ts';
import { createGraph } from './onnx.ts';

/**
 * The bytes of a head: any number of photos in, [n, features], and their probabilities out, [n, classes]. Equal heads give equal bytes.
 * @param space of the features: its input is named by it, so that the file says itself what it may be given
 */
export function featureHead(head: Head, space: string): Uint8Array {
  const graph = createGraph('head');
  let value = graph.input(headInput(space), [-1, head[0]?.inputs ?? 0]);
  head.forEach(({ inputs, outputs, weights, bias }, place) => {
    const constants = [
      graph.constant({ dims: [outputs, inputs], data: weights }),
      graph.constant({ dims: [outputs], data: bias }),
    ];
    value = graph.node('Gemm', [value, ...constants], [-1, outputs], { transB: 1 });
    if (place < head.length - 1) value = graph.node('Relu', [value], value.dims);
  });
  graph.output('probabilities', graph.node('Softmax', [value], value.dims, { axis: 1 }));
  return graph.bytes();
}
