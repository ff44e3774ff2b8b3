// The export itself: its button, its progress, and what became of it.

import type { ReactElement } from 'react';
import type { AlbumItem, ExportProgress } from '../../shared/contract.ts';
import { showInFolder } from '../page/reveal.ts';
import { strings } from '../strings.ts';
import { albumStrings } from '../strings/album.ts';
import type { Made } from './album-makes.ts';
import type { AlbumForm } from '../page/page.ts';
import { isMarkWhole } from './copy-choices.ts';
import { startExport, stopExport } from './export-run.ts';
import { usePage } from '../page/store.ts';

type Props = {
  readonly form: AlbumForm;
  readonly items: readonly AlbumItem[];
  readonly onClose: () => void;
};

export function ExportFooter({ form, items, onClose }: Props): ReactElement {
  const run = usePage(({ exportRun }) => exportRun);
  if (run.state === 'done') return <Done {...run} onClose={onClose} />;
  if (run.state === 'running') return <Running progress={run.progress} />;
  return (
    <footer>
      {run.problem !== null && (
        <p className="problem spread" role="alert">
          {run.problem}
        </p>
      )}
      {run.problem === null && form.to === null && items.length > 0 && (
        <p className="muted spread">{strings.album.toFirst}</p>
      )}
      <button type="button" onClick={onClose}>
        {strings.album.cancel}
      </button>
      <button
        type="button"
        className="primary"
        disabled={items.length === 0 || form.to === null || !isMarkWhole(form.copies)}
        onClick={() => void startExport(form, items)}
      >
        {form.make === 'copies'
          ? strings.album.export(items.length)
          : albumStrings.makeDo[form.make](items.length)}
      </button>
    </footer>
  );
}

function Running({ progress }: { readonly progress: ExportProgress }): ReactElement {
  const { done, total } = progress;
  return (
    <footer>
      <progress max={total} value={done} aria-label={strings.album.title} />
      <span className="numbers spread">{strings.album.exporting(done, total)}</span>
      <button type="button" onClick={stopExport}>
        {strings.album.stop}
      </button>
    </footer>
  );
}

type DoneProps = Made & { readonly onClose: () => void };

function Done({ said, notes, first, onClose }: DoneProps): ReactElement {
  return (
    <footer>
      <div className="spread" role="status">
        <p>{said}</p>
        {notes.map((note) => (
          <p key={note} className="problem">
            {note}
          </p>
        ))}
      </div>
      {first !== undefined && (
        <button type="button" onClick={() => showInFolder(first)}>
          {strings.album.show}
        </button>
      )}
      <button type="button" className="primary" onClick={onClose}>
        {strings.album.close}
      </button>
    </footer>
  );
}
