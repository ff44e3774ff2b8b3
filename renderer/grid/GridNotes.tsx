// What the grid says when there is nothing to show, and when a new order waits.

import type { ReactElement } from 'react';
import { openChooser } from '../start/choosing.ts';
import { forgetPerson } from '../people/person-acts.ts';
import { clearFilters, settle } from '../weights/ranking.ts';
import { clearSearch } from '../search/searching.ts';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import { usePage, useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';

export function NewOrder(): ReactElement | null {
  const waits = useShoot(({ waiting }) => waiting !== null);
  const keys = usePage(({ kept }) => kept.keys);
  if (!waits) return null;
  const chord = chordFor(keys, 'settle');
  return (
    <button type="button" className="new-order" onClick={settle}>
      {strings.grid.newOrder}
      {chord !== undefined && <kbd>{chordText(chord)}</kbd>}
    </button>
  );
}

export function GridNotes(): ReactElement | null {
  const shown = useShoot(({ order }) => order.shown.length);
  const all = useShoot(({ known }) => known.photos.columns.count);
  const found = useShoot(({ order }) => order.ranking.order.length);
  const isLive = useShoot(({ known }) => known.settings['engine.live'] === 'on');
  const searched = useShoot(({ wanted }) => wanted.search !== null);
  if (shown > 0) return null;
  if (all === 0) {
    const text = isLive ? `${strings.grid.noPhotos} ${strings.grid.appear}` : strings.grid.noPhotos;
    return <Note text={text} button={strings.grid.openOther} onClick={openChooser} />;
  }
  if (found === 0 && searched)
    return <Note text={strings.search.none} button={strings.search.clear} onClick={clearSearch} />;
  if (found === 0)
    return (
      <Note text={strings.grid.nobody} button={strings.people.showAll} onClick={forgetPerson} />
    );
  return (
    <Note text={strings.grid.nothingShown} button={strings.grid.clear} onClick={clearFilters} />
  );
}

type NoteProps = {
  readonly text: string;
  readonly button: string;
  readonly onClick: () => void;
};

function Note({ text, button, onClick }: NoteProps): ReactElement {
  return (
    <div className="note centred">
      <p>{text}</p>
      <button type="button" onClick={onClick}>
        {button}
      </button>
    </div>
  );
}
