// Reads weights as TensorFlow.js keeps them: a JSON list of tensors, and their bytes one after another.

import { z } from 'zod';
import { floatOf } from './halves.ts';

/** A weight as TensorFlow.js keeps it: filters are HWIO, depthwise filters HWC1. */
export type Weight = { readonly dims: readonly number[]; readonly data: Float32Array };

/** Weights by their name in the package. Asking for one that is not there is an error. */
export type Weights = { get(name: string): Weight };

const tensorSchema = z.object({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z
    .discriminatedUnion('dtype', [
      z.object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() }),
      z.object({ dtype: z.literal('float16') }),
    ])
    .optional(),
});
const groupsSchema = z.array(z.object({ weights: z.array(tensorSchema) })).length(1);

type TensorEntry = z.infer<typeof tensorSchema>;

const bytesEach = { uint8: 1, float16: 2 } as const;

function readTensor(
  entry: TensorEntry,
  bytes: DataView,
  offset: number,
  count: number,
): Float32Array {
  const data = new Float32Array(count);
  const { quantization } = entry;
  for (let i = 0; i < count; i++) {
    if (quantization?.dtype === 'uint8')
      data[i] = bytes.getUint8(offset + i) * quantization.scale + quantization.min;
    else if (quantization) data[i] = floatOf(bytes.getUint16(offset + 2 * i, true));
    else if (entry.dtype === 'int32') data[i] = bytes.getInt32(offset + 4 * i, true);
    else data[i] = bytes.getFloat32(offset + 4 * i, true);
  }
  return data;
}

/**
 * Takes a weight file apart. `list` is the parsed list of tensors, `bytes` the `*.bin`.
 * A value of 8 bits is `q * scale + min`. Throws when the list does not fit the bytes exactly.
 */
export function readWeights(list: unknown, bytes: Uint8Array): Weights {
  const [group] = groupsSchema.parse(list);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const entry of group?.weights ?? []) {
    const count = entry.shape.reduce((product, size) => product * size, 1);
    weights.set(entry.name, { dims: entry.shape, data: readTensor(entry, view, offset, count) });
    offset += count * (entry.quantization ? bytesEach[entry.quantization.dtype] : 4);
  }
  if (offset !== bytes.byteLength) {
    throw new Error(`The weight list describes ${offset} bytes, the file has ${bytes.byteLength}.`);
  }
  return {
    get(name) {
      const weight = weights.get(name);
      if (!weight) throw new Error(`The weight file has no tensor named ${name}.`);
      return weight;
    },
  };
}
