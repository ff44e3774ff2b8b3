// Reads the model.json of a TensorFlow.js graph model: its nodes with their attributes, and the list of its weights.

import { z } from 'zod';
import { readWeights, type Weights } from '../graphs/weights.ts';

/** One operation. An input is a node's name, with `:1` and so on behind it where the node gives several tensors. */
export type TfNode = {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  /** Each throws where the node does not say. */
  number(attribute: string): number;
  numbers(attribute: string): readonly number[];
  word(attribute: string): string;
  words(attribute: string): readonly string[];
};

export type GraphModel = { readonly nodes: ReadonlyMap<string, TfNode>; readonly weights: Weights };

const word = z.base64().transform((coded) => Buffer.from(coded, 'base64').toString('latin1'));
const number = z.coerce.number();
const attribute = z.object({
  i: number.optional(),
  f: number.optional(),
  b: z.boolean().optional(),
  s: word.optional(),
  type: z.string().optional(),
  list: z.object({ i: z.array(number).default([]), s: z.array(word).default([]) }).optional(),
});
const node = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attribute).default({}),
});
const graphModel = z.object({
  format: z.literal('graph-model'),
  modelTopology: z.object({ node: z.array(node) }),
  weightsManifest: z.unknown(),
});

/** Throws when `json` is not a graph model, or its list of weights does not fit the bytes. */
export function readGraphModel(json: unknown, bytes: Uint8Array): GraphModel {
  const { modelTopology, weightsManifest } = graphModel.parse(json);
  const nodes = new Map(modelTopology.node.map((each) => [each.name, nodeOf(each)]));
  return { nodes, weights: readWeights(weightsManifest, bytes) };
}

function nodeOf({ name, op, input, attr }: z.infer<typeof node>): TfNode {
  const said = <T>(key: string, value: T | undefined): T => {
    if (value === undefined) throw new Error(`The node ${name} (${op}) has no attribute ${key}.`);
    return value;
  };
  return {
    name,
    op,
    inputs: input.filter((from) => !from.startsWith('^')), // those say when, not what
    number: (key) => {
      const { i, f, b } = attr[key] ?? {};
      return said(key, i ?? f ?? (b === undefined ? undefined : Number(b)));
    },
    numbers: (key) => said(key, attr[key]?.list?.i),
    word: (key) => said(key, attr[key]?.s ?? attr[key]?.type),
    words: (key) => said(key, attr[key]?.list?.s),
  };
}
