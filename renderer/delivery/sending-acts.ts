// What the page knows of sending, and what can be done about it.

import { isOver, type Delivery, type Destination } from '../../shared/delivery/deliveries.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { call, native } from '../page/engine.ts';
import type { SendingState, WrittenDestination } from '../page/page.ts';
import { page, setPage, setScreen } from '../page/store.ts';
import { say, sayProblem } from '../page/toast.ts';
import { deliveryStrings as text } from '../strings/delivery.ts';

function become(change: Partial<SendingState>): void {
  setPage({ sending: { ...page().sending, ...change } });
}

export function openSending(): void {
  become({ back: null });
  setScreen({ dialog: 'sending' });
}

/** What is written of a destination while its window makes room for another. */
export function holdDraft(draft: WrittenDestination | null): void {
  become({ draft });
}

/** Looks from now on how far it is, until nothing is under way any more. */
export function lookAtSending(): void {
  become({ looks: page().sending.looks + 1 });
}

export async function readDestinations(): Promise<void> {
  const { destinations } = await call('destination.list', {});
  become({ destinations });
}

/** What has ended since the last look is said, whichever view is shown. */
export function takeDeliveries(deliveries: readonly Delivery[]): void {
  const { deliveries: known } = page().sending;
  become({ deliveries });
  if (known === null) return; // what ended before the page was there was said then
  const before = new Map(known.map((one) => [one.id, one]));
  for (const now of deliveries) {
    const was = before.get(now.id);
    if (!isOver(now) || (was && isOver(was))) continue;
    if (now.state === 'done') say(text.sent(now.done, now.destination));
    else if (now.state === 'stopped' && now.problem)
      sayProblem(new EngineError('internal', now.problem.sentence));
  }
}

/** Does something about one delivery, and looks what came of it. */
export function act(work: Promise<unknown>): void {
  work.catch(sayProblem).finally(lookAtSending);
}

export function unlock(name: string, secret: string): Promise<unknown> {
  if (native) void native.keepSecret(name, secret).catch(sayProblem);
  return call('destination.unlock', { name, secret });
}

/** Rejects with the reason where it cannot be kept. An empty password leaves the one that was given. */
export async function saveDestination(
  destination: Destination,
  before: string | null,
  secret: string,
): Promise<void> {
  await call('destination.save', { destination, before });
  if (native && before !== null && before !== destination.name)
    await native.renameSecret(before, destination.name);
  if (secret !== '') await unlock(destination.name, secret);
  await readDestinations();
}

export async function removeDestination(name: string): Promise<void> {
  await call('destination.remove', { name });
  if (native) await native.keepSecret(name, '');
  if (page().album.send === name) setPage({ album: { ...page().album, send: null } });
  await readDestinations();
  lookAtSending();
  say(text.removed(name));
}
