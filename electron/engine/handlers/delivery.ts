// Handlers of where albums are sent, and of what is on its way there.

import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import {
  isOver,
  type Delivery,
  type DeliveryProblem,
} from '../../../shared/delivery/deliveries.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { Area, EngineParts } from '../context.ts';
import { deliveriesNow } from '../delivery/deliveries-now.ts';
import { filesToSend } from '../delivery/files-to-send.ts';
import { DeliveryError, problemOf } from '../delivery/problems.ts';
import { openRemote } from '../delivery/open-remote.ts';
import { placeName } from '../delivery/remote.ts';

type Parts = Pick<EngineParts, 'sending'>;

export function destinationHandlers({ sending }: Parts): Area<'destination'> {
  const { destinations, secrets, queue } = sending;
  return {
    'destination.list': () =>
      Promise.resolve({
        destinations: destinations.list().map((one) => ({
          ...one,
          isUnlocked: secrets.isUnlocked(one),
          trusted: destinations.trusted(one),
        })),
      }),
    'destination.save': ({ destination, before }) => {
      destinations.save(destination, before);
      if (before !== null) secrets.rename(before, destination.name);
      return Promise.resolve({});
    },
    'destination.remove': async ({ name }) => {
      destinations.named(name); // says which there are
      for (const { id, destination } of sending.kept.list())
        if (destination === name) await queue.cancel(id);
      destinations.remove(name);
      secrets.forget(name);
      return {};
    },
    'destination.unlock': ({ name, secret }) => {
      destinations.named(name);
      if (secret === '') secrets.forget(name);
      else secrets.give(name, secret);
      goOn(sending, name, ['password']);
      return Promise.resolve({});
    },
    'destination.trust': ({ name, fingerprint }) => {
      destinations.trust(destinations.named(name), fingerprint);
      if (fingerprint !== null) goOn(sending, name, ['trust', 'changed']);
      return Promise.resolve({});
    },
    'destination.test': async ({ name }) => ({ problem: await problemAt(sending, name) }),
  };
}

/** What had stopped for want of that goes on. */
function goOn(
  { kept, queue, isOn }: Parts['sending'],
  name: string,
  kinds: readonly DeliveryProblem['kind'][],
): void {
  for (const { id, destination, state, problem } of kept.list())
    if (destination === name && state === 'stopped' && problem && kinds.includes(problem.kind))
      kept.retry(id);
  if (isOn()) queue.wake();
}

/** Puts a small file there and removes it: that one may look around says nothing. */
async function problemAt(
  { destinations, secrets, pace }: Parts['sending'],
  name: string,
): Promise<DeliveryProblem | null> {
  const destination = destinations.named(name);
  try {
    const remote = await openRemote(destination, {
      secret: secrets.of(name),
      trusted: destinations.trusted(destination),
      silentMs: pace.silentMs,
    });
    try {
      const path = `podium-test-${randomBytes(4).toString('hex')}.part`;
      const bytes = Buffer.from('Podium looked whether it may send photos here.\n');
      await remote.put(Readable.from([bytes]), path);
      const arrived = await remote.sizeOf(path);
      await remote.remove(path);
      if (arrived === bytes.length) return null;
      throw new DeliveryError('again', `A file did not arrive whole on ${placeName(destination)}.`);
    } finally {
      remote.close();
    }
  } catch (error) {
    return problemOf(error, placeName(destination), null);
  }
}

const lookMs = 200;

export function deliveryHandlers({ sending }: Parts): Area<'delivery'> {
  const { kept, queue, destinations, isOn } = sending;
  const one = (id: number): Delivery => {
    const found = deliveriesNow(sending).find((delivery) => delivery.id === id);
    if (found) return found;
    throw new EngineError('not-found', 'That is not on its way any more.');
  };
  return {
    'delivery.list': () => Promise.resolve({ deliveries: deliveriesNow(sending) }),
    'delivery.add': async ({ destination, paths }) => {
      destinations.named(destination);
      const { title, files } = await filesToSend(paths);
      const id = kept.add(destination, title, files);
      if (isOn()) queue.wake();
      return { id };
    },
    'delivery.cancel': async ({ id }) => {
      one(id);
      await queue.cancel(id);
      return {};
    },
    'delivery.retry': ({ id }) => {
      const { state } = one(id);
      if (state === 'stopped' || state === 'cancelled') kept.retry(id);
      if (isOn()) queue.wake();
      return Promise.resolve({});
    },
    'delivery.remove': ({ id }) => {
      const delivery = one(id);
      if (!isOver(delivery))
        throw new EngineError('bad-input', 'It is still on its way: cancel it first.');
      kept.remove(id);
      return Promise.resolve({});
    },
    'delivery.run': async ({ patienceS }, { signal, onProgress }) => {
      const until = new AbortController();
      queue.wake();
      const idle = queue.idle().then(() => 'idle' as const);
      let moved = performance.now();
      let seen = '';
      try {
        for (;;) {
          const deliveries = deliveriesNow(sending);
          onProgress({ deliveries });
          const bytes = String(deliveries.reduce((sum, { doneBytes }) => sum + doneBytes, 0));
          if (bytes !== seen) moved = performance.now();
          seen = bytes;
          const look = pause(lookMs, 'look' as const, { signal: until.signal });
          const next = await Promise.race([idle, look.catch(() => 'look' as const)]);
          throwIfCancelled(signal);
          if (next === 'look' && performance.now() - moved <= patienceS * 1000) continue;
          const left = { deliveries: deliveriesNow(sending) };
          onProgress(left);
          return left;
        }
      } finally {
        until.abort();
      }
    },
  };
}
