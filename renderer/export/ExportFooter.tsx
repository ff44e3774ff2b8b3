// The export itself: its button, its progress, and what became of it.

import { useRef, useState, type ReactElement } from 'react';
import type { AlbumItem, ExportedFile, ExportProgress } from '../../shared/contract.ts';
import { call, isCancelled, native, sentenceOf } from '../engine.ts';
import { set } from '../store.ts';
import { strings } from '../strings.ts';
import { longEdges, type AlbumForm } from './album-form.ts';

type Props = {
  readonly form: AlbumForm;
  readonly items: readonly AlbumItem[];
  readonly done: boolean;
  readonly onDone: () => void;
};

export function ExportFooter({ form, items, done, onDone }: Props): ReactElement {
  const run = useExport(form, items, onDone);
  const close = () => set({ dialog: null });
  if (done && form.to !== null)
    return <Done files={run.files} photos={items.length} to={form.to} onClose={close} />;
  if (run.progress)
    return (
      <footer>
        <progress
          max={run.progress.total}
          value={run.progress.done}
          aria-label={strings.album.title}
        />
        <span className="numbers spread">
          {strings.album.exporting(run.progress.done, run.progress.total)}
        </span>
        <button type="button" onClick={run.stop}>
          {strings.album.stop}
        </button>
      </footer>
    );
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
      <button type="button" onClick={close}>
        {strings.album.cancel}
      </button>
      <button
        type="button"
        className="primary"
        disabled={items.length === 0 || form.to === null}
        onClick={run.start}
      >
        {strings.album.export(items.length)}
      </button>
    </footer>
  );
}

type Run = {
  readonly progress: ExportProgress | null;
  readonly problem: string | null;
  readonly files: readonly ExportedFile[];
  readonly start: () => void;
  readonly stop: () => void;
};

function useExport(form: AlbumForm, items: readonly AlbumItem[], onDone: () => void): Run {
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [files, setFiles] = useState<readonly ExportedFile[]>([]);
  const running = useRef<AbortController>(null);
  const { to, template, size, xmp } = form;
  const exportAll = async (folder: string) => {
    const stop = new AbortController();
    running.current = stop;
    setProblem(null);
    setProgress({ done: 0, total: items.length });
    try {
      const plan = { items: [...items], to: folder, template, longEdgePx: longEdges[size], xmp };
      const options = { signal: stop.signal, onProgress: setProgress };
      setFiles(await call('album.export', plan, options));
      onDone();
    } catch (error) {
      setProblem(isCancelled(error) ? null : sentenceOf(error));
    } finally {
      setProgress(null);
    }
  };
  return {
    progress,
    problem,
    files,
    start: () => {
      if (to !== null) void exportAll(to);
    },
    stop: () => running.current?.abort(),
  };
}

type DoneProps = {
  readonly files: readonly ExportedFile[];
  readonly photos: number;
  readonly to: string;
  readonly onClose: () => void;
};

function Done({ files, photos, to, onClose }: DoneProps): ReactElement {
  const notes = [...new Set(files.flatMap(({ note }) => note ?? []))];
  const first = files[0]?.to;
  return (
    <footer>
      <div className="spread" role="status">
        <p>{strings.album.done(photos, to)}</p>
        {notes.map((note) => (
          <p key={note} className="problem">
            {note}
          </p>
        ))}
      </div>
      {native && first !== undefined && (
        <button type="button" onClick={() => native?.showInFolder(first)}>
          {strings.album.show}
        </button>
      )}
      <button type="button" className="primary" onClick={onClose}>
        {strings.album.close}
      </button>
    </footer>
  );
}
