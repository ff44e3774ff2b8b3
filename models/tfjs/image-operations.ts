// TensorFlow's operations on images (NHWC) and number by number, as ONNX nodes.

import { conv, pool, relu, relu6 } from '../graphs/layers.ts';
import type { Graph, Value } from '../graphs/onnx.ts';
import { channelsFirst, channelsLast } from '../graphs/shapes.ts';
import type { Weight } from '../graphs/weights.ts';
import {
  computed,
  input,
  isKnown,
  known,
  numbers,
  unsupported,
  type Call,
  type Operand,
  type Operation,
} from './operand.ts';
import type { TfNode } from './topology.ts';

/** What ONNX does with channels first, done with channels last. */
function onPlanes(call: Call, work: (x: Value) => Value): readonly Value[] {
  const { graph } = call;
  return [channelsLast(graph, work(channelsFirst(graph, computed(call, 0))))];
}

/** Its two sides are equal in every network. */
function square(node: TfNode, key: string): number {
  const [batch, height, width, channels] = node.numbers(key);
  if (batch !== 1 || channels !== 1 || height === undefined || height !== width)
    throw unsupported(node, `${key} ${node.numbers(key).join(' x ')}`);
  return height;
}

function check(node: TfNode, key: string, wanted: string): void {
  const said = node.word(key);
  if (said !== wanted) throw unsupported(node, `${key} ${said}`);
}

function paddingOf(node: TfNode): 'same' | 'valid' {
  const said = node.word('padding');
  if (said === 'SAME') return 'same';
  if (said === 'VALID') return 'valid';
  throw unsupported(node, `padding ${said}`);
}

function prelu(graph: Graph, x: Value, { data }: Weight): Value {
  const slopes = graph.constant({ dims: [data.length, 1, 1], data });
  return graph.node('PRelu', [x, slopes], x.dims);
}

/** What follows a convolution in the same node, on NCHW; the slopes of a Prelu are the input after the bias. */
function activated(call: Call, x: Value, name: string): Value {
  if (name === 'Relu') return relu(call.graph, x);
  if (name === 'Relu6') return relu6(call.graph, x);
  if (name === 'Prelu') return prelu(call.graph, x, known(call, 3));
  throw unsupported(call.node, `the activation ${name}`);
}

function convolution(call: Call, depthwise: boolean): readonly Value[] {
  const { graph, node } = call;
  check(node, 'data_format', 'NHWC');
  if (square(node, 'dilations') !== 1) throw unsupported(node, 'dilations');
  const fused = node.op.includes('Fused') ? node.words('fused_ops') : [];
  const options = { depthwise, stride: square(node, 'strides'), padding: paddingOf(node) };
  const bias = fused.includes('BiasAdd') ? { bias: known(call, 2).data } : {};
  return onPlanes(call, (x) =>
    fused
      .filter((name) => name !== 'BiasAdd')
      .reduce(
        (y, name) => activated(call, y, name),
        conv(graph, x, known(call, 1), { ...options, ...bias }),
      ),
  );
}

function maxPool(call: Call): readonly Value[] {
  const { graph, node } = call;
  check(node, 'data_format', 'NHWC');
  check(node, 'padding', 'VALID');
  const [kernel, stride] = [square(node, 'ksize'), square(node, 'strides')];
  return onPlanes(call, (x) => pool(graph, x, 'MaxPool', kernel, stride));
}

function resized(call: Call): readonly Value[] {
  const { graph, node } = call;
  if (node.number('half_pixel_centers') !== 1 || node.number('align_corners') !== 0)
    throw unsupported(node, 'other than half pixel centres');
  return onPlanes(call, (x) => {
    const dims = [...x.dims.slice(0, 2), ...numbers(call, 1)];
    const sizes = graph.constant({ dims: [4], data: BigInt64Array.from(dims.map(BigInt)) });
    const unused = { name: '', dims: [] }; // region and scales
    return graph.node('Resize', [x, unused, unused, sizes], dims, {
      mode: 'linear',
      coordinate_transformation_mode: 'half_pixel',
    });
  });
}

function depthToSpace(call: Call): readonly Value[] {
  const { graph, node } = call;
  check(node, 'data_format', 'NHWC');
  const side = node.number('block_size');
  return onPlanes(call, (x) => {
    const [batch = 1, channels = 0, height = 0, width = 0] = x.dims;
    const dims = [batch, channels / side ** 2, height * side, width * side];
    return graph.node('DepthToSpace', [x], dims, { blocksize: side });
  });
}

/** Shapes are aligned at their ends, and a size of 1 is repeated. */
function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  const size = (dims: readonly number[], axis: number) => dims[axis - rank + dims.length] ?? 1;
  return Array.from({ length: rank }, (_, axis) => Math.max(size(a, axis), size(b, axis)));
}

function pairwise(op: string): Operation {
  return (call) => {
    const [a, b] = [computed(call, 0), computed(call, 1)];
    return [call.graph.node(op, [a, b], broadcast(a.dims, b.dims))];
  };
}

/** Shapes are added at conversion. */
function sum(call: Call): readonly Operand[] {
  const [a, b] = [input(call, 0), input(call, 1)];
  if (!isKnown(a) || !isKnown(b) || a.data.length !== b.data.length) return pairwise('Add')(call);
  return [{ dims: a.dims, data: a.data.map((value, i) => value + (b.data[i] ?? Number.NaN)) }];
}

export const imageOperations: Readonly<Record<string, Operation>> = {
  Conv2D: (call) => convolution(call, false),
  _FusedConv2D: (call) => convolution(call, false),
  DepthwiseConv2dNative: (call) => convolution(call, true),
  FusedDepthwiseConv2dNative: (call) => convolution(call, true),
  MaxPool: maxPool,
  ResizeBilinear: resized,
  DepthToSpace: depthToSpace,
  Prelu: (call) => onPlanes(call, (x) => prelu(call.graph, x, known(call, 1))),
  Relu: (call) => [relu(call.graph, computed(call, 0))],
  LeakyRelu(call) {
    const x = computed(call, 0);
    const alpha = { float: call.node.number('alpha') };
    return [call.graph.node('LeakyRelu', [x], x.dims, { alpha })];
  },
  Sigmoid(call) {
    const x = computed(call, 0);
    return [call.graph.node('Sigmoid', [x], x.dims)];
  },
  Add: sum,
  AddV2: sum,
  Sub: pairwise('Sub'),
  Mul: pairwise('Mul'),
  Identity: (call) => [input(call, 0)],
};
