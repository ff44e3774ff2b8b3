// The key of an action beside the words of its button.

import type { ReactElement } from 'react';
import { usePage } from '../page/store.ts';
import { chordText } from './chord-text.ts';
import { chordFor } from './key-sets.ts';
import type { ActionId } from './key-table.ts';

/** For the eye: the help sheet says it to all. */
export function KeyHint({ action }: { readonly action: ActionId }): ReactElement | null {
  const keys = usePage(({ kept }) => kept.keys);
  const chord = chordFor(keys, action);
  return chord === undefined ? null : <kbd aria-hidden="true">{chordText(chord)}</kbd>;
}
