// Walks the fields of a protobuf message in a file, without reading what is not asked for: weights are stepped over.

import { readSync } from 'node:fs';

/** Part of a file: a message, a text, numbers. */
export type Span = { readonly start: number; readonly end: number };

/** `value` of a single number, whose span is empty; the span of whatever is stored with its length. */
export type Field = Span & { readonly number: number; readonly value: number };

export type Message = {
  fieldsOf(span: Span): Iterable<Field>;
  text(span: Span): string;
  /** The first of the whole numbers of a field, one or a packed list of them. */
  wholeNumbers(field: Field, most: number): readonly number[];
  /** The same of 8 bytes each. */
  longs(span: Span, most: number): readonly number[];
};

/** Fields of all messages together: no honest network of any size has more. */
const mostFields = 5_000_000;
const mostLetters = 10_000;
const windowBytes = 1 << 16;

export const damaged = 'The file is damaged or not a model Podium can run.';

/** Walks an open file; everything throws a sentence where the file is not such a message. */
export function openMessage(file: number): Message {
  const byteAt = openWindow(file);
  let seen = 0;
  const varint = (cursor: { at: number }, end: number) => {
    let value = 0;
    for (let shift = 0; shift < 70 && cursor.at < end; shift += 7) {
      const byte = byteAt(cursor.at++);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error(damaged);
  };
  const slice = ({ start, end }: Span) => {
    const part = Buffer.alloc(end - start);
    if (readSync(file, part, 0, part.length, start) < part.length) throw new Error(damaged);
    return part;
  };
  return {
    *fieldsOf({ start, end }) {
      const cursor = { at: start };
      while (cursor.at < end) {
        if (++seen > mostFields)
          throw new Error('It has more parts than any network Podium knows.');
        const tag = varint(cursor, end);
        const [number, wire] = [Math.floor(tag / 8), tag % 8];
        if (wire === 0) {
          const value = varint(cursor, end);
          yield { number, value, start: cursor.at, end: cursor.at };
          continue;
        }
        const length = wire === 2 ? varint(cursor, end) : fixedBytes(wire);
        const from = cursor.at;
        cursor.at += length;
        if (cursor.at > end) throw new Error(damaged);
        yield { number, value: 0, start: from, end: cursor.at };
      }
    },
    text(span) {
      if (span.end - span.start > mostLetters)
        throw new Error('It has a name of more than 10,000 letters.');
      return slice(span).toString('utf8');
    },
    wholeNumbers({ start, end, value }, most) {
      if (start === end) return [value];
      const numbers: number[] = [];
      const cursor = { at: start };
      while (cursor.at < end && numbers.length < most) numbers.push(varint(cursor, end));
      return numbers;
    },
    longs({ start, end }, most) {
      const data = slice({ start, end: Math.min(end, start + 8 * most) });
      return Array.from({ length: Math.floor(data.length / 8) }, (_, i) =>
        Number(data.readBigInt64LE(8 * i)),
      );
    },
  };
}

/** Groups, which have a beginning and an end instead, are not in any file of today. */
function fixedBytes(wire: number): number {
  if (wire === 1) return 8;
  if (wire === 5) return 4;
  throw new Error(damaged);
}

/** Single bytes of a file, read a window at a time. */
function openWindow(file: number): (position: number) => number {
  const window = Buffer.alloc(windowBytes);
  let [from, until] = [0, 0];
  return (position) => {
    if (position < from || position >= until) {
      from = position;
      until = position + readSync(file, window, 0, windowBytes, position);
    }
    if (position >= until) throw new Error(damaged);
    return window.readUInt8(position - from);
  };
}
