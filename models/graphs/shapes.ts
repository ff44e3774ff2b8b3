// What changes the shape of a value and not its numbers, as ONNX nodes.

import type { Graph, Value } from './onnx.ts';

export function at(list: ArrayLike<number>, index: number): number {
  const value = list[index];
  if (value === undefined) throw new RangeError(`No element ${index} in a list of ${list.length}.`);
  return value;
}

/** Whole numbers as ONNX takes sizes, axes and places. */
function whole(graph: Graph, values: readonly number[]): Value {
  return graph.constant({ dims: [values.length], data: BigInt64Array.from(values.map(BigInt)) });
}

export function reshape(graph: Graph, x: Value, dims: readonly number[]): Value {
  return graph.node('Reshape', [x, whole(graph, dims)], dims);
}

export function transpose(graph: Graph, x: Value, perm: readonly number[]): Value {
  const dims = perm.map((axis) => at(x.dims, axis));
  return graph.node('Transpose', [x], dims, { perm });
}

/** NHWC to NCHW. */
export function channelsFirst(graph: Graph, x: Value): Value {
  return transpose(graph, x, [0, 3, 1, 2]);
}

/** NCHW to NHWC. */
export function channelsLast(graph: Graph, x: Value): Value {
  return transpose(graph, x, [0, 2, 3, 1]);
}

export function concat(graph: Graph, parts: readonly Value[], axis: number): Value {
  const dims = [...(parts[0]?.dims ?? [])];
  dims[axis] = parts.reduce((sum, part) => sum + at(part.dims, axis), 0);
  return graph.node('Concat', parts, dims, { axis });
}

export function slice(graph: Graph, x: Value, axis: number, from: number, to: number): Value {
  const places = [from, to, axis].map((place) => whole(graph, [place]));
  const dims = x.dims.map((size, i) => (i === axis ? to - from : size));
  return graph.node('Slice', [x, ...places], dims);
}

/** `starts` and `ends`: how much to add on each axis. */
export function pad(
  graph: Graph,
  x: Value,
  starts: readonly number[],
  ends: readonly number[],
  value = 0,
): Value {
  const dims = x.dims.map((size, axis) => at(starts, axis) + size + at(ends, axis));
  const filling = value === 0 ? [] : [graph.constant({ dims: [], data: Float32Array.of(value) })];
  return graph.node('Pad', [x, whole(graph, [...starts, ...ends]), ...filling], dims);
}

/** Back to front along one axis. */
export function reversed(graph: Graph, x: Value, axis: number): Value {
  const size = at(x.dims, axis);
  const places = whole(
    graph,
    Array.from({ length: size }, (_, i) => size - 1 - i),
  );
  return graph.node('Gather', [x, places], x.dims, { axis });
}

/** The mean over some axes, which go. */
export function meanOver(graph: Graph, x: Value, axes: readonly number[]): Value {
  const dims = x.dims.filter((_, axis) => !axes.includes(axis));
  return graph.node('ReduceMean', [x], dims, { axes, keepdims: 0 });
}
