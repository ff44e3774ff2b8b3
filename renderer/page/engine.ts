// The page's two ways out: calls to the engine, and the few verbs of the host that shows the page.

import type { PodiumContract } from '../../shared/contract.ts';
import { enginePort, type Bridge } from '../../shared/calls/host.ts';
import { httpCall } from '../../shared/calls/http-call.ts';
import { connect, type Port } from '../../shared/calls/port.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import { ask, withImageKey } from './entry.ts';

/** What Electron's preload puts on the window; null in a plain browser. */
export const native: Bridge<File> | null =
  (window as { readonly podium?: Bridge<File> }).podium ?? null;

export const isMac = /mac/i.test(native?.platform ?? navigator.platform);

/** The preload posts the engine's port to the page at the start and after every restart of the engine. */
function nativeCall(): Call<PodiumContract> {
  let arrived: (call: Call<PodiumContract>) => void = () => undefined;
  let current = new Promise<Call<PodiumContract>>((resolve) => (arrived = resolve));
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== enginePort || !port) return;
    const call = connect<PodiumContract>(portOf(port));
    arrived(call);
    current = Promise.resolve(call);
  });
  return async (method, input, options) => (await current)(method, input, options);
}

function portOf(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = (event) => {
        listener(event.data);
      };
    },
    onClose: (listener) => port.addEventListener('close', listener),
  };
}

/**
 * What is written last of all, as the page goes away, must outlive it. A browser lets 64 KiB do that; what is longer is
 * sent as ever, and arrives if the host has read it by then.
 */
function browserCall(): Call<PodiumContract> {
  let leaving = false;
  window.addEventListener('pagehide', () => (leaving = true));
  window.addEventListener('pageshow', () => (leaving = false));
  return httpCall<PodiumContract>({
    fetch: (url, init) =>
      leaving ? ask(url, { ...init, keepalive: true }).catch(() => ask(url, init)) : ask(url, init),
  });
}

export const call: Call<PodiumContract> = native ? nativeCall() : browserCall();

export type ImageKind = 'thumbnail' | 'preview' | 'full' | 'quick';

/** Where the host keeps an image of a photo by the SHA-256 of the photo's content, a quick one by the name it was given. */
export function imageUrl(kind: ImageKind, contentHex: string): string {
  return native
    ? `photo://${kind}/${contentHex}`
    : withImageKey(`/image/${kind}/${contentHex}.jpg`);
}

/** The content of photo `index` as 64 hex digits; null while its file has not been read. */
export function contentHex(contents: Uint8Array, index: number): string | null {
  const bytes = contents.subarray(32 * index, 32 * index + 32);
  if (bytes.every((byte) => byte === 0)) return null;
  let hex = '';
  for (const byte of bytes) hex += byteHex[byte] ?? '';
  return hex;
}

const byteHex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
