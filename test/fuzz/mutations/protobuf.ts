// Protobuf messages as their fields, for mutations of ONNX files.

import type { Part } from './structure.ts';

function varint(bytes: Buffer, at: number): { value: number; end: number } | null {
  let value = 0;
  for (let i = 0; i < 8; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return null;
}

function varintBytes(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  while (left >= 0x80) {
    bytes.push((left % 0x80) | 0x80);
    left = Math.floor(left / 0x80);
  }
  return Buffer.from([...bytes, left]);
}

/** Named NUMBER:KIND, as the wire has them; null where the bytes are no whole message. */
export function fieldsOf(bytes: Buffer): Part[] | null {
  const parts: Part[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes, at);
    if (!tag || tag.value < 8) return null;
    const kind = tag.value % 8;
    const type = `${Math.floor(tag.value / 8)}:${kind}`;
    const body = bodyAt(bytes, tag.end, kind);
    if (!body) return null;
    parts.push({ type, body: body.bytes });
    at = body.end;
  }
  return parts;
}

function bodyAt(bytes: Buffer, at: number, kind: number): { bytes: Buffer; end: number } | null {
  const number = kind === 0 || kind === 2 ? varint(bytes, at) : null;
  const fixed = kind === 1 ? 8 : kind === 5 ? 4 : null;
  if (!number && fixed === null) return null;
  const start = kind === 2 && number ? number.end : at;
  const length = fixed ?? (kind === 2 ? number?.value : number && number.end - at) ?? 0;
  if (start + length > bytes.length) return null;
  return { bytes: bytes.subarray(start, start + length), end: start + length };
}

export function joinFields(parts: readonly Part[]): Buffer {
  return Buffer.concat(
    parts.flatMap(({ type, body }) => {
      const [number = 0, kind = 0] = type.split(':').map(Number);
      const tag = varintBytes(number * 8 + kind);
      return kind === 2 ? [tag, varintBytes(body.length), body] : [tag, body];
    }),
  );
}
