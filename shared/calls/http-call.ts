// A call over HTTP: one POST per call; the response is a stream of frames that ends with the result or the error.

import { decode, encode } from './codec.ts';
import {
  cancelled,
  EngineError,
  type Call,
  type CallOptions,
  type Contract,
  type ErrorCode,
  type Input,
  type Name,
  type Output,
  type Progress,
} from './rpc.ts';

/** What the response carries, each message as a length (u32, little endian) and a frame of codec.ts. */
export type HttpMessage =
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'progress'; readonly value: unknown }
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly message: string };

/** No form and no image of another site can send this type: the browser asks the host first, and it never agrees. */
export const frameType = 'application/x-podium-frames';

/** The part of `fetch` that a call needs; the page passes its own, Node its own. */
export type Fetch = (
  url: string,
  init: {
    readonly method: 'POST';
    readonly headers: Record<string, string>;
    readonly body: Uint8Array<ArrayBuffer>;
  },
) => Promise<{
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): Reader } | null;
}>;

type Reader = {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<unknown>;
};

export type HttpCallOptions = {
  readonly fetch: Fetch;
  /** Empty in the page, which is of the same origin; `http://127.0.0.1:PORT` elsewhere. */
  readonly origin?: string;
  /** The page has a cookie instead. */
  readonly token?: string;
};

/**
 * The calling end. An aborted call rejects as `cancelled` when the engine has really stopped working on it; a host that is
 * gone, or goes while it answers, rejects as `stopped`.
 */
export function httpCall<C extends Contract>(options: HttpCallOptions): Call<C> {
  const post = (path: string, input: unknown) => {
    const headers: Record<string, string> = { 'content-type': frameType };
    if (options.token !== undefined) headers['authorization'] = `Bearer ${options.token}`;
    const url = `${options.origin ?? ''}${path}`;
    return options.fetch(url, { method: 'POST', headers, body: encode(input) });
  };
  return async <M extends Name<C>>(
    method: M,
    input: Input<C, M>,
    { signal, onProgress }: CallOptions<Progress<C, M>> = {},
  ): Promise<Output<C, M>> => {
    if (signal?.aborted) throw cancelled();
    let id: number | undefined;
    let last: Extract<HttpMessage, { kind: 'result' | 'error' }> | undefined;
    const cancel = () => {
      // Lost with its host, which the open response tells as well.
      if (id !== undefined) post('/cancel', id).catch(() => undefined);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      for await (const message of messages(await post(`/call/${method}`, input))) {
        switch (message.kind) {
          case 'started':
            ({ id } = message);
            if (signal?.aborted) cancel();
            break;
          case 'progress':
            onProgress?.(message.value as Progress<C, M>);
            break;
          case 'result':
          case 'error':
            // The end is read as well: a response left before it costs its connection.
            last = message;
        }
      }
    } catch (error) {
      if (last === undefined) throw stopped(error);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
    if (last === undefined) throw stopped();
    if (last.kind === 'error') throw new EngineError(last.code, last.message);
    return last.value as Output<C, M>;
  };
}

async function* messages(response: Awaited<ReturnType<Fetch>>): AsyncGenerator<HttpMessage> {
  const reader = response.body?.getReader();
  if (reader === undefined || response.headers.get('content-type') !== frameType) return;
  const buffered = new Buffered();
  let ended = false;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (part.value !== undefined) buffered.push(part.value);
      for (let frame = buffered.frame(); frame !== undefined; frame = buffered.frame())
        yield decode(frame) as HttpMessage;
    }
    ended = true;
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}

/** A frame with its length in front, as it crosses. */
export function framed(message: HttpMessage): Uint8Array<ArrayBuffer> {
  const frame = encode(message);
  const framed = new Uint8Array(4 + frame.length);
  new DataView(framed.buffer).setUint32(0, frame.length, true);
  framed.set(frame, 4);
  return framed;
}

/** Parts as they arrive, whole frames as they are complete. */
class Buffered {
  private parts: Uint8Array[] = [];
  private length = 0;

  push(part: Uint8Array): void {
    this.parts.push(part);
    this.length += part.length;
  }

  /** The next whole frame in memory of its own, or undefined. */
  frame(): Uint8Array | undefined {
    const lengthBytes = this.length < 4 ? undefined : this.copy(0, 4);
    if (lengthBytes === undefined) return undefined;
    const size = new DataView(lengthBytes.buffer).getUint32(0, true);
    if (this.length < 4 + size) return undefined;
    const frame = this.copy(4, size);
    const rest = this.copy(4 + size, this.length - 4 - size);
    this.parts = rest.length > 0 ? [rest] : [];
    this.length = rest.length;
    return frame;
  }

  private copy(from: number, size: number): Uint8Array<ArrayBuffer> {
    const copied = new Uint8Array(size);
    let start = 0;
    for (const part of this.parts) {
      const wanted = part.subarray(Math.max(0, from - start), Math.max(0, from + size - start));
      if (wanted.length > 0) copied.set(wanted, Math.max(0, start - from));
      start += part.length;
    }
    return copied;
  }
}

/** The host is gone, or was never there. */
export function stopped(cause?: unknown): EngineError {
  const message = 'Podium does not answer any more; what it had saved is safe. Start it again.';
  return new EngineError('stopped', message, { cause });
}
