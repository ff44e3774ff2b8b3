// The caption of the selected photos: its fields, who is offered as shown, and what helps to fill them in.

import {
  Fragment,
  useEffect,
  useLayoutEffect,
  useMemo,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { captionFields } from '../../shared/captions/caption.ts';
import { showCaptions } from '../../shared/shoot/acts/captions.ts';
import { touchedPhotos } from '../../shared/shoot/touched.ts';
import { focusView } from '../page/lost-focus.ts';
import { opened, page, usePage, useScreen, useShoot } from '../page/store.ts';
import { undoLast } from '../page/undo.ts';
import { captionStrings as text } from '../strings/captions.ts';
import { applyAndGoOn, discardDraft, goOnFromKnown, sameIds, selectAgain } from './caption-acts.ts';
import { knownPhotos, plansFor } from './captioned.ts';
import { CaptionFieldRow } from './CaptionFieldRow.tsx';
import { CaptionFooter } from './CaptionFooter.tsx';
import { PersonOffers } from './PersonOffers.tsx';
import { Writing } from './Writing.tsx';
import './captions.css';

export function CaptionPanel(): ReactElement {
  const ids = useCaptionedIds();
  useEffect(() => {
    void showCaptions(opened(), ids);
  }, [ids]);
  return (
    <section
      className="section captions"
      aria-label={text.title}
      onKeyDown={(event) => onKey(event, ids)}
    >
      <h2>
        {text.title} <Whose ids={ids} />
      </h2>
      {ids.length === 0 ? <p className="muted">{text.none}</p> : <Fields ids={ids} />}
      <Elsewhere ids={ids} />
      <Writing ids={ids} />
    </section>
  );
}

/** The photos that a caption is about; the same list as long as it names the same photos. */
function useCaptionedIds(): readonly number[] {
  const inGrid = useScreen(({ view }) => view === 'grid');
  const shown = useShoot(({ order }) => order.shown);
  const ids = useShoot(({ known }) => known.photos.columns.ids);
  const selected = useShoot(({ wanted }) => wanted.selected);
  const selection = useShoot(({ wanted }) => wanted.selection);
  return useMemo(() => {
    const photos = touchedPhotos({ shown, ids, selected, selection, inGrid });
    return Array.from(photos, (photo) => ids[photo] ?? NaN);
  }, [shown, ids, selected, selection, inGrid]);
}

type OfPhotos = { readonly ids: readonly number[] };

function Whose({ ids }: OfPhotos): ReactElement | null {
  if (ids.length < 2) return null;
  return <span className="muted numbers">{text.ofMany(ids.length)}</span>;
}

function Fields({ ids }: OfPhotos): ReactElement {
  const draft = usePage(({ captionDraft }) => captionDraft);
  const known = useShoot((shoot) => shoot.known);
  const photos = useMemo(() => knownPhotos({ known }, ids), [known, ids]);
  const own = draft && sameIds(draft.ids, ids) ? draft : null;
  const plans = useMemo(() => (own ? plansFor({ known }, own) : null), [known, own]);
  const isLoading = photos.length < ids.length; // the fields stay, and with them the focus and what is typed
  useLayoutEffect(() => {
    if (!isLoading && own && own.early.length > 0) goOnFromKnown(own, photos);
  }, [isLoading, own, photos]);
  return (
    <>
      {captionFields.map(({ name, kind }) => (
        <Fragment key={name}>
          <CaptionFieldRow
            {...{ name, kind, ids, photos, isLoading }}
            typed={own?.fields[name]}
            edit={plans?.plans[0]?.edit}
          />
          {name === 'persons' && <PersonOffers {...{ ids, photos }} />}
        </Fragment>
      ))}
      <CaptionFooter {...{ ids, plans }} />
    </>
  );
}

/** Text that was typed about other photos is never lost, and never written to these. */
function Elsewhere({ ids }: OfPhotos): ReactElement | null {
  const draft = usePage(({ captionDraft }) => captionDraft);
  if (!draft || sameIds(draft.ids, ids)) return null;
  return (
    <div className="caption-elsewhere" role="status">
      <span>{text.notApplied(draft.ids.length)}</span>
      <GoBack ids={draft.ids} />
      <button type="button" className="quiet" onClick={discardDraft}>
        {text.discard}
      </button>
    </div>
  );
}

function GoBack({ ids }: OfPhotos): ReactElement {
  return (
    <button type="button" className="quiet" onClick={() => selectAgain(ids)}>
      {text.backToIt}
    </button>
  );
}

/** Enter with Ctrl or ⌘ writes, Escape leaves; undo is the page's where nothing is typed. */
function onKey(event: KeyboardEvent, ids: readonly number[]): void {
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && mod) applyAndGoOn(ids);
  else if (event.key === 'Escape') focusView();
  else if (event.key === 'z' && mod && !event.shiftKey && page().captionDraft === null) undoLast();
  else return;
  event.preventDefault();
}
