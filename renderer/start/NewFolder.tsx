// In the page's folder chooser: a new folder in the one that is shown.

import { useState, type ReactElement } from 'react';
import { strings } from '../strings.ts';

export function NewFolder({ onMake }: { readonly onMake: (name: string) => void }): ReactElement {
  const [name, setName] = useState<string | null>(null);
  const text = strings.chooser;
  if (name === null)
    return (
      <div>
        <button type="button" className="link" onClick={() => setName('')}>
          {text.newFolder}
        </button>
      </div>
    );
  return (
    <form
      className="path"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        onMake(name.trim());
        setName(null);
      }}
    >
      <input
        type="text"
        autoFocus
        aria-label={text.newFolderName}
        placeholder={text.newFolderName}
        value={name}
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" disabled={name.trim() === ''}>
        {text.newFolderDo}
      </button>
    </form>
  );
}
