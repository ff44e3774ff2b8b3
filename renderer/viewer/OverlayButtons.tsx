// Show and hide what is drawn over a photo: what was seen in it, and what is burnt out or black.

import type { ReactElement } from 'react';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import { setKept, usePage } from '../page/store.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { strings } from '../strings.ts';
import { clippingStrings } from '../strings/info.ts';

export function MarksButton(): ReactElement {
  return <OverlayButton kept="marksOn" action="marks" icon="marks" words={strings.marks} />;
}

export function ClippingButton(): ReactElement {
  return (
    <OverlayButton kept="clippingOn" action="clipping" icon="clipping" words={clippingStrings} />
  );
}

type Props = {
  readonly kept: 'marksOn' | 'clippingOn';
  readonly action: 'marks' | 'clipping';
  readonly icon: IconName;
  readonly words: { readonly button: string; readonly about: string };
};

function OverlayButton({ kept: name, action, icon, words }: Props): ReactElement {
  const isOn = usePage(({ kept }) => kept[name]);
  const chord = usePage(({ kept }) => chordFor(kept.keys, action));
  const { button, about } = words;
  return (
    <button
      type="button"
      className="quiet"
      aria-pressed={isOn}
      title={chord === undefined ? about : strings.views.withKey(about, chordText(chord))}
      onClick={() => setKept({ [name]: !isOn })}
    >
      <Icon name={icon} />
      {button}
    </button>
  );
}
