// Small TensorFlow.js graph models, written down in a few words: an input `x`, constants, and operations on them.

import type { ModelJson } from './graph-model-reference.ts';

/** A word is written in base 64, a list of numbers as words, a number as what it is. */
export type TinyAttribute = string | number | boolean | readonly number[] | readonly string[];
export type TinyNode = {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly says?: Readonly<Record<string, TinyAttribute>>;
};
export type TinyConstant = {
  readonly dims: readonly number[];
  readonly values: readonly number[];
  readonly whole?: boolean;
};
export type TinyGraph = {
  readonly dims: readonly number[];
  readonly constants?: Readonly<Record<string, TinyConstant>>;
  readonly nodes: readonly TinyNode[];
};

const coded = (text: string) => Buffer.from(text).toString('base64');

function attribute(value: TinyAttribute): object {
  if (typeof value === 'string') return { s: coded(value) };
  if (typeof value === 'boolean') return { b: value };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { i: String(value) } : { f: value };
  const texts = value.filter((each) => typeof each === 'string');
  return { list: texts.length > 0 ? { s: texts.map(coded) } : { i: value.map(String) } };
}

/** The two files that a package would have. */
export function tinyModel({ dims, constants = {}, nodes }: TinyGraph): {
  readonly json: ModelJson & { readonly format: 'graph-model' };
  readonly bytes: Uint8Array;
} {
  const list = Object.entries(constants);
  const shape = { dim: dims.map((size) => ({ size: String(size) })) };
  const node = [
    { name: 'x', op: 'Placeholder', attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape } } },
    ...list.map(([name, { whole }]) => ({
      name,
      op: 'Const',
      attr: { dtype: { type: whole ? 'DT_INT32' : 'DT_FLOAT' } },
    })),
    ...nodes.map(({ name, op, inputs, says = {} }) => ({
      name,
      op,
      input: inputs,
      attr: Object.fromEntries(Object.entries(says).map(([key, value]) => [key, attribute(value)])),
    })),
  ];
  const weights = list.map(([name, each]) => ({
    name,
    shape: each.dims,
    dtype: each.whole ? 'int32' : 'float32',
  }));
  const parts = list.map(([, { values, whole }]) =>
    whole ? Int32Array.from(values) : Float32Array.from(values),
  );
  const bytes = Buffer.concat(parts.map(({ buffer }) => Buffer.from(buffer)));
  const modelTopology = { node, versions: { producer: 1 } };
  return { json: { format: 'graph-model', modelTopology, weightsManifest: [{ weights }] }, bytes };
}
