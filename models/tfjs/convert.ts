// Turns a TensorFlow.js graph model into ONNX nodes: only what the asked-for tensors need, shapes worked out on the way.

import type { Graph, Value } from '../graphs/onnx.ts';
import { imageOperations } from './image-operations.ts';
import { valueOf, type Operand, type Operation } from './operand.ts';
import { shapeOperations } from './shape-operations.ts';
import type { GraphModel } from './topology.ts';

const operations: Readonly<Record<string, Operation>> = { ...imageOperations, ...shapeOperations };

/**
 * The tensors of some nodes, as values of `graph`. `feeds` says what stands for a node: for the input of the
 * network, or for any node further on. Images stay NHWC, as TensorFlow has them: what ONNX knows for NCHW only stands
 * between two transpositions, nearly all of which the runtime removes.
 * Throws a sentence that names the operation that Podium has no ONNX for.
 */
export function convert<Name extends string>(
  graph: Graph,
  model: GraphModel,
  feeds: Readonly<Record<string, Value>>,
  wanted: Readonly<Record<Name, string>>,
): Readonly<Record<Name, Value>> {
  const done = new Map<string, readonly Operand[]>();
  const given = (name: string): readonly Operand[] => {
    const feed = feeds[name];
    const operands = done.get(name) ?? (feed ? [feed] : made(name));
    done.set(name, operands);
    return operands;
  };
  const made = (name: string): readonly Operand[] => {
    const node = model.nodes.get(name);
    if (!node) throw new Error(`The model has no node named ${name}.`);
    if (node.op === 'Const') return [model.weights.get(name)];
    const operation = operations[node.op];
    if (!operation)
      throw new Error(`Podium has no ONNX for the operation ${node.op} of the node ${name}.`);
    return operation({ graph, node, inputs: node.inputs.map(operand) });
  };
  const operand = (reference: string): Operand => {
    const [, name = reference, index = '0'] = /^(.*?)(?::(\d+))?$/.exec(reference) ?? [];
    const found = given(name)[Number(index)];
    if (found) return found;
    throw new Error(`The node ${name} gives no tensor number ${index}.`);
  };
  const values = Object.entries<string>(wanted).map(
    ([name, node]) => [name, valueOf(graph, operand(node))] as const,
  );
  return Object.fromEntries(values) as Record<Name, Value>;
}
