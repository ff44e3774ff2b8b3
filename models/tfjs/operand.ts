// What an operation of TensorFlow takes and gives: numbers that are known at conversion, or a value of the network.

import { weightConstant } from '../graphs/layers.ts';
import type { Graph, Value } from '../graphs/onnx.ts';
import type { Weight } from '../graphs/weights.ts';
import type { TfNode } from './topology.ts';

export type Operand = Weight | Value;

export type Call = {
  readonly graph: Graph;
  readonly node: TfNode;
  readonly inputs: readonly Operand[];
};
/** Adds to the graph what a node computes; one operand for each tensor that it gives. */
export type Operation = (call: Call) => readonly Operand[];

export function isKnown(operand: Operand): operand is Weight {
  return 'data' in operand;
}

/** An operand as a value of the network: what is known becomes a constant. */
export function valueOf(graph: Graph, operand: Operand): Value {
  return isKnown(operand) ? weightConstant(graph, operand) : operand;
}

export function input({ node, inputs }: Call, index: number): Operand {
  const operand = inputs[index];
  if (operand) return operand;
  throw new Error(`The node ${node.name} (${node.op}) has no input number ${index}.`);
}

/** Value of an input. */
export function computed(call: Call, index: number): Value {
  return valueOf(call.graph, input(call, index));
}

/** An input that has to be known at conversion: a filter, a shape, an axis. */
export function known(call: Call, index: number): Weight {
  const operand = input(call, index);
  if (isKnown(operand)) return operand;
  throw unsupported(call.node, `an input number ${index} that is computed`);
}

export function numbers(call: Call, index: number): readonly number[] {
  return [...known(call, index).data];
}

export function unsupported({ name, op }: TfNode, what: string): Error {
  return new Error(`Podium has no ONNX for the operation ${op} of the node ${name} with ${what}.`);
}
