// The sheet of keys, made from the same table that the keys are read from.

import type { ReactElement } from 'react';
import { isMac } from '../engine.ts';
import { keyTable, type KeyGroup } from '../keys.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { set } from '../store.ts';
import { strings } from '../strings.ts';
import './help.css';

const groups: readonly KeyGroup[] = ['move', 'decide', 'look', 'do'];

export function HelpDialog(): ReactElement {
  return (
    <Dialog wide title={strings.help.title} onClose={() => set({ dialog: null })}>
      <div className="body" role="group" aria-label={strings.help.title} tabIndex={0}>
        <div className="keys">
          {groups.map((group) => (
            <section key={group}>
              <h3>{strings.keyGroups[group]}</h3>
              <KeyList group={group} />
            </section>
          ))}
        </div>
        <p className="muted">{strings.help.advance}</p>
      </div>
    </Dialog>
  );
}

function KeyList({ group }: { readonly group: KeyGroup }): ReactElement {
  const bindings = keyTable.filter((binding) => binding.group === group);
  return (
    <dl>
      {bindings.map(({ action, chords }) => (
        <div key={action}>
          <dt>
            {chords.map((chord) => (
              <kbd key={chord}>{chordText(chord)}</kbd>
            ))}
          </dt>
          <dd>{strings.actions[action]}</dd>
        </div>
      ))}
    </dl>
  );
}

const shown: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Mod: isMac ? '⌘' : 'Ctrl',
};

function chordText(chord: string): string {
  const parts = chord.split('+').map((part) => shown[part] ?? part);
  return parts.map((part) => (part.length === 1 ? part.toUpperCase() : part)).join(' ');
}
