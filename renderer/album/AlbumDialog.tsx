// Making an album: how many, how different, which exactly, where to, and under which names.

import { useMemo, type ReactElement } from 'react';
import { decisionsInOrder } from '../../shared/decisions.ts';
import { chooseFolder } from '../start/choosing.ts';
import { SendTo } from '../delivery/SendTo.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { FolderField } from '../parts/FolderField.tsx';
import { albumItem } from '../../shared/shoot/album-items.ts';
import { setScreen, usePage, useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { AlbumPreview } from './AlbumPreview.tsx';
import { ExportFooter } from './ExportFooter.tsx';
import { FileChoices } from './FileChoices.tsx';
import { albumCount, setAlbum } from './album-form.ts';
import { Choice } from '../parts/Choice.tsx';
import { albumStrings } from '../strings/album.ts';
import { albumMakes, type AlbumForm } from '../page/page.ts';
import { leaveExport } from './export-run.ts';
import { useCandidates, useChosen, type Chosen } from './use-chosen.ts';
import './export.css';

export function AlbumDialog(): ReactElement {
  const form = usePage(({ album }) => album);
  const isFree = usePage(({ exportRun }) => exportRun.state === 'none');
  const candidates = useCandidates(form.picksOnly);
  const chosen = useChosen(candidates, form);
  const items = useItems(chosen);
  return (
    <Dialog wide title={strings.album.title} onClose={close}>
      <div className="body album" inert={!isFree}>
        <div className="album-choices">
          <Choices form={form} count={albumCount(form, candidates)} />
          <FolderField
            label={strings.album.to}
            folder={form.to}
            none={strings.album.toNone}
            choose={strings.album.toChoose}
            onChoose={() => chooseFolder((to) => setAlbum({ to }))}
          />
          <Choice
            label={albumStrings.make}
            value={form.make}
            choices={albumMakes}
            words={albumStrings.makes}
            onChange={(make) => setAlbum({ make })}
          />
          {form.make === 'copies' && <FileChoices form={form} first={items[0]} />}
          {form.make === 'copies' && <SendTo />}
        </div>
        {chosen && <AlbumPreview {...chosen} />}
      </div>
      <ExportFooter form={form} items={items} onClose={close} />
    </Dialog>
  );
}

function close(): void {
  setScreen({ dialog: null });
  leaveExport();
}

function useItems(ready: Chosen | null) {
  const settings = useShoot(({ known }) => known.settings);
  const decisions = useShoot(({ known }) => known.decisions);
  return useMemo(() => {
    if (!ready) return [];
    const { photos, scores, groups, chosen } = ready;
    const { columns } = photos;
    const source = { columns, scores, groups, settings };
    const known = { ...source, decisions: decisionsInOrder(decisions, columns.ids) };
    return Array.from(chosen, (photo, place) => albumItem(known, photo, place + 1));
  }, [ready, settings, decisions]);
}

type ChoicesProps = { readonly form: AlbumForm; readonly count: number };

function Choices({ form, count }: ChoicesProps): ReactElement {
  const text = strings.album;
  const picks = useShoot(({ known }) => known.decisions.pick.some((pick) => pick === 1));
  return (
    <>
      <label className="field">
        <span>{text.count}</span>
        <input
          type="number"
          min={1}
          max={9999}
          value={count}
          onChange={(event) => {
            const wanted = Math.round(event.target.valueAsNumber);
            if (!(wanted >= 1 && wanted <= 9999)) return;
            setAlbum(form.picksOnly ? { pickCount: wanted } : { count: wanted });
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
                onClick={() => setAlbum({ picksOnly, pickCount: null })}
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
