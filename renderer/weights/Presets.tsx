// Weights by name: the built-in presets, and the user's own.

import { useState, type ReactElement } from 'react';
import { presetNames } from '../../shared/ranking/presets.ts';
import { removePreset, savePreset, takePreset } from './ranking.ts';
import { Icon } from '../parts/icons.tsx';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';

export function Presets(): ReactElement {
  const name = useShoot(({ wanted }) => wanted.presetName);
  const presets = useShoot(({ known }) => known.presets);
  const [saving, setSaving] = useState(false);
  const own = presets.find((preset) => preset.name === name);
  return (
    <>
      <div className="preset">
        <select
          aria-label={strings.ranking.preset}
          value={name ?? ''}
          onChange={(event) => takePreset(event.target.value)}
        >
          {name === null && <option value="">{strings.ranking.ownWeights}</option>}
          {presetNames.map((preset) => (
            <option key={preset} value={preset}>
              {strings.ranking.presets[preset]}
            </option>
          ))}
          {presets.map((preset) => (
            <option key={preset.name} value={preset.name}>
              {preset.name}
            </option>
          ))}
        </select>
        {own && (
          <button
            type="button"
            className="quiet"
            aria-label={strings.ranking.remove(own.name)}
            title={strings.ranking.remove(own.name)}
            onClick={() => removePreset(own)}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      {name === null && !saving && (
        <button type="button" className="link" onClick={() => setSaving(true)}>
          {strings.ranking.save}
        </button>
      )}
      {saving && <SaveForm onDone={() => setSaving(false)} />}
    </>
  );
}

function SaveForm({ onDone }: { readonly onDone: () => void }): ReactElement {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const taken = presetNames.some((preset) => preset === trimmed);
  return (
    <form
      className="preset"
      onSubmit={(event) => {
        event.preventDefault();
        savePreset(trimmed);
        onDone();
      }}
    >
      <input
        type="text"
        autoFocus
        maxLength={80}
        aria-label={strings.ranking.saveName}
        placeholder={strings.ranking.saveName}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      <button type="submit" disabled={trimmed === '' || taken}>
        {strings.ranking.saveDo}
      </button>
    </form>
  );
}
