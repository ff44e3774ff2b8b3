// The window of sending: what is on its way or was sent, and the places that albums can be sent to.

import { useEffect, useState, type ReactElement } from 'react';
import { addressOf, type KnownDestination } from '../../shared/delivery/deliveries.ts';
import { page, setScreen, usePage } from '../page/store.ts';
import { sayProblem } from '../page/toast.ts';
import { CrossButton } from '../parts/CrossButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { deliveryStrings as text } from '../strings/delivery.ts';
import { DeliveryRow } from './DeliveryRow.tsx';
import { DestinationForm } from './DestinationForm.tsx';
import { readDestinations, removeDestination } from './sending-acts.ts';
import './delivery.css';

export function SendingDialog(): ReactElement {
  const deliveries = usePage(({ sending }) => sending.deliveries);
  const back = usePage(({ sending }) => sending.back);
  useEffect(() => {
    readDestinations().catch(sayProblem);
  }, []);
  return (
    <Dialog wide title={text.title} onClose={() => setScreen({ dialog: back })}>
      <div className="body sending">
        <section aria-label={text.queue}>
          <h3>{text.queue}</h3>
          {deliveries === null || deliveries.length === 0 ? (
            <p className="muted">{text.queueEmpty}</p>
          ) : (
            <ul className="deliveries">
              {deliveries.toReversed().map((delivery) => (
                <DeliveryRow key={delivery.id} delivery={delivery} />
              ))}
            </ul>
          )}
        </section>
        <Destinations />
      </div>
    </Dialog>
  );
}

/** A folder was chosen for one meanwhile. */
function writtenBefore(): KnownDestination | 'new' | null {
  const { draft } = page().sending;
  return draft && (draft.before ?? 'new');
}

function Destinations(): ReactElement {
  const destinations = usePage(({ sending }) => sending.destinations);
  /** The one that is changed, or a new one; null while the form is not there. */
  const [changed, setChanged] = useState<KnownDestination | 'new' | null>(writtenBefore);
  return (
    <section aria-label={text.destinations}>
      <h3>{text.destinations}</h3>
      {destinations?.length === 0 && changed === null && (
        <p className="muted">{text.destinationsEmpty}</p>
      )}
      <ul className="destinations">
        {destinations?.map((one) => (
          <li key={one.name}>
            <b>{one.name}</b>
            <span className="muted address">{addressOf(one)}</span>
            <button type="button" aria-label={text.edit(one.name)} onClick={() => setChanged(one)}>
              {text.editDo}
            </button>
            <CrossButton
              label={text.remove(one.name)}
              onClick={() => void removeDestination(one.name).catch(sayProblem)}
            />
          </li>
        ))}
      </ul>
      {changed === null ? (
        <button type="button" onClick={() => setChanged('new')}>
          {text.add}
        </button>
      ) : (
        <DestinationForm
          key={changed === 'new' ? '' : changed.name}
          before={changed === 'new' ? null : changed}
          onDone={() => setChanged(null)}
        />
      )}
    </section>
  );
}
