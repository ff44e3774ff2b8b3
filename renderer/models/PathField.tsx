// A file on this computer by its path: typed, or chosen where the window can ask the system.

import type { ReactElement } from 'react';
import { native } from '../page/engine.ts';
import { modelStrings as text } from '../strings/models.ts';

type PathProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly focus?: boolean;
};

export function PathField({ label, value, onChange, focus = false }: PathProps): ReactElement {
  const choose = () =>
    native?.chooseFile().then(
      (path) => {
        if (path !== null) onChange(path);
      },
      () => undefined, // the dialog says itself what is wrong
    );
  return (
    <div className="path">
      <label className="field">
        <span>{label}</span>
        <input
          type="text"
          autoFocus={focus}
          spellCheck={false}
          placeholder={text.pathHint}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {native && (
        <button type="button" aria-label={text.chooseFor(label)} onClick={() => void choose()}>
          {text.choose}
        </button>
      )}
    </div>
  );
}
