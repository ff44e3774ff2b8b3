// A button that does what a key does, with that key beside its words.

import type { ReactElement } from 'react';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import type { ActionId } from '../keys/key-table.ts';
import { usePage } from '../page/store.ts';

type Props = {
  readonly action: ActionId;
  readonly text: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
};

export function KeyButton({ action, text, onClick, disabled = false }: Props): ReactElement {
  const chord = usePage(({ kept }) => chordFor(kept.keys, action));
  return (
    <button type="button" className="key-button" disabled={disabled} onClick={onClick}>
      {text}
      {chord !== undefined && <kbd>{chordText(chord)}</kbd>}
    </button>
  );
}
