// How patient sending is, and how fast it goes.

import type { DeliveryProblem } from '../../../shared/delivery/deliveries.ts';

export type DeliveryPace = {
  /** Before the first try again after a problem that may pass; twice as long after each further one, milliseconds. */
  readonly againMs: number;
  readonly longestMs: number;
  /** A server that is silent for so long is gone, milliseconds. */
  readonly silentMs: number;
};

export const deliveryPace: DeliveryPace = { againMs: 2000, longestMs: 60_000, silentMs: 30_000 };

/** What one delivery has done since its sending began. */
export type Meter = {
  sentBytes: number;
  /** Of the file that is under way: they do not count before it has arrived. */
  openBytes: number;
  readonly startMs: number;
  /** When it is tried again, in the clock of `startMs`; null while it is not waiting for that. */
  againAtMs: number | null;
  problem: DeliveryProblem | null;
};

export function newMeter(): Meter {
  return {
    sentBytes: 0,
    openBytes: 0,
    startMs: performance.now(),
    againAtMs: null,
    problem: null,
  };
}

export function bytesPerSecond({ sentBytes, openBytes, startMs }: Meter): number {
  const seconds = (performance.now() - startMs) / 1000;
  return seconds > 0 ? (sentBytes + openBytes) / seconds : 0;
}
