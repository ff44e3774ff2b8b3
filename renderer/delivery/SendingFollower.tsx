// Follows what is sent, as long as something is under way or its window is open; draws nothing.

import { useEffect } from 'react';
import { isOver } from '../../shared/delivery/deliveries.ts';
import { rest } from '../page/slices.ts';
import { usePage, useScreen } from '../page/store.ts';
import { whileShown } from '../parts/while-shown.ts';
import { takeDeliveries } from './sending-acts.ts';

/** People see a bar move every so often as steadily moving, milliseconds. */
const lookMs = 700;

export function SendingFollower(): null {
  const looks = usePage(({ sending }) => sending.looks);
  const isShown = useScreen(({ dialog }) => dialog === 'sending');
  useEffect(
    () =>
      whileShown(
        async ({ ask, wait }) => {
          for (;;) {
            const { deliveries } = await ask('delivery.list', {});
            takeDeliveries(deliveries);
            if (!isShown && deliveries.every(isOver)) return;
            await wait(rest(lookMs));
          }
        },
        () => undefined, // an engine that is gone is told of where something is asked of it
      ),
    [looks, isShown],
  );
  return null;
}
