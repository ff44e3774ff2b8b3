// What was seen in a photo as the bytes and numbers of a row, and back.

import type { Thing } from '../../../../shared/moments/seen.ts';
import type { Measured } from '../../../../shared/signals.ts';
import { at } from '../../../../shared/arithmetic/vectors.ts';
import { floatBytes, floatsFrom } from '../../float-bytes.ts';

/** Numbers a thing. */
const WIDTH = 6;

export function bytesOfThings(things: readonly Thing[]): Buffer {
  return floatBytes(
    Float32Array.from(
      things.flatMap(({ coco, score, box }) => [
        ...[coco, score],
        ...[box.x, box.y, box.width, box.height],
      ]),
    ),
  );
}

export function thingsFrom(bytes: Uint8Array): Thing[] {
  const numbers = floatsFrom(bytes);
  return Array.from({ length: numbers.length / WIDTH }, (_, i) => {
    const value = (column: number) => at(numbers, WIDTH * i + column);
    const box = { x: value(2), y: value(3), width: value(4), height: value(5) };
    return { coco: value(0), score: value(1), box };
  });
}

/** Two bytes a number, of which one part in 256 is lost: enough to learn from, and half the cache. */
export function bytesOfFeatures(features: Float32Array): Buffer {
  const bits = new Uint32Array(features.buffer, features.byteOffset, features.length);
  const halves = Uint16Array.from(bits, (whole) => whole >>> 16);
  return Buffer.from(halves.buffer);
}

export function featuresFrom(bytes: Uint8Array): Float32Array {
  const halves = new Uint16Array(new Uint8Array(bytes).buffer);
  const bits = Uint32Array.from(halves, (half) => half << 16);
  return new Float32Array(bits.buffer);
}

const NOT_THERE = -1;

/** Signals of the scene are never below 0, so -1 is free for what is not there; what cannot be told is null. */
export function keptMeasure(measure: Measured): number | null {
  if (typeof measure === 'number') return measure;
  return measure === 'not there' ? NOT_THERE : null;
}

export function measureFrom(kept: number | null): Measured {
  if (kept === null) return 'cannot tell';
  return kept === NOT_THERE ? 'not there' : kept;
}
