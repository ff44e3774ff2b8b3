// The menus of the page: what can be done with a photo, and what is too seldom wanted for a place in the bar.

import type { ReactElement } from 'react';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import type { ActionId } from '../keys/key-table.ts';
import { run } from '../keys/run-key.ts';
import { captionsOfTiles, looks } from '../page/left.ts';
import { screen, setKept, setScreen, usePage, useScreen } from '../page/store.ts';
import type { IconName } from '../parts/icons.tsx';
import { openSidecars } from '../sidecars/sidecar-acts.ts';
import { openSending } from '../delivery/sending-acts.ts';
import { strings } from '../strings.ts';
import { burstStrings } from '../strings/bursts.ts';
import { clockStrings } from '../strings/clocks.ts';
import { deliveryStrings } from '../strings/delivery.ts';
import { ingestStrings } from '../strings/ingest.ts';
import { blindStrings } from '../strings/blind.ts';
import { insightStrings } from '../strings/insights.ts';
import { menuStrings } from '../strings/menus.ts';
import { proveStrings } from '../strings/prove.ts';
import { tasteStrings } from '../strings/taste.ts';
import { rejectStrings } from '../strings/rejects.ts';
import { sidecarStrings } from '../strings/sidecars.ts';
import { takeStills } from '../stills/still-acts.ts';
import { stillStrings } from '../strings/stills.ts';
import { Menu, type MenuGroup, type MenuItem } from './Menu.tsx';

export function Menus(): ReactElement | null {
  const menu = useScreen((state) => state.menu);
  if (menu === null) return null;
  return menu.of === 'photo' ? <PhotoMenu {...menu} /> : <MoreMenu {...menu} />;
}

type Place = { readonly leftPx: number; readonly topPx: number };

const close = () => setScreen({ menu: null });

/** What the keys do with the selected photos, for the hand on the mouse. */
function PhotoMenu(place: Place): ReactElement {
  const item = useItems();
  const groups: readonly MenuGroup[] = [
    {
      name: strings.keyGroups.look,
      items: [
        item('loupe', 'loupe'),
        item('compare', 'compare'),
        item('survey', 'survey'),
        item('faces', 'face'),
        item('openBurst', 'stack'),
        item('info', 'info'),
        item('captions', 'captions'),
      ],
    },
    {
      name: strings.keyGroups.decide,
      items: [
        item('pick', 'pick'),
        item('reject', 'reject'),
        item('clear'),
        item('pickBest'),
        item('stars5'),
        item('stars0'),
      ],
    },
    {
      name: burstStrings.menu,
      items: [
        item('joinBurst', 'stack'),
        item('splitBurst'),
        item('takeFromBurst'),
        item('freeBurst'),
        { ...item('clocks', 'clock'), text: clockStrings.open },
      ],
    },
  ];
  return <Menu label={menuStrings.photo} groups={groups} onClose={close} {...place} />;
}

function MoreMenu(place: Place): ReactElement {
  const item = useItems();
  const { look, tileCaption } = usePage(({ kept }) => kept);
  const groups: readonly MenuGroup[] = [
    {
      name: strings.keyGroups.do,
      items: [
        item('open', 'folder'),
        { ...item('ingest', 'card'), text: ingestStrings.open },
        { text: stillStrings.open, icon: 'play', run: () => void takeStills() },
        { ...item('taste', 'check'), text: tasteStrings.open },
        { ...item('prove', 'survey'), text: proveStrings.open },
        { ...item('blind', 'compare'), text: blindStrings.open },
        { ...item('insights', 'insights'), text: insightStrings.open },
        item('models', 'models'),
        { ...item('clocks', 'clock'), text: clockStrings.open },
        { text: sidecarStrings.open, icon: 'copies', run: openSidecars },
        { ...item('rejects', 'reject'), text: rejectStrings.open },
        { text: deliveryStrings.open, icon: 'up', run: openSending },
        item('help', 'keys'),
      ],
    },
    {
      name: menuStrings.tileCaption,
      items: captionsOfTiles.map((name) => ({
        text: menuStrings.tileCaptions[name],
        chosen: name === tileCaption,
        run: () => setKept({ tileCaption: name }),
      })),
    },
    {
      name: menuStrings.look,
      items: looks.map((name) => ({
        text: menuStrings.looks[name],
        chosen: name === look,
        run: () => setKept({ look: name }),
      })),
    },
  ];
  return <Menu label={menuStrings.more} groups={groups} onClose={close} {...place} />;
}

/** An item that does what a key does, with that key beside it. */
function useItems(): (action: ActionId, icon?: IconName) => MenuItem {
  const keys = usePage(({ kept }) => kept.keys);
  return (action, icon) => {
    const chord = chordFor(keys, action);
    return {
      text: strings.actions[action],
      run: () => run(action, screen().view),
      ...(icon && { icon }),
      ...(chord !== undefined && { key: chordText(chord) }),
    };
  };
}
