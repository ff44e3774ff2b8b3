// In the album's window: where the album is sent when it is made.

import { useEffect, type ReactElement } from 'react';
import { setAlbum } from '../album/album-form.ts';
import { page, setPage, setScreen, usePage } from '../page/store.ts';
import { sayProblem } from '../page/toast.ts';
import { deliveryStrings as text } from '../strings/delivery.ts';
import { readDestinations } from './sending-acts.ts';
import './delivery.css';

export function SendTo(): ReactElement {
  const send = usePage(({ album }) => album.send);
  const destinations = usePage(({ sending }) => sending.destinations);
  useEffect(() => {
    readDestinations().catch(sayProblem);
  }, []);
  const names = destinations?.map(({ name }) => name) ?? [];
  return (
    <div className="field">
      <label className="field">
        <span>{text.sendTo}</span>
        <select
          value={send !== null && names.includes(send) ? send : ''}
          onChange={(event) => setAlbum({ send: event.target.value || null })}
        >
          <option value="">{text.nowhere}</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div>
        <button type="button" className="link" onClick={manage}>
          {text.manage}
        </button>
      </div>
    </div>
  );
}

/** The album's window is there again afterwards. */
function manage(): void {
  setPage({ sending: { ...page().sending, back: 'album' } });
  setScreen({ dialog: 'sending' });
}
