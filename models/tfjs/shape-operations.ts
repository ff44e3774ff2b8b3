// TensorFlow's operations on shapes and axes, and those on numbers that are known at conversion.

import { concat, pad, reshape, slice, transpose } from '../graphs/shapes.ts';
import type { Weight } from '../graphs/weights.ts';
import {
  computed,
  input,
  known,
  numbers,
  unsupported,
  type Call,
  type Operation,
} from './operand.ts';

function list(values: readonly number[]): Weight {
  return { dims: [values.length], data: Float32Array.from(values) };
}

function single(call: Call, index: number): number {
  const [value] = numbers(call, index);
  if (value === undefined) throw unsupported(call.node, `an empty input number ${index}`);
  return value;
}

/** Axes may be counted from the end. */
function axisOf(call: Call, index: number, rank: number): number {
  const axis = single(call, index);
  return axis < 0 ? axis + rank : axis;
}

/** A shape in which one size may be left open, as -1. */
function closed(dims: readonly number[], count: number): readonly number[] {
  const others = dims.reduce((product, size) => (size < 0 ? product : product * size), 1);
  return dims.map((size) => (size < 0 ? count / others : size));
}

/** TensorFlow lists before and after, an axis a row; ONNX all that comes before, then all that comes after. */
function padded(call: Call, value: number) {
  const pairs = numbers(call, 1);
  const side = (first: number) => pairs.filter((_, i) => i % 2 === first);
  return pad(call.graph, computed(call, 0), side(0), side(1), value);
}

/** Of a list, one number: the only use that the networks make of it, on shapes. */
function picked(call: Call): Weight {
  const { node } = call;
  const only = ['begin_mask', 'end_mask', 'ellipsis_mask', 'new_axis_mask'];
  const first = single(call, 1);
  const plain =
    node.number('shrink_axis_mask') === 1 && only.every((mask) => node.number(mask) === 0);
  const value = known(call, 0).data[first];
  if (!plain || value === undefined) throw unsupported(node, 'more than one number of a list');
  return { dims: [], data: Float32Array.of(value) };
}

/** A list of one default value but for some numbers. */
function scattered(call: Call): Weight {
  const [places, size, values] = [numbers(call, 0), single(call, 1), numbers(call, 2)];
  const data = new Float32Array(size).fill(single(call, 3));
  places.forEach((place, i) => {
    data[place] = values[i] ?? Number.NaN;
  });
  return { dims: [size], data };
}

export const shapeOperations: Readonly<Record<string, Operation>> = {
  Reshape(call) {
    const x = computed(call, 0);
    const count = x.dims.reduce((product, size) => product * size, 1);
    return [reshape(call.graph, x, closed(numbers(call, 1), count))];
  },
  Transpose: (call) => [transpose(call.graph, computed(call, 0), numbers(call, 1))],
  ConcatV2(call) {
    const parts = call.inputs.slice(0, -1).map((_, index) => computed(call, index));
    const axis = axisOf(call, parts.length, parts[0]?.dims.length ?? 0);
    return [concat(call.graph, parts, axis)];
  },
  SplitV(call) {
    const x = computed(call, 0);
    const axis = axisOf(call, 2, x.dims.length);
    let to = 0;
    return numbers(call, 1).map((size) => {
      to += size;
      return slice(call.graph, x, axis, to - size, to);
    });
  },
  Pad: (call) => [padded(call, 0)],
  PadV2: (call) => [padded(call, single(call, 2))],
  Shape: (call) => [list(input(call, 0).dims)],
  StridedSlice: (call) => [picked(call)],
  Pack: (call) => [list(call.inputs.map((_, index) => single(call, index)))],
  SparseToDense: (call) => [scattered(call)],
};
