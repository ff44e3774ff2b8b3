// The window of sidecars: what is written into them, where other programs say something else, and what was not written.

import type { ReactElement } from 'react';
import type { SidecarState } from '../../shared/contract.ts';
import { setScreen, useShoot } from '../page/store.ts';
import { Choice } from '../parts/Choice.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { sidecarStrings as text } from '../strings/sidecars.ts';
import { Conflicts } from './Conflicts.tsx';
import { set } from './sidecar-acts.ts';
import './sidecars.css';

export function SidecarsDialog(): ReactElement {
  const sidecars = useShoot(({ known }) => known.sidecars);
  return (
    <Dialog wide title={text.title} onClose={() => setScreen({ dialog: null })}>
      <div className="body sidecars" role="group" aria-label={text.title} tabIndex={0}>
        <p>{text.lead}</p>
        <WhatIsWritten />
        {sidecars ? <Told {...sidecars} /> : <p className="muted">{text.unknown}</p>}
      </div>
    </Dialog>
  );
}

function WhatIsWritten(): ReactElement {
  const settings = useShoot(({ known }) => known.settings);
  return (
    <section className="sidecar-settings" aria-label={text.settings}>
      <Choice
        label={text.rawLabel}
        value={settings['sidecars.raw']}
        choices={['on', 'off']}
        words={text.raw}
        onChange={(value) => set({ 'sidecars.raw': value })}
      />
      <Choice
        label={text.othersLabel}
        value={settings['sidecars.others']}
        choices={['off', 'beside']}
        words={text.others}
        onChange={(value) => set({ 'sidecars.others': value })}
      />
      <Choice
        label={text.picksLabel}
        value={settings['sidecars.picks']}
        choices={['flag', 'green', 'none']}
        words={text.picks}
        onChange={(value) => set({ 'sidecars.picks': value })}
      />
      <Choice
        label={text.rejectsLabel}
        value={settings['sidecars.rejects']}
        choices={['rating', 'flag', 'red', 'none']}
        words={text.rejects}
        onChange={(value) => set({ 'sidecars.rejects': value })}
      />
      <Choice
        label={text.peopleLabel}
        value={settings['sidecars.people']}
        choices={['on', 'off']}
        words={text.people}
        onChange={(value) => set({ 'sidecars.people': value })}
      />
    </section>
  );
}

function Told({ conflicts, unwritten }: SidecarState): ReactElement {
  if (conflicts.length + unwritten.length === 0) return <p className="muted">{text.nothing}</p>;
  const whys = new Set(unwritten.map(({ why }) => why));
  return (
    <>
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} />}
      {unwritten.length > 0 && (
        <section>
          <h3>{text.unwrittenTitle(unwritten.length)}</h3>
          <ul className="unwritten">
            {[...whys].map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
