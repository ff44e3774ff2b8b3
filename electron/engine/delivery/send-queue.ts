// The queue of what is sent: a destination at a time works through what is meant for it, tries again, and ends with the engine.

import { setTimeout as pause } from 'node:timers/promises';
import type { DeliveryProblem, Destination } from '../../../shared/delivery/deliveries.ts';
import { beginExport, endExport, isAbandoned, journalName } from '../album/export-names.ts';
import type { KeptDeliveries, KeptDelivery } from './kept-deliveries.ts';
import type { KeptDestinations } from './kept-destinations.ts';
import { newMeter, type DeliveryPace, type Meter } from './pace.ts';
import { problemOf } from './problems.ts';
import { placeName, type RemoteOptions } from './remote.ts';
import type { Secrets } from './secrets.ts';
import { removeParts, sendDelivery } from './send-delivery.ts';

export type SendQueue = {
  /** Sends what waits, from now on whatever is added too; looks again at once at what was to be tried later. */
  wake(): void;
  /** Null while it is not being sent by this process. */
  meterOf(id: number): Meter | null;
  /** Resolves when nothing of it is under way any more. */
  cancel(id: number): Promise<void>;
  /** Resolves when this process sends nothing any more that it can send. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

type Parts = {
  readonly kept: KeptDeliveries;
  readonly destinations: KeptDestinations;
  readonly secrets: Secrets;
  readonly pace: DeliveryPace;
};

/** Why something is not to be finished: whoever closes the engine goes on another time. */
const cancelReason = Symbol('cancelled by the user');

type Active = {
  readonly meter: Meter;
  readonly stop: AbortController;
  readonly over: Promise<void>;
};

export function createSendQueue(parts: Parts): SendQueue {
  const { kept } = parts;
  const id = beginExport();
  const owner = journalName(id);
  const active = new Map<number, Active>();
  const workers = new Map<string, Promise<void>>();
  let sooner = new AbortController();
  let isClosed = false;

  const claimNext = (destination: string): KeptDelivery | null => {
    for (const row of kept.list()) {
      if (row.destination !== destination || active.has(row.id)) continue;
      const mine = kept.claim(row.id, owner, (other) => isAbandoned(other, 0));
      if (mine) return mine;
    }
    return null;
  };

  const work = async (name: string) => {
    while (!isClosed) {
      const row = claimNext(name);
      if (!row) return;
      const stop = new AbortController();
      const meter = newMeter();
      const over = sendUntilOver(row, parts, { meter, stop, sooner: () => sooner.signal });
      active.set(row.id, { meter, stop, over });
      try {
        await over;
      } finally {
        active.delete(row.id);
      }
    }
  };

  const wake = () => {
    if (isClosed) return;
    sooner.abort();
    sooner = new AbortController();
    const names = kept.list().filter(({ state }) => state === 'waiting');
    for (const { destination } of names) {
      if (workers.has(destination)) continue;
      const worker = work(destination).finally(() => workers.delete(destination));
      worker.catch((error: unknown) => {
        process.emitWarning(String(error));
      });
      workers.set(destination, worker);
    }
  };

  return {
    wake,
    meterOf: (one) => active.get(one)?.meter ?? null,
    async cancel(one) {
      const running = active.get(one);
      running?.stop.abort(cancelReason);
      await running?.over;
      const row = kept.list().find((delivery) => delivery.id === one);
      if (!row || row.state === 'done') return; // it was faster
      kept.settle(one, 'cancelled', null);
      const destination = parts.destinations.list().find(({ name }) => name === row.destination);
      if (running && destination)
        await removeParts({ id: one, destination, kept, remote: remoteFor(destination, parts) });
    },
    async idle() {
      while (workers.size > 0) await Promise.allSettled(workers.values());
    },
    async close() {
      isClosed = true;
      for (const { stop } of active.values()) stop.abort();
      await Promise.allSettled(workers.values());
      endExport(id);
    },
  };
}

function remoteFor(
  destination: Destination,
  { secrets, destinations, pace }: Parts,
): RemoteOptions {
  return {
    secret: secrets.of(destination.name),
    trusted: destinations.trusted(destination),
    silentMs: pace.silentMs,
  };
}

type Control = {
  readonly meter: Meter;
  readonly stop: AbortController;
  /** Aborted where it is to be tried again at once. */
  readonly sooner: () => AbortSignal;
};

/** Until all is there, the user has to do something, or it is stopped: then it waits for whoever goes on with it. */
async function sendUntilOver(row: KeptDelivery, parts: Parts, control: Control): Promise<void> {
  const { kept, pace } = parts;
  const { meter, stop } = control;
  let restMs = pace.againMs;
  try {
    for (;;) {
      const before = meter.sentBytes;
      const asked = answersFor(row, parts);
      const problem = await attempt(row, parts, control);
      if (problem === null) {
        settleSent(row, kept);
        return;
      }
      const isAsked = problem.kind === 'password' || problem.kind === 'trust';
      if (isAsked && asked !== answersFor(row, parts)) continue; // it was given meanwhile
      if (problem.kind !== 'again') {
        stopAll(row, kept, problem);
        return;
      }
      if (meter.sentBytes > before) restMs = pace.againMs;
      meter.problem = problem;
      meter.againAtMs = performance.now() + restMs;
      const either = AbortSignal.any([stop.signal, control.sooner()]);
      await pause(restMs, undefined, { signal: either }).catch(() => undefined);
      stop.signal.throwIfAborted();
      meter.againAtMs = null;
      restMs = Math.min(pace.longestMs, 2 * restMs);
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    kept.settle(row.id, stop.signal.reason === cancelReason ? 'cancelled' : 'waiting', null);
  }
}

/** What the user has said so far: it changes where what a destination asks for is given. */
function answersFor({ destination: name }: KeptDelivery, parts: Parts): string {
  const destination = parts.destinations.list().find((one) => one.name === name);
  return JSON.stringify(destination ? remoteFor(destination, parts) : null);
}

async function attempt(
  { id, destination: name }: KeptDelivery,
  parts: Parts,
  control: Control,
): Promise<DeliveryProblem | null> {
  const { kept, destinations } = parts;
  const { meter, stop } = control;
  try {
    const destination = destinations.named(name);
    meter.openBytes = 0;
    const onBytes = (bytes: number) => {
      meter.problem = null;
      meter.openBytes += bytes;
    };
    const onFile = () => {
      meter.sentBytes += meter.openBytes;
      meter.openBytes = 0;
    };
    const remote = remoteFor(destination, parts);
    if (!parts.secrets.isUnlocked(destination)) return missingSecret(destination);
    const { signal } = stop;
    return await sendDelivery({ id, destination, kept, remote, signal, onBytes, onFile });
  } catch (error) {
    stop.signal.throwIfAborted();
    return { ...problemOf(error, name, null), kind: 'refused' };
  } finally {
    meter.openBytes = 0;
  }
}

function settleSent({ id }: KeptDelivery, kept: KeptDeliveries): void {
  const failed = kept.filesOf(id).filter(({ state }) => state === 'failed').length;
  if (failed === 0) kept.settle(id, 'done', null);
  else {
    const files = failed === 1 ? '1 file' : `${failed} files`;
    const sentence = `${files} could not be sent.`;
    kept.settle(id, 'stopped', { kind: 'refused', sentence, fingerprint: null });
  }
}

function missingSecret(destination: Destination): DeliveryProblem {
  const sentence = `${placeName(destination)} wants a password.`;
  return { kind: 'password', sentence, fingerprint: null };
}

/** What else waits for that destination would meet the same: a server may shut out who knocks too often. */
function stopAll(row: KeptDelivery, kept: KeptDeliveries, problem: DeliveryProblem): void {
  for (const { id, destination, state } of kept.list())
    if (id === row.id || (destination === row.destination && state === 'waiting'))
      kept.settle(id, 'stopped', problem);
}
