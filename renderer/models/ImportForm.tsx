// A model from disk: its path, and for a classifier of the user's own the path of its class names.

import { useState, type ReactElement } from 'react';
import { importModel } from './model-acts.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import { modelStrings as text } from '../strings/models.ts';
import { PathField } from './PathField.tsx';

export function ImportForm({ onDone }: { readonly onDone: () => void }): ReactElement {
  const [path, setPath] = useState('');
  const [labels, setLabels] = useState('');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const start = () => {
    setBusy(true);
    setProblem(null);
    const given = {
      path: path.trim(),
      ...(labels.trim() !== '' && { labels: labels.trim() }),
      ...(labels.trim() !== '' && name.trim() !== '' && { name: name.trim() }),
    };
    importModel(given).then(onDone, (error: unknown) => {
      setProblem(sentenceOf(error));
      setBusy(false);
    });
  };
  return (
    <form
      className="model-import"
      aria-label={text.importTitle}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <p className="muted">{text.importLead}</p>
      <PathField label={text.path} value={path} onChange={setPath} focus />
      <PathField label={text.labels} value={labels} onChange={setLabels} />
      <label className="field">
        <span>{text.name}</span>
        <input
          type="text"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="model-import-do">
        <button type="button" onClick={onDone}>
          {text.cancel}
        </button>
        <button type="submit" className="primary" disabled={busy || path.trim() === ''}>
          {busy ? text.importing : text.importDo}
        </button>
      </div>
    </form>
  );
}
