// The networks that come with a graph of their own (a TensorFlow.js graph model): what each is given here, and gives.

import { createGraph, type Graph, type Value } from './onnx.ts';
import { at, channelsFirst, concat, meanOver, reshape, reversed, slice } from './shapes.ts';
import { convert } from '../tfjs/convert.ts';
import type { GraphModel } from '../tfjs/topology.ts';

/** ImageNet's mean and standard deviation of red, green and blue in 0..255, which NanoDet was trained with. */
const IMAGE_NET_MEAN = [123.675, 116.28, 103.53];
const IMAGE_NET_DEVIATION = [58.395, 57.12, 57.375];

/** A network that takes `image` [1, sidePx, sidePx, 3]: RGB 0..255. */
function network(
  name: string,
  sidePx: number,
  outputs: (graph: Graph, image: Value) => Readonly<Record<string, Value>>,
): Uint8Array {
  const graph = createGraph(name);
  const image = graph.input('image', [1, sidePx, sidePx, 3]);
  for (const [output, value] of Object.entries(outputs(graph, image))) graph.output(output, value);
  return graph.bytes();
}

function numbers(graph: Graph, values: readonly number[]): Value {
  return graph.constant({ dims: [values.length], data: Float32Array.from(values) });
}

function divided(graph: Graph, x: Value, by: readonly number[]): Value {
  return graph.node('Div', [x, numbers(graph, by)], x.dims);
}

/** `(x - mean) / divisor`, each of them one number or one a channel. */
function normalised(
  graph: Graph,
  x: Value,
  mean: readonly number[],
  divisor: readonly number[],
): Value {
  return divided(graph, graph.node('Sub', [x, numbers(graph, mean)], x.dims), divisor);
}

/**
 * NanoDet-g. For 52, 26 and 13 cells a side, each 8, 16 and 32 px of the input, in row order: `scores_8`, `_16`, `_32`
 * [1, n, 80]: COCO's classes, 0..1, and `distances_8`, `_16`, `_32` [1, n, 44]: 11 bins each for left, top, right and
 * bottom. `features` [1, 640]: means of four layers over the whole input.
 */
export function nanodetGraph(model: GraphModel): Uint8Array {
  return network('nanodet', 416, (graph, image) => {
    const rgb = normalised(graph, image, IMAGE_NET_MEAN, IMAGE_NET_DEVIATION);
    const bgr = channelsFirst(graph, reversed(graph, rgb, 3));
    const { deep, a, b, c, ...grids } = convert(
      graph,
      model,
      { input_1: bgr },
      {
        scores_8: 'Identity',
        scores_16: 'Identity_1',
        scores_32: 'Identity_2',
        distances_8: 'Identity_3',
        distances_16: 'Identity_4',
        distances_32: 'Identity_5',
        deep: 'PartitionedCall/onnx_tf_prefix_Concat_42', // NCHW, unlike the others
        a: 'PartitionedCall/Add_25',
        b: 'PartitionedCall/Add_26',
        c: 'PartitionedCall/Add_27',
      },
    );
    const means = [a, b, c].map((layer) => meanOver(graph, layer, [1, 2]));
    return { ...grids, features: concat(graph, [meanOver(graph, deep, [2, 3]), ...means], 1) };
  });
}

/**
 * MoveNet Lightning, cut before it looks for the largest of a map. Of 48 x 48 cells: `heatmaps` [1, 48, 48, 17], 0..1;
 * `centre` [1, 48, 48, 1]: where the body's middle is, weighted towards the middle of the input; `starts`
 * [1, 48, 48, 34]: from the cell of the body's middle to each joint, and `offsets` [1, 48, 48, 34]: from the cell of a
 * joint to the joint, (y, x) in shares of the input.
 */
export function movenetGraph(model: GraphModel): Uint8Array {
  const call = 'StatefulPartitionedCall';
  return network('movenet', 192, (graph, image) => {
    const feeds = { [`${call}/stack`]: image }; // whole numbers before; here 0..255 becomes -1..1
    const maps = convert(graph, model, feeds, {
      heatmaps: `${call}/Sigmoid`,
      centre: `${call}/truediv_2`,
      starts: `${call}/kpt_regress_0/conv2d_6/BiasAdd`,
      offsets: `${call}/kpt_offset_0/conv2d_7/BiasAdd`,
    });
    const shares = (map: Value) => divided(graph, map, [48]);
    return { ...maps, starts: shares(maps.starts), offsets: shares(maps.offsets) };
  });
}

/** MediaPipe's face mesh. `mesh` [1, 1404]: 468 (x, y, z) in shares of the crop; `face` [1, 1]: how surely it is one, 0..1. */
export function facemeshGraph(model: GraphModel): Uint8Array {
  return network('facemesh', 192, (graph, image) => {
    const feeds = { input_1: divided(graph, image, [255]) };
    const { mesh, face } = convert(graph, model, feeds, { mesh: 'Identity_2', face: 'Identity_1' });
    return { mesh: divided(graph, mesh, [192]), face };
  });
}

/** MediaPipe's iris. `points` [1, 228]: 76 (x, y, z) in shares of the crop, 71 of the eye and 5 of the iris. */
export function irisGraph(model: GraphModel): Uint8Array {
  return network('iris', 64, (graph, image) => {
    const feeds = { input_1: divided(graph, image, [255]) };
    const { points } = convert(graph, model, feeds, { points: 'Identity' });
    return { points: divided(graph, reshape(graph, points, [1, 228]), [64]) };
  });
}

/**
 * MediaPipe's full-range face detector, of 48 x 48 cells in row order. `scores` [1, 2304]: 0..1; `boxes` [1, 2304, 16] in
 * shares of the input: from the middle of the cell to the middle of the box (x, y), the box's width and height, and from
 * the middle of the cell to six points (x, y): eyes, nose, mouth, ears. Its boxes of persons are left out.
 */
export function fullRangeFacesGraph(model: GraphModel): Uint8Array {
  return network('full-range-faces', 192, (graph, image) => {
    const feeds = { input: normalised(graph, image, [127.5], [127.5]) };
    const { faces } = convert(graph, model, feeds, { faces: 'Identity' });
    const cells = at(faces.dims, 1);
    const logits = reshape(graph, slice(graph, faces, 2, 0, 1), [1, cells]);
    const boxes = divided(graph, slice(graph, faces, 2, 1, 17), [192]);
    return { scores: graph.node('Sigmoid', [logits], logits.dims), boxes };
  });
}
