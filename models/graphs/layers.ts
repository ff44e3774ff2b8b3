// The layers the face networks are made of, as ONNX nodes; images are NCHW inside a graph.

import { halvesOf } from './halves.ts';
import { FLOAT } from './onnx.ts';
import type { Graph, Value } from './onnx.ts';
import { at, channelsFirst, reshape } from './shapes.ts';
import type { Weight } from './weights.ts';

type Padding = 'same' | 'valid';
/** `y = x * scale + shift` a channel, folded into the convolution before it. */
export type Affine = { readonly scale: Float32Array; readonly shift: Float32Array };

/** Fewer numbers are not worth the node that widens them. */
const FEWEST_HALVES = 256;

/** A weight as a constant: in 16 bits where they hold every number of it exactly, which the runtime widens as it loads. */
export function weightConstant(graph: Graph, { dims, data }: Weight): Value {
  const halves = data.length < FEWEST_HALVES ? null : halvesOf(data);
  if (!halves) return graph.constant({ dims, data });
  return graph.node('Cast', [graph.constant({ dims, data: halves })], dims, { to: FLOAT });
}

/** TensorFlow's "same": as much zero padding as the output needs, the odd pixel at the end. */
function padding(size: number, kernel: number, stride: number, kind: Padding): [number, number] {
  if (kind === 'valid') return [0, 0];
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + kernel - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

function outputSize(size: number, kernel: number, stride: number, pads: [number, number]): number {
  return Math.floor((size + pads[0] + pads[1] - kernel) / stride) + 1;
}

/** HWIO to OIHW, each output channel times its scale. */
function filtersOihw(filters: Weight, scale: Float32Array | null): Float32Array {
  const [height, width, inputs, outputs] = filters.dims as [number, number, number, number];
  const data = new Float32Array(filters.data.length);
  let next = 0;
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const from = ((y * width + x) * inputs + i) * outputs + o;
          data[next++] = at(filters.data, from) * (scale ? at(scale, o) : 1);
        }
  return data;
}

/** HWCM as HWIO: one input, and the M outputs of each channel one after another. */
function depthwiseAsHwio(filters: Weight): Weight {
  const [height, width, channels, each] = filters.dims as [number, number, number, number];
  return { dims: [height, width, 1, channels * each], data: filters.data };
}

type ConvOptions = {
  readonly bias?: Float32Array;
  readonly then?: Affine;
  readonly stride?: number;
  readonly padding?: Padding;
  readonly depthwise?: boolean;
};

/** 2-D convolution with TensorFlow's padding; `then` is folded in, so it costs nothing. */
export function conv(graph: Graph, x: Value, weight: Weight, options: ConvOptions = {}): Value {
  const filters = options.depthwise ? depthwiseAsHwio(weight) : weight;
  const [height, width, inputs, outputs] = filters.dims as [number, number, number, number];
  const stride = options.stride ?? 1;
  const rows = padding(at(x.dims, 2), height, stride, options.padding ?? 'same');
  const columns = padding(at(x.dims, 3), width, stride, options.padding ?? 'same');
  const bias = new Float32Array(outputs);
  for (let o = 0; o < outputs; o++) {
    const own = options.bias ? at(options.bias, o) : 0;
    bias[o] = options.then ? own * at(options.then.scale, o) + at(options.then.shift, o) : own;
  }
  const data = filtersOihw(filters, options.then?.scale ?? null);
  const dims = [
    1,
    outputs,
    outputSize(at(x.dims, 2), height, stride, rows),
    outputSize(at(x.dims, 3), width, stride, columns),
  ];
  const constants = [
    weightConstant(graph, { dims: [outputs, inputs, height, width], data }),
    graph.constant({ dims: [outputs], data: bias }),
  ];
  return graph.node('Conv', [x, ...constants], dims, {
    kernel_shape: [height, width],
    strides: [stride, stride],
    pads: [rows[0], columns[0], rows[1], columns[1]],
    group: options.depthwise ? at(x.dims, 1) : 1,
  });
}

/** `kind` is AveragePool or MaxPool, without padding. */
export function pool(graph: Graph, x: Value, kind: string, kernel: number, stride: number): Value {
  const size = (axis: number): number => outputSize(at(x.dims, axis), kernel, stride, [0, 0]);
  const dims = [1, at(x.dims, 1), size(2), size(3)];
  return graph.node(kind, [x], dims, { kernel_shape: [kernel, kernel], strides: [stride, stride] });
}

export function relu(graph: Graph, x: Value): Value {
  return graph.node('Relu', [x], x.dims);
}

export function relu6(graph: Graph, x: Value): Value {
  const scalar = (value: number): Value =>
    graph.constant({ dims: [], data: Float32Array.of(value) });
  return graph.node('Clip', [x, scalar(0), scalar(6)], x.dims);
}

export function add(graph: Graph, a: Value, b: Value): Value {
  return graph.node('Add', [a, b], a.dims);
}

/** `x` [n, C, 1, 1] times weights [C, N], plus an optional bias: [n, N]; n is 1, or -1 for any. */
export function fullyConnected(graph: Graph, x: Value, weight: Weight, bias?: Weight): Value {
  const outputs = at(weight.dims, 1);
  const count = at(x.dims, 0);
  const flat = reshape(graph, x, [count, at(weight.dims, 0)]);
  const product = graph.node('MatMul', [flat, graph.constant(weight)], [count, outputs]);
  if (!bias) return product;
  return add(graph, product, graph.constant({ dims: [1, outputs], data: bias.data }));
}

/** The input of every face network: RGB 0..255 as [n, size, size, 3], made NCHW and `(x - mean) / divisor`. */
export function imageInput(
  graph: Graph,
  size: number,
  mean: readonly [number, number, number],
  divisor: number,
  count: 1 | -1 = 1,
): Value {
  const image = graph.input('image', [count, size, size, 3]);
  const dims = [count, 3, size, size];
  const planes = channelsFirst(graph, image);
  const means = graph.constant({ dims: [1, 3, 1, 1], data: Float32Array.from(mean) });
  const centred = graph.node('Sub', [planes, means], dims);
  const scale = graph.constant({ dims: [], data: Float32Array.of(divisor) });
  return graph.node('Div', [centred, scale], dims);
}
