// What is done with captions, in the page's words: typing, applying, persons offered, and what helps to write.

import { flushSync } from 'react-dom';
import * as acts from '../../shared/shoot/acts/captions.ts';
import {
  captionFieldNames,
  captionFields,
  fieldText,
  type CaptionEdit,
  type CaptionField,
} from '../../shared/captions/caption.ts';
import { effective, type TemplateFields } from '../../shared/captions/template.ts';
import { want } from '../../shared/shoot/acts/finding.ts';
import { touchedPhotos } from '../../shared/shoot/touched.ts';
import { fileName } from '../page/file-name.ts';
import { openGrid, selectNext } from '../page/moving.ts';
import { showPanel } from '../page/panels.ts';
import { opened, page, screen, setPage, shoot } from '../page/store.ts';
import { say } from '../page/toast.ts';
import { captionStrings as text } from '../strings/captions.ts';
import type { CaptionDraft } from '../page/page.ts';
import { commonText, knownPhotos, offeredOn, plansFor, type KnownPhoto } from './captioned.ts';

const listFields: ReadonlySet<CaptionField> = new Set(
  captionFields.filter(({ kind }) => kind === 'list').map(({ name }) => name),
);

/** The photos that a caption is about, as a decision is. */
export function captionedIds(): number[] {
  const { known, wanted, order } = shoot();
  const { ids } = known.photos.columns;
  const inGrid = screen().view === 'grid';
  const photos = touchedPhotos({ ...wanted, shown: order.shown, ids, inGrid });
  return Array.from(photos, (photo) => ids[photo] ?? NaN);
}

/** Opens the panel and goes into its first field. */
export function focusCaptions(): void {
  flushSync(() => showPanel('captions'));
  document.getElementById(fieldId('headline'))?.focus();
}

export function fieldId(field: CaptionField): string {
  return `caption-${field}`;
}

/** @param isEarly nobody knows yet what the photos say */
export function typeInto(ids: readonly number[], fields: TemplateFields, isEarly = false): void {
  const draft = page().captionDraft;
  const before = draft && sameIds(draft.ids, ids) ? draft : { fields: {}, early: [] };
  const typed = captionFieldNames.filter((field) => field in fields);
  const early = isEarly ? [...new Set([...before.early, ...typed])] : before.early;
  setPage({ captionDraft: { ids, fields: { ...before.fields, ...fields }, early } });
}

/** What the photos say is known by now: what was typed before goes on from it, as it would have with the caret at its end. */
export function goOnFromKnown(draft: CaptionDraft, photos: readonly KnownPhoto[]): void {
  const joined: TemplateFields = Object.fromEntries(
    draft.early.map((field) => {
      const said = commonText(photos, field) ?? '';
      const between = said !== '' && listFields.has(field) ? ', ' : '';
      return [field, said + between + (draft.fields[field] ?? '')];
    }),
  );
  const fields = { ...draft.fields, ...joined };
  setPage({ captionDraft: { ...draft, fields, early: [] } });
}

export function discardDraft(): void {
  setPage({ captionDraft: null });
}

export function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place]);
}

/** Writes what is typed: one act, one undo. False where it cannot be. */
export function applyDraft(): boolean {
  const draft = page().captionDraft;
  if (!draft) return true;
  if (draft.early.length > 0) return false; // what it goes on from is on its way
  const { plans, problem } = plansFor(shoot(), draft);
  if (problem !== null) return false;
  setPage({ captionDraft: null });
  write(plans);
  return true;
}

/** Applies, and goes on where one photo is written about. */
export function applyAndGoOn(ids: readonly number[]): void {
  if (applyDraft() && ids.length === 1) selectNext(1);
}

/** Back to the photos that something was typed about. */
export function selectAgain(ids: readonly number[]): void {
  const selected = ids[0] ?? null;
  const selection = new Set(ids.length > 1 ? ids : []);
  want(opened(), { selected, anchor: selected, selection });
  if (ids.length > 1) openGrid(); // where several are selected together
}

type Plan = { readonly id: number; readonly edit: CaptionEdit };

/** Only what is not said already. */
function write(plans: readonly Plan[]): void {
  const known = shoot().known.captions;
  const fields = new Set<CaptionField>();
  const changes = plans.flatMap(({ id, edit }) => {
    const now = known?.byId.get(id);
    const shown = now ? effective(now) : {};
    const fresh = captionFieldNames.filter(
      (field) => edit[field] !== undefined && fieldText(edit, field) !== fieldText(shown, field),
    );
    for (const field of fresh) fields.add(field);
    const part = Object.fromEntries(fresh.map((field) => [field, edit[field]]));
    return fresh.length === 0 ? [] : [{ id, edit: part }];
  });
  const [first] = changes;
  if (!first) {
    say(text.nothingNew);
    return;
  }
  const labels = captionFieldNames
    .filter((field) => fields.has(field))
    .map((field) => text.labels[field]);
  void acts.writeCaptions(
    opened(),
    changes,
    text.applied(labels, changes.length, nameOf(first.id)),
  );
}

function nameOf(id: number): string {
  const { columns, indexOf } = shoot().known.photos;
  return fileName(columns.paths[indexOf.get(id) ?? -1] ?? '');
}

/** Adds a person to those shown on the photos where they are offered. */
export function addPersons(
  ids: readonly number[],
  namesOn: (id: number) => readonly string[],
): void {
  const known = shoot().known.captions;
  const plans = ids.flatMap((id): Plan[] => {
    const names = namesOn(id);
    const { persons = [] } = effective(known?.byId.get(id) ?? { said: {}, written: {} });
    return names.length === 0 ? [] : [{ id, edit: { persons: [...persons, ...names] } }];
  });
  if (plans.length > 0) write(plans);
  else say(text.offers.none);
}

/** Takes all who are offered on the selected photos; each photo gets its own. */
export function takeOffered(): void {
  const ids = captionedIds();
  void acts.showCaptions(opened(), ids).then(() => {
    const offers = offeredOn(knownPhotos(shoot(), ids), shoot().known.captions);
    addPersons(ids, (id) => offers.get(id)?.offered.map(({ name }) => name) ?? []);
  });
}
