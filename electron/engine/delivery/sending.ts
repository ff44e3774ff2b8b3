// Everything that sending takes, opened with the engine: destinations, passwords, what is kept, and the queue.

import type { Database } from '../cache/database.ts';
import { openDeliveries, type KeptDeliveries } from './kept-deliveries.ts';
import { openDestinations, type KeptDestinations } from './kept-destinations.ts';
import { deliveryPace, type DeliveryPace } from './pace.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { createSendQueue, type SendQueue } from './send-queue.ts';

export type Sending = {
  readonly destinations: KeptDestinations;
  readonly kept: KeptDeliveries;
  readonly secrets: Secrets;
  readonly queue: SendQueue;
  readonly pace: DeliveryPace;
  /** Whether this engine sends by itself what is there and what is added. */
  readonly isOn: () => boolean;
};

type SendingOptions = {
  /** Of a host that stays open; elsewhere sending begins where it is asked for. */
  readonly delivers?: boolean;
  readonly sending?: Partial<DeliveryPace>;
};

export function openSending(
  kept: Database,
  { delivers = false, sending: pace }: SendingOptions,
): Sending {
  const parts = {
    destinations: openDestinations(kept),
    kept: openDeliveries(kept),
    secrets: createSecrets(),
    pace: { ...deliveryPace, ...pace },
  };
  const queue = createSendQueue(parts);
  if (delivers) queue.wake();
  return { ...parts, queue, isOn: () => delivers };
}
