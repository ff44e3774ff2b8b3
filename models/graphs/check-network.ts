// What an ONNX file may be made of, read before the runtime opens it, by ONNX's published field numbers.

import { closeSync, fstatSync, openSync } from 'node:fs';
import { damaged, openMessage, type Message, type Span } from './message-fields.ts';

/** The largest published networks have a few thousand. */
const mostNodes = 100_000;
/** Graphs within graphs: an If in a Loop in a Scan is three. */
const mostNested = 16;
/** Numbers that a constant may ask for in one tensor: 512 MB as 32-bit floats. */
const mostNumbers = 2 ** 27;
/** Whole numbers of a constant that are looked at: a shape has one an axis. */
const mostAxes = 64;

/** By operator: which of its inputs says how large the result becomes, or how many times as large. */
const shapeInput: Readonly<Record<string, number>> = {
  ConstantOfShape: 0,
  Expand: 1,
  Tile: 1,
  Resize: 3,
};

const external =
  'It keeps its numbers in other files (external data). Save it as one file and import that.';

/**
 * Throws a sentence where the file is no ONNX file, keeps numbers in other files, has more nodes than any network, or
 * asks by a constant for a tensor that would fill the memory. A shape that is computed is not seen here: the trial
 * meets it.
 */
export function checkNetwork(path: string): void {
  const file = openSync(path, 'r');
  try {
    checkModel(openMessage(file), { start: 0, end: fstatSync(file).size });
  } finally {
    closeSync(file);
  }
}

type Seen = {
  readonly message: Message;
  nodes: number;
  /** Small constants by name. */
  readonly constants: Map<string, readonly number[]>;
  /** Nodes that make a tensor as large as a constant says. */
  readonly growers: { readonly op: string; readonly shape: string }[];
};

function checkModel(message: Message, span: Span): void {
  const seen: Seen = { message, nodes: 0, constants: new Map(), growers: [] };
  let graphs = 0;
  for (const field of message.fieldsOf(span)) {
    if (field.number === 7) graphs++;
    if (field.number === 7) graph(seen, field, 1);
    if (field.number === 20) training(seen, field);
    if (field.number === 25) ownOperator(seen, field);
  }
  if (graphs === 0) throw new Error(damaged);
  for (const { op, shape } of seen.growers) checkSize(op, seen.constants.get(shape) ?? []);
}

function checkSize(op: string, shape: readonly number[]): void {
  // Below 0, or such a number read without its sign: as large as the input is.
  const known = shape.filter((size) => size >= 0 && size < 2 ** 63);
  const count = known.reduce((product, size) => product * size, 1);
  if (count <= mostNumbers) return;
  const [asked, most] = [count, mostNumbers].map((number) => number.toLocaleString('en'));
  throw new Error(`It asks for ${asked} numbers at once (${op}); ${most} are the most.`);
}

function graph(seen: Seen, span: Span, depth: number): void {
  if (depth > mostNested) throw new Error(`It has more than ${mostNested} graphs in each other.`);
  for (const field of seen.message.fieldsOf(span)) {
    if (field.number === 1) node(seen, field, depth);
    if (field.number === 15) sparse(seen, field);
    if (field.number !== 5) continue;
    const { name, numbers } = tensor(seen, field);
    seen.constants.set(name, numbers);
  }
}

/** Two graphs that a model may be trained with. */
function training(seen: Seen, span: Span): void {
  for (const field of seen.message.fieldsOf(span))
    if (field.number === 1 || field.number === 2) graph(seen, field, 1);
}

function ownOperator(seen: Seen, span: Span): void {
  for (const field of seen.message.fieldsOf(span)) {
    if (field.number === 7) node(seen, field, 1);
    if (field.number === 11) attribute(seen, field, 1);
  }
}

function node(seen: Seen, span: Span, depth: number): void {
  const { message } = seen;
  if (++seen.nodes > mostNodes)
    throw new Error(`It has more than ${mostNodes.toLocaleString('en')} nodes.`);
  const inputs: string[] = [];
  const outputs: string[] = [];
  let op = '';
  let held: readonly number[] = [];
  for (const field of message.fieldsOf(span)) {
    if (field.number === 1) inputs.push(message.text(field));
    if (field.number === 2) outputs.push(message.text(field));
    if (field.number === 4) op = message.text(field);
    if (field.number === 5) held = [...held, ...attribute(seen, field, depth)].slice(0, mostAxes);
  }
  if (op === 'Constant') for (const name of outputs) seen.constants.set(name, held);
  const shape = inputs[shapeInput[op] ?? inputs.length];
  if (shape !== undefined) seen.growers.push({ op, shape });
}

/** The whole numbers that an attribute holds, as a list or as a tensor. */
function attribute(seen: Seen, span: Span, depth: number): readonly number[] {
  let numbers: readonly number[] = [];
  for (const field of seen.message.fieldsOf(span)) {
    if (field.number === 5) ({ numbers } = tensor(seen, field));
    if (field.number === 8)
      numbers = [...numbers, ...seen.message.wholeNumbers(field, mostAxes)].slice(0, mostAxes);
    if (field.number === 10) tensor(seen, field);
    if (field.number === 6 || field.number === 11) graph(seen, field, depth + 1);
    if (field.number === 22 || field.number === 23) sparse(seen, field);
  }
  return numbers;
}

function sparse(seen: Seen, span: Span): void {
  for (const field of seen.message.fieldsOf(span))
    if (field.number === 1 || field.number === 2) tensor(seen, field);
}

/** Name and whole numbers of a tensor; only a small one can be a shape. */
function tensor(
  { message }: Seen,
  span: Span,
): { readonly name: string; readonly numbers: readonly number[] } {
  let name = '';
  let numbers: readonly number[] = [];
  for (const field of message.fieldsOf(span)) {
    if (field.number === 7)
      numbers = [...numbers, ...message.wholeNumbers(field, mostAxes)].slice(0, mostAxes);
    if (field.number === 8) name = message.text(field);
    if (field.number === 9 && field.end - field.start <= 8 * mostAxes)
      numbers = message.longs(field, mostAxes);
    if (field.number === 13 || (field.number === 14 && field.value !== 0))
      throw new Error(external);
  }
  return { name, numbers };
}
