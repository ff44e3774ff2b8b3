// Reads a linear layer with one output (a vector of weights and a bias) as PyTorch saves it, without PyTorch.

import { open } from 'node:fs/promises';
import { readTensors } from './pickle.ts';
import { readStoredZip } from './stored-zip.ts';

/** A number of a vector: its dot product with `weights`, plus `bias`. */
export type LinearHead = { readonly weights: Float32Array; readonly bias: number };

/** A head of 512 weights has 3 kB; what is larger than this is something else. */
const MOST_BYTES = 1 << 20;

/**
 * Reads the head from a file. Throws a sentence where it holds anything but one layer of `dimensions` weights and a bias,
 * all of them finite 32-bit floats, in PyTorch's zip format.
 */
export async function readLinearHead(path: string, dimensions: number): Promise<LinearHead> {
  const bytes = await readSmall(path);
  try {
    return linearHeadOf(bytes, dimensions);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path} cannot be used: it ${why}.`, { cause });
  }
}

async function readSmall(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    if ((await file.stat()).size <= MOST_BYTES) return await file.readFile();
    throw new Error(`${path} cannot be used: it is larger than any head of weights.`);
  } finally {
    await file.close();
  }
}

/** The same from bytes; throws with what is wrong, without a subject. */
export function linearHeadOf(bytes: Uint8Array, dimensions: number): LinearHead {
  const entries = readStoredZip(bytes);
  const folder = folderOf(entries);
  const order = entries.get(`${folder}/byteorder`);
  if (order && Buffer.from(order).toString('latin1') !== 'little')
    throw new Error('holds numbers back to front');
  const pickle = entries.get(`${folder}/data.pkl`);
  if (!pickle) throw new Error('is a zip file without weights');
  const tensors = readTensors(pickle);
  const numbers = (name: string, size: readonly number[]): Float32Array => {
    const tensor = tensors.get(name);
    const count = size.reduce((product, length) => product * length, 1);
    const fits =
      tensor?.offset === 0 &&
      tensor.stored === count &&
      String(tensor.size) === String(size) &&
      // Row after row; how a side of one number is walked makes no difference.
      tensor.stride.at(-1) === 1;
    const stored = tensor && entries.get(`${folder}/data/${tensor.storage}`);
    if (!fits || stored?.length !== 4 * count)
      throw new Error(`has no "${name}" of ${size.join(' x ')} numbers`);
    return floats(stored, name);
  };
  if (tensors.size !== 2)
    throw new Error(`holds ${tensors.size} tensors instead of weight and bias`);
  const [bias = Number.NaN] = numbers('bias', [1]);
  return { weights: numbers('weight', [1, dimensions]), bias };
}

/** PyTorch puts everything under one folder, whatever its name. */
function folderOf(entries: ReadonlyMap<string, Uint8Array>): string {
  const folders = new Set([...entries.keys()].map((name) => name.split('/', 1)[0] ?? ''));
  const [folder = '', ...others] = folders;
  if (others.length > 0) throw new Error('is a zip file of something else');
  return folder;
}

function floats(bytes: Uint8Array, name: string): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = Float32Array.from({ length: bytes.length / 4 }, (_, i) =>
    view.getFloat32(4 * i, true),
  );
  if (!values.every(Number.isFinite)) throw new Error(`has a "${name}" that is no number`);
  return values;
}
