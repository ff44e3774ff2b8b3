// Making an album: how many, how different, which exactly, where to, and under which names.

import { useMemo, type ReactElement } from 'react';
import { chooseFolder } from '../start/choosing.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { set, useStore } from '../page/store.ts';
import { strings } from '../strings.ts';
import { AlbumPreview } from './AlbumPreview.tsx';
import { albumItem } from './plan.ts';
import { ExportFooter } from './ExportFooter.tsx';
import { FileChoices } from './FileChoices.tsx';
import { setAlbum, useAlbum, type AlbumForm } from './album-form.ts';
import { leaveExport, useExportRun } from './export-run.ts';
import { useChosen, type Chosen } from './use-chosen.ts';
import './export.css';

export function AlbumDialog(): ReactElement {
  const form = useAlbum();
  const isFree = useExportRun(({ state }) => state === 'none');
  const chosen = useChosen(form);
  const items = useItems(chosen);
  return (
    <Dialog wide title={strings.album.title} onClose={close}>
      <div className="body album" inert={!isFree}>
        <div className="album-choices">
          <Choices form={form} />
          <Destination to={form.to} />
          <FileChoices form={form} first={items[0]} />
        </div>
        {chosen && <AlbumPreview {...chosen} />}
      </div>
      <ExportFooter form={form} items={items} onClose={close} />
    </Dialog>
  );
}

function close(): void {
  set({ dialog: null });
  leaveExport();
}

function useItems(ready: Chosen | null) {
  const settings = useStore((state) => state.settings);
  return useMemo(() => {
    if (!ready) return [];
    const { photos, scores, groups, chosen } = ready;
    return Array.from(chosen, (photo, place) =>
      albumItem(photos, scores, groups, settings, photo, place + 1),
    );
  }, [ready, settings]);
}

function Choices({ form }: { readonly form: AlbumForm }): ReactElement {
  const text = strings.album;
  const picks = useStore((state) => state.decisions.pick.some((pick) => pick === 1));
  return (
    <>
      <label className="field">
        <span>{text.count}</span>
        <input
          type="number"
          min={1}
          max={9999}
          value={form.count}
          onChange={(event) => {
            const count = Math.round(event.target.valueAsNumber);
            if (count >= 1 && count <= 9999) setAlbum({ count });
          }}
        />
      </label>
      <label className="field">
        <span>{text.variety}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={form.variety}
          onChange={(event) => setAlbum({ variety: event.target.valueAsNumber })}
        />
        <span className="ends muted">
          <span>{text.varietyLow}</span>
          <span>{text.varietyHigh}</span>
        </span>
      </label>
      {picks && (
        <div className="field" role="group" aria-label={text.fromName}>
          <span>{text.fromName}</span>
          <div className="segments">
            {([false, true] as const).map((picksOnly) => (
              <button
                key={String(picksOnly)}
                type="button"
                aria-pressed={form.picksOnly === picksOnly}
                onClick={() => setAlbum({ picksOnly })}
              >
                {picksOnly ? text.from.picks : text.from.shown}
              </button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

function Destination({ to }: { readonly to: string | null }): ReactElement {
  return (
    <div className="field">
      <span>{strings.album.to}</span>
      <div className="destination">
        <span className={to === null ? 'muted' : ''} title={to ?? undefined}>
          <bdi>{to ?? strings.album.toNone}</bdi>
        </span>
        <button type="button" onClick={() => chooseFolder((folder) => setAlbum({ to: folder }))}>
          {strings.album.toChoose}
        </button>
      </div>
    </div>
  );
}
