// Where rejected photos go: beside where they lie, into a folder of one's choice, or into the bin where there is one.

import { useId, type ReactElement } from 'react';
import { native } from '../page/engine.ts';
import type { RejectsTo } from '../page/page.ts';
import { chooseFolder } from '../start/choosing.ts';
import { rejectStrings as text } from '../strings/rejects.ts';

type Props = { readonly target: RejectsTo; readonly onChoose: (target: RejectsTo) => void };

export function WhereTo({ target, onChoose }: Props): ReactElement {
  const name = useId();
  const radio = (kind: RejectsTo['kind'], words: string) => (
    <label>
      <input
        type="radio"
        name={name}
        checked={target.kind === kind}
        onChange={() => onChoose({ ...target, kind })}
      />
      <span>{words}</span>
    </label>
  );
  return (
    <fieldset className="field where-to">
      <legend>{text.where}</legend>
      {radio('beside', text.beside)}
      <div className="destination">
        {radio('folder', text.other)}
        <span className={target.folder === null ? 'muted' : ''} title={target.folder ?? undefined}>
          <bdi>{target.folder ?? text.none}</bdi>
        </span>
        <button
          type="button"
          aria-label={text.chooseName}
          onClick={() => chooseFolder((folder) => onChoose({ kind: 'folder', folder }))}
        >
          {text.choose}
        </button>
      </div>
      {native ? radio('bin', text.bin) : <p className="muted">{text.noBin}</p>}
      {target.kind === 'bin' && <p className="muted">{text.binMeans}</p>}
    </fieldset>
  );
}
