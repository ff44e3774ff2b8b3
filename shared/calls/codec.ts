// Values as bytes and back: what a structured clone carries between Podium's processes, for HTTP.

/*
 * A frame is: u32 length of the header, the header (JSON, UTF-8, padded with spaces), then the raw bytes of every typed
 * array, each starting at a multiple of 8. Little endian throughout, as is every machine Podium runs on, so that reading a
 * column costs nothing: it is a view onto the frame. What JSON cannot say is written as an object with the key `$`.
 */

const alignment = 8;
const headerStart = 4;

const arrayTypes = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

type ArrayName = keyof typeof arrayTypes;
type Blob = { readonly at: number; readonly bytes: Uint8Array };

/**
 * One frame. Carries null, booleans, numbers, bigints, strings, undefined, arrays, plain objects, maps and typed arrays.
 * Throws TypeError for anything else: losing it silently would be worse.
 */
export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  const blobs: Blob[] = [];
  let end = 0;
  const keep = (bytes: Uint8Array) => {
    const at = end;
    blobs.push({ at, bytes });
    end = padded(at + bytes.length);
    return at;
  };
  const header = new TextEncoder().encode(JSON.stringify(plain(value, keep)));
  const blobsStart = padded(headerStart + header.length);
  const frame = new Uint8Array(blobsStart + end);
  new DataView(frame.buffer).setUint32(0, blobsStart - headerStart, true);
  frame.fill(0x20, headerStart + header.length, blobsStart);
  frame.set(header, headerStart);
  for (const { at, bytes } of blobs) frame.set(bytes, blobsStart + at);
  return frame;
}

/**
 * The value of one frame; its typed arrays are views onto `frame`. Throws SyntaxError when it is none. What comes from
 * elsewhere is asked to be at most `deepest` deep: reading what is nested a million times would hold up everything.
 */
export function decode(frame: Uint8Array, deepest = Infinity): unknown {
  const aligned = frame.byteOffset % alignment === 0 ? frame : frame.slice();
  if (aligned.length < headerStart) throw new SyntaxError('The frame ends early.');
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.length);
  const blobsStart = headerStart + view.getUint32(0, true);
  if (blobsStart > aligned.length) throw new SyntaxError('The frame ends early.');
  const headerBytes = aligned.subarray(headerStart, blobsStart);
  if (deepest !== Infinity && depthOf(headerBytes) > deepest)
    throw new SyntaxError('The frame is nested too deeply.');
  try {
    const header = new TextDecoder('utf-8', { fatal: true }).decode(headerBytes);
    return revived(JSON.parse(header), aligned.subarray(blobsStart));
  } catch (cause) {
    // No letters, an entry that is no pair, a column at an odd place: each has an error of its own class.
    throw new SyntaxError('The frame is damaged.', { cause });
  }
}

const [quote, backslash] = [0x22, 0x5c];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** How deep JSON is nested at its deepest, told without reading it: brackets outside of strings. */
function depthOf(json: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0;
    if (inString && byte === backslash) at++;
    else if (byte === quote) inString = !inString;
    else if (!inString && opening.has(byte)) deepest = Math.max(deepest, ++depth);
    else if (!inString && closing.has(byte)) depth--;
  }
  return deepest;
}

function padded(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

type Keep = (bytes: Uint8Array) => number;
type Tagged = Readonly<Record<string, unknown>> & { readonly $: string };

function plain(value: unknown, keep: Keep): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : tagNumber(value);
    case 'bigint':
      return { $: 'bigint', text: value.toString() };
    case 'undefined':
      return { $: 'undefined' };
    case 'object':
      return value === null ? null : plainObject(value, keep);
    case 'function':
    case 'symbol':
      throw new TypeError(`A ${typeof value} cannot be sent.`);
  }
}

function tagNumber(value: number): Tagged {
  return { $: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
}

function plainObject(value: object, keep: Keep): unknown {
  if (Array.isArray(value)) return Array.from(value, (item: unknown) => plain(item, keep));
  if (value instanceof Map)
    return {
      $: 'Map',
      entries: [...value].map(([key, item]) => [plain(key, keep), plain(item, keep)]),
    };
  if (isTypedArray(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { $: value[Symbol.toStringTag], at: keep(bytes), length: value.length };
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError(`${value.constructor.name} cannot be sent.`);
  const entries = Object.entries(value).map(([key, item]) => [key, plain(item, keep)] as const);
  return Object.hasOwn(value, '$') ? { $: 'object', entries } : Object.fromEntries(entries);
}

type AnyArray = InstanceType<(typeof arrayTypes)[ArrayName]>;

/** By kind, not by constructor: a Node Buffer is a Uint8Array to everybody else. */
function isTypedArray(value: object): value is AnyArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function revived(value: unknown, blobs: Uint8Array): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => revived(item, blobs));
  if (isTagged(value)) return untagged(value, blobs);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, revived(item, blobs)]),
  );
}

function isTagged(value: object): value is Tagged {
  return Object.hasOwn(value, '$');
}

function untagged(tagged: Tagged, blobs: Uint8Array): unknown {
  const { $: kind, text, entries, at, length } = tagged;
  switch (kind) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(digits(text));
    case 'bigint':
      return BigInt(digits(text));
    case 'Map':
      return new Map(pairs(entries, blobs));
    case 'object':
      return Object.fromEntries(pairs(entries, blobs) as [string, unknown][]);
    default:
      return column(kind, Number(at), Number(length), blobs);
  }
}

/** Longer than any number that is sent: turning a million digits into one takes seconds. */
const longestNumber = 400;

function digits(text: unknown): string {
  if (typeof text !== 'string' || text.length > longestNumber)
    throw new SyntaxError('The frame is damaged.');
  return text;
}

function pairs(entries: unknown, blobs: Uint8Array): [unknown, unknown][] {
  if (!Array.isArray(entries)) throw new SyntaxError('The frame is damaged.');
  return (entries as [unknown, unknown][]).map(([key, item]) => [
    revived(key, blobs),
    revived(item, blobs),
  ]);
}

function column(kind: string, at: number, length: number, blobs: Uint8Array): AnyArray {
  const Type = Object.hasOwn(arrayTypes, kind) ? arrayTypes[kind as ArrayName] : undefined;
  const inside =
    at >= 0 && length >= 0 && at + length * (Type?.BYTES_PER_ELEMENT ?? 0) <= blobs.length;
  if (Type === undefined || !inside) throw new SyntaxError('The frame is damaged.');
  return new Type(blobs.buffer as ArrayBuffer, blobs.byteOffset + at, length);
}
