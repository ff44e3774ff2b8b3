// The thread that decodes one HEIC: the WebAssembly decoder blocks for about a second and keeps its memory.

import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { HeicAnswer } from './heic.ts';

/** The part of libheif-js that is used; the package's own types promise more than its API keeps. */
type LibHeif = {
  readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
  readonly heif_chroma: { readonly heif_chroma_interleaved_RGB: unknown };
  heif_context_alloc(): unknown;
  heif_context_read_from_memory(context: unknown, bytes: Uint8Array): HeifError;
  heif_js_context_get_primary_image_handle(context: unknown): unknown;
  heif_js_decode_image2(handle: unknown, space: unknown, chroma: unknown): unknown;
};
type HeifError = { readonly code: { readonly value: number }; readonly message: string };
type HeifPlane = {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly data: Uint8Array;
};

function decodeHeic(bytes: Uint8Array): HeicAnswer {
  const lib = createRequire(import.meta.url)('libheif-js/wasm-bundle') as LibHeif;
  const context = lib.heif_context_alloc();
  const read = lib.heif_context_read_from_memory(context, bytes);
  if (read.code.value !== 0) return { kind: 'failed', reason: read.message };
  const handle = lib.heif_js_context_get_primary_image_handle(context);
  if (isError(handle)) return { kind: 'failed', reason: handle.message };
  const { heif_colorspace_RGB: space } = lib.heif_colorspace;
  const { heif_chroma_interleaved_RGB: chroma } = lib.heif_chroma;
  const image = lib.heif_js_decode_image2(handle, space, chroma);
  if (isError(image)) return { kind: 'failed', reason: image.message };
  const [plane] = (image as { channels: HeifPlane[] }).channels;
  if (!plane) return { kind: 'failed', reason: 'no picture' };
  return { kind: 'decoded', raster: packRows(plane) };
}

function isError(result: unknown): result is HeifError {
  return typeof result === 'object' && result !== null && 'code' in result;
}

/** The decoder pads its rows; a raster has none of that. */
function packRows({ width, height, stride, data }: HeifPlane) {
  const packed = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    packed.set(data.subarray(y * stride, y * stride + width * 3), y * width * 3);
  }
  return { widthPx: width, heightPx: height, data: packed };
}

const answer = decodeHeic(workerData as Uint8Array);
parentPort?.postMessage(answer, answer.kind === 'decoded' ? [answer.raster.data.buffer] : []);
