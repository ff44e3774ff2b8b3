// The sheet of keys, made from the same table that the keys are read from: choose a set, change any key.

import { useMemo, type ReactElement } from 'react';
import { chooseKeySet, resetKeys } from './key-acts.ts';
import { keySetNames, keysOf } from './key-sets.ts';
import type { KeyGroup } from './key-table.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { setScreen, usePage } from '../page/store.ts';
import { strings } from '../strings.ts';
import { licenceStrings } from '../strings/licences.ts';
import { KeyRow } from './KeyRow.tsx';
import './help.css';

const groups: readonly KeyGroup[] = ['move', 'decide', 'look', 'do'];

export function HelpDialog(): ReactElement {
  const choice = usePage(({ kept }) => kept.keys);
  const table = useMemo(() => keysOf(choice), [choice]);
  return (
    <Dialog wide title={strings.help.title} onClose={() => setScreen({ dialog: null })}>
      <div className="body" role="group" aria-label={strings.help.title} tabIndex={0}>
        <Sets />
        <div className="keys">
          {groups.map((group) => (
            <section key={group}>
              <h3>{strings.keyGroups[group]}</h3>
              <ul>
                {table
                  .filter((binding) => binding.group === group)
                  .map((binding) => (
                    <KeyRow key={binding.action} binding={binding} />
                  ))}
              </ul>
            </section>
          ))}
        </div>
        <p className="muted">{strings.help.advance}</p>
      </div>
      <footer>
        <span className="spread muted">{licenceStrings.about}</span>
        <button type="button" onClick={() => setScreen({ dialog: 'licences' })}>
          {licenceStrings.open}
        </button>
      </footer>
    </Dialog>
  );
}

function Sets(): ReactElement {
  const choice = usePage(({ kept }) => kept.keys);
  const text = strings.help;
  return (
    <div className="key-sets">
      <div className="segments" role="group" aria-label={text.set}>
        {keySetNames.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={choice.set === name}
            onClick={() => chooseKeySet(name)}
          >
            {text.sets[name].name}
          </button>
        ))}
      </div>
      <p className="muted">
        {text.sets[choice.set].about} {text.how}
      </p>
      {Object.keys(choice.changes).length > 0 && (
        <button type="button" onClick={resetKeys}>
          {text.reset}
        </button>
      )}
    </div>
  );
}
