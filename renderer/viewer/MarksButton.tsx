// Shows and hides what was seen in the photo.

import type { ReactElement } from 'react';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import { setKept, usePage } from '../page/store.ts';
import { Icon } from '../parts/icons.tsx';
import { strings } from '../strings.ts';

export function MarksButton(): ReactElement {
  const isOn = usePage(({ kept }) => kept.marksOn);
  const chord = usePage(({ kept }) => chordFor(kept.keys, 'marks'));
  const { button, about } = strings.marks;
  return (
    <button
      type="button"
      className="quiet"
      aria-pressed={isOn}
      title={chord === undefined ? about : strings.views.withKey(about, chordText(chord))}
      onClick={() => setKept({ marksOn: !isOn })}
    >
      <Icon name="marks" />
      {button}
    </button>
  );
}
