// Reads the part of Python's pickle format that a dictionary of tensors is written in. Nothing is run: what would call
// anything but the two functions that such a dictionary needs is refused.

/** Where a tensor's numbers lie, and which of them it is. */
export type PickledTensor = {
  readonly kind: 'tensor';
  /** Name of its storage in the file. */
  readonly storage: string;
  /** Numbers in the whole storage. */
  readonly stored: number;
  readonly offset: number;
  readonly size: readonly number[];
  readonly stride: readonly number[];
};
type Named = { readonly kind: 'named'; readonly name: string };
type Storage = { readonly kind: 'storage'; readonly name: string; readonly stored: number };
type Value = string | number | boolean | Value[] | Dictionary | Named | Storage | PickledTensor;
type Dictionary = Map<string, Value>;

const ORDERED = 'collections OrderedDict';
const TENSOR = 'torch._utils _rebuild_tensor_v2';
const FLOATS = 'torch FloatStorage';

const MOST_STEPS = 10_000;
const MARK = Symbol('mark');

type Stack = (Value | typeof MARK)[];

/** One pass over the bytes: what has been read, what lies on the stack, and what is remembered by number. */
type Reading = {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  readonly stack: Stack;
  readonly memo: Map<number, Value>;
};

function refused(what: string): Error {
  return new Error(`is not written as weights are (${what})`);
}

function pop(stack: Stack): Value {
  const value = stack.pop();
  if (value === undefined || value === MARK) throw refused('a value is missing');
  return value;
}

/** Everything above the last mark, which goes too. */
function popToMark(stack: Stack): Value[] {
  const mark = stack.lastIndexOf(MARK);
  if (mark < 0) throw refused('a mark is missing');
  return stack.splice(mark).slice(1) as Value[];
}

function popSome(stack: Stack, count: number): Value[] {
  return Array.from({ length: count }, () => pop(stack)).reverse();
}

/** The place after the next `length` bytes, which are read. */
function advance(reading: Reading, length: number): number {
  const { at, bytes } = reading;
  if (at + length > bytes.length) throw refused('it ends too soon');
  reading.at += length;
  return at;
}

const byte = (reading: Reading) => reading.view.getUint8(advance(reading, 1));
const short = (reading: Reading) => reading.view.getUint16(advance(reading, 2), true);
const long = (reading: Reading) => reading.view.getUint32(advance(reading, 4), true);

function words(reading: Reading, length: number): string {
  const from = advance(reading, length);
  return Buffer.from(reading.bytes.subarray(from, from + length)).toString('utf8');
}

function line(reading: Reading): string {
  const end = reading.bytes.indexOf(0x0a, reading.at);
  if (end < 0) throw refused('it ends too soon');
  const read = words(reading, end - reading.at);
  advance(reading, 1);
  return read;
}

/** The two functions that may be called. */
function called(what: Value, given: Value): Value {
  if (isNamed(what, ORDERED) && Array.isArray(given) && given.length === 0) return new Map();
  if (isNamed(what, TENSOR) && Array.isArray(given)) return tensorOf(given);
  throw refused('it calls something');
}

function isNamed(value: Value | undefined, name: string): boolean {
  return (
    typeof value === 'object' && 'kind' in value && value.kind === 'named' && value.name === name
  );
}

function tensorOf([storage, offset, size, stride]: Value[]): PickledTensor {
  const isStorage = typeof storage === 'object' && 'kind' in storage && storage.kind === 'storage';
  if (!isStorage || typeof offset !== 'number') throw refused('a tensor without numbers');
  const { name, stored } = storage;
  return {
    ...{ kind: 'tensor', storage: name, stored, offset },
    ...{ size: wholes(size), stride: wholes(stride) },
  };
}

function wholes(value: Value | undefined): readonly number[] {
  if (!Array.isArray(value)) throw refused('a tensor without a shape');
  return value.map((one) => {
    if (typeof one !== 'number') throw refused('a tensor without a shape');
    return one;
  });
}

/** ('storage', FloatStorage, name, 'cpu', count): what torch keeps outside of the pickle. */
function storageOf(value: Value): Storage {
  const [what, kind, name, , stored] = Array.isArray(value) ? value : [];
  const known = what === 'storage' && isNamed(kind, FLOATS);
  if (!known || typeof name !== 'string' || typeof stored !== 'number')
    throw refused('numbers of another kind than 32-bit floats');
  return { kind: 'storage', name, stored };
}

function setItems(stack: Stack, items: readonly Value[]): void {
  const into = stack.at(-1);
  if (!(into instanceof Map)) throw refused('an entry without a dictionary');
  for (let i = 0; i < items.length; i += 2) {
    const [key, value] = [items[i], items[i + 1]];
    if (typeof key !== 'string' || value === undefined) throw refused('an entry without a name');
    into.set(key, value);
  }
}

function remember({ stack, memo }: Reading, number: number): void {
  const top = stack.at(-1);
  if (top === undefined || top === MARK) throw refused('a value is missing');
  memo.set(number, top);
}

function recalled({ memo }: Reading, number: number): Value {
  const value = memo.get(number);
  if (value === undefined) throw refused('a value is missing');
  return value;
}

/** By their names in Python's pickletools: EMPTY_TUPLE, MARK, BINUNICODE and so on. */
const operations: Readonly<Record<string, (reading: Reading) => void>> = {
  c: (reading) => {
    const name = `${line(reading)} ${line(reading)}`;
    if (![ORDERED, TENSOR, FLOATS].includes(name)) throw refused(`it names ${name}`);
    reading.stack.push({ kind: 'named', name });
  },
  q: (reading) => {
    remember(reading, byte(reading));
  },
  h: (reading) => reading.stack.push(recalled(reading, byte(reading))),
  ')': ({ stack }) => stack.push([]),
  '}': ({ stack }) => stack.push(new Map()),
  '(': ({ stack }) => stack.push(MARK),
  X: (reading) => reading.stack.push(words(reading, long(reading))),
  K: (reading) => reading.stack.push(byte(reading)),
  M: (reading) => reading.stack.push(short(reading)),
  '\x89': ({ stack }) => stack.push(false),
  t: ({ stack }) => stack.push(popToMark(stack)),
  '\x85': ({ stack }) => stack.push(popSome(stack, 1)),
  '\x86': ({ stack }) => stack.push(popSome(stack, 2)),
  Q: ({ stack }) => stack.push(storageOf(pop(stack))),
  R: ({ stack }) => {
    const given = pop(stack);
    stack.push(called(pop(stack), given));
  },
  u: ({ stack }) => {
    setItems(stack, popToMark(stack));
  },
  s: ({ stack }) => {
    setItems(stack, popSome(stack, 2));
  },
  // Attributes of a dictionary, such as torch's _metadata: nothing of them is needed.
  b: ({ stack }) => void pop(stack),
};

const PROTO = 0x80;
const STOP = 0x2e;

/** The tensors of a dictionary by their names. Throws with what is wrong, without a subject, where it is anything else. */
export function readTensors(bytes: Uint8Array): ReadonlyMap<string, PickledTensor> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reading: Reading = { bytes, view, at: 0, stack: [], memo: new Map() };
  if (byte(reading) !== PROTO || byte(reading) !== 2) throw refused('another version of pickle');
  for (let step = 0, code = byte(reading); code !== STOP; step++, code = byte(reading)) {
    const operation = operations[String.fromCharCode(code)];
    if (!operation) throw refused(`operation ${code}`);
    if (step > MOST_STEPS) throw refused('it does not end');
    operation(reading);
  }
  const [result, ...more] = reading.stack;
  if (!(result instanceof Map) || more.length > 0) throw refused('no dictionary');
  return new Map([...result].map(([name, value]) => [name, tensorNamed(name, value)]));
}

function tensorNamed(name: string, value: Value): PickledTensor {
  if (typeof value === 'object' && 'kind' in value && value.kind === 'tensor') return value;
  throw refused(`"${name}" is no tensor`);
}
