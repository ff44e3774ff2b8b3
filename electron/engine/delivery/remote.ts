// A place that files are put at: what every kind of server or folder can do, whichever it is.

import type { Readable } from 'node:stream';
import type { Destination } from '../../../shared/delivery/deliveries.ts';

/** Paths are relative to the destination's folder, with `/`. Rejects with whatever the kind says; see `problemOf`. */
export type Remote = {
  /** Bytes of a file; null where there is none. */
  sizeOf(path: string): Promise<number | null>;
  /** SHA-256 in hex of what is there: it is read back whole. */
  hashOf(path: string): Promise<string>;
  /** Whatever had the name is replaced; makes the folders on the way. */
  put(source: Readable, path: string): Promise<void>;
  /** `replaces`: what has the name now goes. */
  rename(from: string, to: string, replaces: boolean): Promise<void>;
  /** Nothing where there is none. */
  remove(path: string): Promise<void>;
  /** Ends what is under way. */
  close(): void;
};

export type RemoteOptions = {
  /** Password, or the words that open the private key; null for none. */
  readonly secret: string | null;
  /** What the server has to show; null where the user has not been asked. */
  readonly trusted: string | null;
  /** A server that is silent for so long is gone, milliseconds. */
  readonly silentMs: number;
};

/** What people call it in a sentence. */
export function placeName(destination: Destination): string {
  return destination.kind === 'folder' ? destination.folder : destination.host;
}
