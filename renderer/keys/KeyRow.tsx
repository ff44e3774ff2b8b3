// One action and its keys; a click asks for a new key, and a key that another action has is not taken unasked.

import { Fragment, useEffect, useState, type ReactElement } from 'react';
import { changeKey } from './key-acts.ts';
import { takenBy } from './key-sets.ts';
import { chordOf, type ActionId, type KeyBinding } from './key-table.ts';
import { strings } from '../strings.ts';
import { chordText } from './chord-text.ts';
import { page } from '../page/store.ts';

/** What the row is waiting for: a key, or what to do about one that is taken. */
type Asking =
  | { readonly kind: 'key'; readonly reserved: string | null }
  | { readonly kind: 'taken'; readonly chord: string; readonly by: readonly ActionId[] };

export function KeyRow({ binding }: { readonly binding: KeyBinding }): ReactElement {
  const { action, chords } = binding;
  const [asking, setAsking] = useState<Asking | null>(null);
  useNewKey(asking?.kind === 'key', action, setAsking);
  const text = strings.help;
  const name = strings.actions[action];
  return (
    <li>
      <button
        type="button"
        className="quiet key-row"
        title={text.change}
        onClick={() => setAsking({ kind: 'key', reserved: null })}
        onBlur={() => setAsking((now) => (now?.kind === 'key' ? null : now))}
      >
        <span className="chords">
          {asking?.kind === 'key' ? (
            <kbd className="asked">{text.press}</kbd>
          ) : (
            <Chords all={chords} />
          )}
        </span>{' '}
        <span>{name}</span>
      </button>
      <div role="status">
        {asking?.kind === 'key' && (
          <p className={asking.reserved === null ? 'visually-hidden' : 'key-said'}>
            {asking.reserved ?? text.pressSaid(name)}
          </p>
        )}
        {asking?.kind === 'taken' && (
          <Taken action={action} {...asking} onDone={() => setAsking(null)} />
        )}
      </div>
    </li>
  );
}

/** Spaces between, so that they are read as several words. */
function Chords({ all }: { readonly all: readonly string[] }): ReactElement {
  if (all.length === 0) return <span className="muted">{strings.help.noKey}</span>;
  return (
    <>
      {all.map((chord) => (
        <Fragment key={chord}>
          <kbd>{chordText(chord)}</kbd>{' '}
        </Fragment>
      ))}
    </>
  );
}

type TakenProps = {
  readonly action: ActionId;
  readonly chord: string;
  readonly by: readonly ActionId[];
  readonly onDone: () => void;
};

function Taken({ action, chord, by, onDone }: TakenProps): ReactElement {
  const text = strings.help;
  return (
    <div className="key-said">
      <p>
        {text.taken(
          chordText(chord),
          by.map((other) => strings.actions[other]),
        )}
      </p>
      <button
        type="button"
        autoFocus
        onClick={() => {
          changeKey(action, chord);
          onDone();
        }}
      >
        {text.take}
      </button>
      <button type="button" onClick={onDone}>
        {text.leave}
      </button>
    </div>
  );
}

/** Held or dead, these are no key of their own. */
const noKeys: ReadonlySet<string> = new Set([
  'Control',
  'Shift',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'Fn',
  'Dead',
  'Process',
  'Unidentified',
]);

/** Takes the next key press for itself while it waits for one. */
function useNewKey(
  waiting: boolean,
  action: ActionId,
  setAsking: (asking: Asking | null) => void,
): void {
  useEffect(() => {
    if (!waiting) return undefined;
    const take = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (noKeys.has(event.key)) return;
      if (event.key === 'Escape') setAsking(null);
      else if (event.key === 'Tab')
        setAsking({ kind: 'key', reserved: strings.help.reserved(event.key) });
      else setAsking(used(action, chordOf(event)));
    };
    window.addEventListener('keydown', take, { capture: true });
    return () => window.removeEventListener('keydown', take, { capture: true });
  }, [waiting, action, setAsking]);
}

/** Gives the action its key, or says who has it. */
function used(action: ActionId, chord: string): Asking | null {
  const by = takenBy(page().kept.keys, action, chord);
  if (by.length > 0) return { kind: 'taken', chord, by };
  changeKey(action, chord);
  return null;
}
