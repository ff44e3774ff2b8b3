// Presets of an album's copies: one is taken, changed, saved under a name, removed.

import { useEffect, useState, type ReactElement } from 'react';
import { isOwnAlbumPreset } from '../../shared/album/album-presets.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import type { AlbumForm } from '../page/page.ts';
import { usePage } from '../page/store.ts';
import { sayProblem } from '../page/toast.ts';
import { CrossButton } from '../parts/CrossButton.tsx';
import { albumStrings as text } from '../strings/album.ts';
import {
  isChanged,
  readAlbumPresets,
  removeAlbumPreset,
  saveAlbumPreset,
  takeAlbumPreset,
} from './preset-acts.ts';

export function AlbumPresets({ form }: { readonly form: AlbumForm }): ReactElement {
  const presets = usePage(({ albumPresets }) => albumPresets);
  const [saving, setSaving] = useState(false);
  const taken = presets.find(({ name }) => name === form.preset);
  const changed = !taken || isChanged(form, taken);
  useEffect(() => {
    readAlbumPresets().catch(sayProblem);
  }, []);
  return (
    <div className="field">
      <label className="field">
        <span>{text.preset}</span>
        <span className="album-preset">
          <select
            value={changed ? '' : taken.name}
            onChange={(event) => takeAlbumPreset(event.target.value)}
          >
            {changed && (
              <option value="">{taken ? text.changed(taken.name) : text.presetNone}</option>
            )}
            {presets.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </span>
      </label>
      <div className="album-preset-acts">
        {saving ? (
          <SaveForm onDone={() => setSaving(false)} />
        ) : (
          <>
            {changed && taken?.own === true && (
              <button
                type="button"
                className="link"
                onClick={() => void saveAlbumPreset(taken.name).catch(sayProblem)}
              >
                {text.saveAgain(taken.name)}
              </button>
            )}
            {changed && (
              <button type="button" className="link" onClick={() => setSaving(true)}>
                {text.save}
              </button>
            )}
            {taken?.own === true && (
              <CrossButton
                label={text.remove(taken.name)}
                onClick={() => removeAlbumPreset(taken.name)}
              />
            )}
          </>
        )}
      </div>
    </div>
  );
}

function SaveForm({ onDone }: { readonly onDone: () => void }): ReactElement {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const trimmed = name.trim();
  return (
    <form
      className="album-preset"
      onSubmit={(event) => {
        event.preventDefault();
        saveAlbumPreset(trimmed).then(onDone, (error: unknown) => setProblem(sentenceOf(error)));
      }}
    >
      <input
        type="text"
        autoFocus
        maxLength={80}
        aria-label={text.saveName}
        placeholder={text.saveName}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault(); // the window stays
          onDone();
        }}
      />
      <button type="submit" disabled={trimmed === '' || isOwnAlbumPreset(trimmed)}>
        {text.saveDo}
      </button>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
