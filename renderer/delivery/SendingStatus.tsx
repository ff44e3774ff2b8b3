// In the status line: how far sending is, or that it needs somebody; a button that opens its window.

import type { ReactElement } from 'react';
import { isOver, type Delivery } from '../../shared/delivery/deliveries.ts';
import { usePage } from '../page/store.ts';
import { durationText } from '../strings.ts';
import { deliveryStrings as text } from '../strings/delivery.ts';
import { openSending } from './sending-acts.ts';

export function SendingStatus(): ReactElement | null {
  const deliveries = usePage(({ sending }) => sending.deliveries);
  const words = wordsOf(deliveries ?? []);
  if (words === null) return null;
  return (
    <button type="button" className="link" title={text.open} onClick={openSending}>
      {words}
    </button>
  );
}

/** Null where nothing is under way and nothing needs anybody. */
function wordsOf(deliveries: readonly Delivery[]): string | null {
  const open = deliveries.filter((one) => !isOver(one));
  if (open.length === 0)
    return deliveries.some(({ state }) => state === 'stopped') ? text.statusStopped : null;
  if (open.every(({ againInSeconds }) => againInSeconds !== null)) return text.statusWaits;
  const sum = (of: (one: Delivery) => number) => open.reduce((all, one) => all + of(one), 0);
  const counts = text.status(
    sum(({ done }) => done),
    sum(({ total }) => total),
  );
  const [only] = open;
  return open.length === 1 && only && only.secondsLeft !== null
    ? `${counts} · ${text.left(durationText(only.secondsLeft))}`
    : counts;
}
