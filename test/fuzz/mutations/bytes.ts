// Mutations that know nothing of a file but that it has bytes, and that some of them are numbers.

import type { Random } from '../random.ts';

/** Where arithmetic turns over, and what stands for none or for all. */
const oddNumbers = [
  ...[0, 1, 2, 3, 4, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000],
  ...[0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 0x10000000, 0x40000000, 0x00ffffff],
];

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const at = (bytes: Buffer, random: Random) => random.below(bytes.length + 1);

/** A place and a short way from there; sometimes a long one. */
function range(bytes: Buffer, random: Random): [start: number, end: number] {
  const start = at(bytes, random);
  const length = random.chance(0.8) ? 1 + random.below(16) : random.below(bytes.length - start + 1);
  return [start, Math.min(bytes.length, start + length)];
}

function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let left = 1 + random.below(8); left > 0 && copy.length > 0; left -= 1) {
    const place = random.below(copy.length);
    copy[place] = (copy[place] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
}

function numbered(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const width = random.pick([1, 2, 4, 4, 8]);
  if (copy.length < width) return copy;
  const place = random.below(copy.length - width + 1);
  const value = BigInt.asUintN(8 * width, BigInt(random.pick(oddNumbers)));
  const written = Buffer.alloc(8);
  if (random.chance(0.5)) written.writeBigUInt64LE(value);
  else written.writeBigUInt64BE(value << BigInt(64 - 8 * width));
  written.copy(copy, place, 0, width);
  return copy;
}

function shifted(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length === 0) return copy;
  const place = random.below(copy.length);
  copy[place] = ((copy[place] ?? 0) + random.pick([1, -1, 16, -16])) & 0xff;
  return copy;
}

function removed(bytes: Buffer, random: Random): Buffer {
  const [start, end] = range(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function repeated(bytes: Buffer, random: Random): Buffer {
  const [start, end] = range(bytes, random);
  const times = random.chance(0.9) ? 1 : 100;
  const copies = Array.from({ length: times }, () => bytes.subarray(start, end));
  const most = 1 << 20; // what is longer tests nothing more and takes its time
  return Buffer.concat([bytes.subarray(0, end), ...copies, bytes.subarray(end)]).subarray(0, most);
}

function filled(bytes: Buffer, random: Random): Buffer {
  const [start, end] = range(bytes, random);
  return Buffer.from(bytes).fill(random.pick([0, 0xff, 0x20]), start, end);
}

function cut(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, at(bytes, random));
}

function moved(bytes: Buffer, random: Random): Buffer {
  const [start, end] = range(bytes, random);
  const rest = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  const place = at(rest, random);
  return Buffer.concat([rest.subarray(0, place), bytes.subarray(start, end), rest.subarray(place)]);
}

const mutations: readonly Mutation[] = [
  ...[flipped, flipped, numbered, numbered, numbered, shifted],
  ...[removed, repeated, filled, cut, moved],
];

export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  return random.pick(mutations)(bytes, random);
}
