// The converter: each operation in a small network gives what TensorFlow.js gives, and what it cannot do it says.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { floatsOf, loadModel } from '../../electron/engine/running/inference.ts';
import { createGraph } from '../../models/graphs/onnx.ts';
import { convert } from '../../models/tfjs/convert.ts';
import { readGraphModel } from '../../models/tfjs/topology.ts';
import { openGraphModel } from './graph-model-reference.ts';
import { tinyModel, type TinyConstant, type TinyGraph, type TinyNode } from './tiny-graph.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'podium-graph-model-'));
});
after(() => rm(folder, { recursive: true }));

/** Numbers of both signs that repeat late. */
const some = (count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, i) => 3 * Math.sin(1.7 * (i + from)));
const floats = (dims: readonly number[], from = 0): TinyConstant => ({
  dims,
  values: some(
    dims.reduce((product, size) => product * size, 1),
    from,
  ),
});
const whole = (values: readonly number[], dims: readonly number[] = [values.length]) => ({
  ...{ dims, values },
  whole: true,
});
const scalar = (value: number) => whole([value], []);

function converted(graph: TinyGraph, output: string): Uint8Array {
  const { json, bytes } = tinyModel(graph);
  const onnx = createGraph('tiny');
  const x = onnx.input('x', graph.dims);
  onnx.output('y', convert(onnx, readGraphModel(json, bytes), { x }, { y: output }).y);
  return onnx.bytes();
}

async function assertSame(graph: TinyGraph, output: string): Promise<void> {
  const data = Float32Array.from(floats(graph.dims, 7).values);
  const path = join(folder, `${crypto.randomUUID()}.onnx`);
  await writeFile(path, converted(graph, output));
  const model = await loadModel(path, { threads: 1 });
  const own = floatsOf(await model.run({ x: { data, dims: graph.dims } }), 'y');
  await model.release();
  const { json, bytes } = tinyModel(graph);
  const reference = await openGraphModel(json, bytes);
  const [other] = reference.run({ data, dims: graph.dims }, [output]);
  reference.close();
  assert.equal(own.length, other?.length);
  assert.ok(own.length > 0 && new Set(own).size > 1, 'the numbers say something');
  for (const [i, value] of own.entries()) {
    const expected = other?.[i] ?? Number.NaN;
    assert.ok(Math.abs(value - expected) <= 1e-4, `${i}: ${value} is not ${expected}`);
  }
}

const image = [1, 5, 7, 4];
const window = {
  ...{ padding: 'SAME', data_format: 'NHWC' },
  ...{ strides: [1, 2, 2, 1], dilations: [1, 1, 1, 1] },
};
const half = { half_pixel_centers: true, align_corners: false };
const one = {
  ...{ begin_mask: 0, end_mask: 0, ellipsis_mask: 0, new_axis_mask: 0 },
  shrink_axis_mask: 1,
};

type Row = readonly [
  op: string,
  more: Readonly<Record<string, TinyConstant>>,
  says?: TinyNode['says'],
];
/** One operation on the image `x` and constants, in their order. */
const rows: readonly Row[] = [
  ['Conv2D', { w: floats([3, 3, 4, 2]) }, window],
  ['Conv2D', { w: floats([2, 3, 4, 5]) }, { ...window, padding: 'VALID' }],
  [
    '_FusedConv2D',
    { w: floats([3, 3, 4, 2]), b: floats([2]) },
    { ...window, fused_ops: ['BiasAdd'], num_args: 1 },
  ],
  [
    '_FusedConv2D',
    { w: floats([1, 1, 4, 2]), b: floats([2]) },
    { ...window, fused_ops: ['BiasAdd', 'Relu6'], num_args: 1 },
  ],
  [
    '_FusedConv2D',
    { w: floats([1, 1, 4, 3]), b: floats([3]), slopes: floats([1, 1, 3]) },
    { ...window, fused_ops: ['BiasAdd', 'Prelu'], num_args: 2 },
  ],
  ['DepthwiseConv2dNative', { w: floats([3, 3, 4, 1]) }, window],
  ['DepthwiseConv2dNative', { w: floats([3, 3, 4, 2]) }, window],
  [
    'FusedDepthwiseConv2dNative',
    { w: floats([3, 3, 4, 1]), b: floats([4]) },
    { ...window, fused_ops: ['BiasAdd', 'Relu'], num_args: 1 },
  ],
  ['MaxPool', {}, { ...window, padding: 'VALID', ksize: [1, 2, 2, 1] }],
  ['ResizeBilinear', { size: whole([10, 14]) }, half],
  ['ResizeBilinear', { size: whole([4, 3]) }, half],
  ['DepthToSpace', {}, { block_size: 2, data_format: 'NHWC' }],
  ['Prelu', { slopes: floats([1, 1, 4]) }],
  ['Relu', {}],
  ['LeakyRelu', {}, { alpha: 0.1 }],
  ['Sigmoid', {}],
  ['Add', { b: floats([4]) }],
  ['AddV2', { b: floats([1, 5, 1, 4]) }],
  ['Sub', { b: floats([7, 1]) }],
  ['Mul', { b: floats([], 2) }],
  ['Transpose', { perm: whole([0, 3, 1, 2]) }],
  ['Reshape', { dims: whole([2, -1, 5]) }],
  ['Pad', { room: whole([0, 0, 1, 2, 0, 3, 0, 0], [4, 2]) }],
  ['PadV2', { room: whole([0, 0, 0, 1, 2, 0, 0, 1], [4, 2]), value: floats([], 1) }],
];

describe('conversion of one operation', () => {
  for (const [op, constants, says = {}] of rows) {
    const shapes = Object.values(constants).map(
      ({ dims, values, whole }) => `[${(whole ? values : dims).join()}]`,
    );
    const words = [says['padding'], says['fused_ops']].flat().filter((word) => word !== undefined);
    it(`gives what ${[op, ...shapes, ...words].join(' ')} gives`, () =>
      assertSame(
        {
          dims: image,
          constants,
          nodes: [{ name: 'y', op, inputs: ['x', ...Object.keys(constants)], says }],
        },
        'y',
      ));
  }
});

describe('conversion of several', () => {
  it('joins and splits, and counts axes from the end', async () => {
    const graph: TinyGraph = {
      dims: image,
      constants: { last: scalar(-1), rows: scalar(1), sizes: whole([1, 3, 1]) },
      nodes: [
        { name: 'up', op: 'Relu', inputs: ['x'] },
        { name: 'both', op: 'ConcatV2', inputs: ['x', 'up', 'last'], says: { N: 2 } },
        { name: 'parts', op: 'SplitV', inputs: ['both', 'sizes', 'rows'], says: { num_split: 3 } },
        { name: 'y', op: 'Relu', inputs: ['parts:1'] },
      ],
    };
    await assertSame(graph, 'y');
  });

  it('works out a shape that the network would compute', async () => {
    const graph: TinyGraph = {
      dims: image,
      constants: {
        ...{ first: whole([1]), behind: whole([2]), step: whole([1]), rest: scalar(28) },
        ...{ place: whole([0], [1]), size: whole([2]), value: whole([5]), none: scalar(0) },
        base: whole([0, 28]),
      },
      nodes: [
        { name: 'shape', op: 'Shape', inputs: ['x'] },
        {
          name: 'rows',
          op: 'StridedSlice',
          inputs: ['shape', 'first', 'behind', 'step'],
          says: one,
        },
        { name: 'packed', op: 'Pack', inputs: ['rows', 'rest'], says: { N: 2, axis: 0 } },
        { name: 'flat', op: 'Reshape', inputs: ['x', 'packed'] },
        {
          name: 'sparse',
          op: 'SparseToDense',
          inputs: ['place', 'size', 'value', 'none'],
          says: { validate_indices: true },
        },
        { name: 'sum', op: 'AddV2', inputs: ['base', 'sparse'] },
        { name: 'again', op: 'Reshape', inputs: ['flat', 'sum'] },
        { name: 'y', op: 'Identity', inputs: ['again', '^flat'] },
      ],
    };
    await assertSame(graph, 'y');
  });

  it('takes what a feed stands for instead of what is before it', () => {
    const graph: TinyGraph = {
      dims: [1, 2],
      nodes: [
        { name: 'odd', op: 'Cumprod', inputs: ['x'] },
        { name: 'y', op: 'Relu', inputs: ['odd'] },
      ],
    };
    const { json, bytes } = tinyModel(graph);
    const onnx = createGraph('tiny');
    const odd = onnx.input('x', graph.dims);
    const { y } = convert(onnx, readGraphModel(json, bytes), { odd }, { y: 'y' });
    assert.deepEqual(y.dims, graph.dims);
  });
});

describe('what cannot be converted', () => {
  const on = (node: Omit<TinyNode, 'name'>, constants: TinyGraph['constants'] = {}) =>
    converted({ dims: image, constants, nodes: [{ name: 'y', ...node }] }, 'y');

  it('is an operation that Podium has no ONNX for', () => {
    assert.throws(
      () => on({ op: 'Cumprod', inputs: ['x'] }),
      /^Error: Podium has no ONNX for the operation Cumprod of the node y\.$/,
    );
  });

  for (const [what, node, message] of [
    [
      'another padding',
      { op: 'MaxPool', inputs: ['x'], says: { ...window, ksize: [1, 2, 2, 1] } },
      /MaxPool of the node y with padding SAME\./,
    ],
    [
      'other dilations',
      { op: 'Conv2D', inputs: ['x', 'w'], says: { ...window, dilations: [1, 2, 2, 1] } },
      /Conv2D of the node y with dilations/,
    ],
    [
      'sides that differ',
      { op: 'Conv2D', inputs: ['x', 'w'], says: { ...window, strides: [1, 1, 2, 1] } },
      /with strides 1 x 1 x 2 x 1/,
    ],
    [
      'another activation',
      {
        op: '_FusedConv2D',
        inputs: ['x', 'w', 'b'],
        says: { ...window, fused_ops: ['BiasAdd', 'Elu'] },
      },
      /with the activation Elu/,
    ],
    [
      'corners that are aligned',
      { op: 'ResizeBilinear', inputs: ['x', 'size'], says: { ...half, align_corners: true } },
      /other than half pixel centres/,
    ],
    [
      'a shape that is computed',
      { op: 'Reshape', inputs: ['x', 'x'] },
      /with an input number 1 that is computed/,
    ],
    [
      'an input too few',
      { op: 'Add', inputs: ['x'] },
      /The node y \(Add\) has no input number 1\./,
    ],
    [
      'an attribute too few',
      { op: 'LeakyRelu', inputs: ['x'] },
      /The node y \(LeakyRelu\) has no attribute alpha\./,
    ],
    ['an input that is nowhere', { op: 'Relu', inputs: ['z'] }, /The model has no node named z\./],
    [
      'a tensor that no node gives',
      { op: 'Relu', inputs: ['x:1'] },
      /The node x gives no tensor number 1\./,
    ],
  ] as const)
    it(`is ${what}`, () => {
      const constants = { w: floats([1, 1, 4, 2]), b: floats([2]), size: whole([4, 4]) };
      assert.throws(() => on(node, constants), message);
    });

  it('is a file that is no graph model, or whose weights are cut short', () => {
    const { json, bytes } = tinyModel({
      dims: image,
      constants: { w: floats([4]) },
      nodes: [{ name: 'y', op: 'Add', inputs: ['x', 'w'] }],
    });
    assert.throws(() => readGraphModel({ ...json, format: 'layers-model' }, bytes), /graph-model/);
    assert.throws(() => readGraphModel(json, bytes.subarray(0, 12)));
    assert.throws(
      () => readGraphModel(json, Buffer.concat([bytes, bytes])),
      /The weight list describes 16 bytes, the file has 32\./,
    );
  });
});
