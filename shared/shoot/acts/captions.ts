// Captions of an open shoot: asked for as photos are looked at, on the screen as they are written, each act undoable.

import { mergeCaptions, type Caption, type CaptionEdit } from '../../captions/caption.ts';
import { joinCodes, parseCodes, type LineProblem } from '../../captions/codes.ts';
import type { Roster } from '../../captions/roster.ts';
import type { Template } from '../../captions/template.ts';
import { isCancelled } from '../../calls/rpc.ts';
import type { CaptionChange, GivenList, KeptCodes, PhotoCaption } from '../../contract.ts';
import { withCaptions, type KnownCaptions } from '../captions.ts';
import { arrived } from '../changes.ts';
import { foldersOf } from './answers.ts';
import { sayNote } from './notes.ts';
import { attempt, type OpenShoot } from './open.ts';
import { forget, noteAndSay } from './undo.ts';

/** Asks for what is not known yet: of these photos, and of templates, roster and codes. */
export function showCaptions(open: OpenShoot, ids: readonly number[]): Promise<void> {
  return attempt(open, async () => {
    if (!open.get().known.captions) put(open, await loadWriting(open, new Map()));
    const known = open.get().known.captions;
    const missing = ids.filter((id) => !known?.byId.has(id));
    if (missing.length > 0) await loadCaptions(open, missing);
  });
}

/** Asks anew for all that was asked for: something was written elsewhere. */
export async function captionsChanged(open: OpenShoot): Promise<void> {
  const known = open.get().known.captions;
  if (!known) return;
  await open.whileOpen(open.host.writes.last());
  put(open, await loadWriting(open, known.byId));
  if (known.byId.size > 0) await loadCaptions(open, [...known.byId.keys()]);
}

async function loadWriting(open: OpenShoot, byId: KnownCaptions['byId']): Promise<KnownCaptions> {
  const [{ templates }, roster, { files }] = await Promise.all([
    open.ask('template.list', {}),
    open.ask('roster.read', foldersOf(open)),
    open.ask('code.list', {}),
  ]);
  return { byId, templates, roster, ...codesOf(files) };
}

function codesOf(codeFiles: readonly KeptCodes[]): Pick<KnownCaptions, 'codeFiles' | 'codes'> {
  return { codeFiles, codes: joinCodes(codeFiles.map(({ text }) => parseCodes(text).codes)) };
}

async function loadCaptions(open: OpenShoot, ids: readonly number[]): Promise<void> {
  const { writes } = open.host;
  for (;;) {
    const seen = writes.last();
    await open.whileOpen(seen);
    const { captions } = await open.ask('caption.read', { ids: [...ids] });
    if (seen !== writes.last()) continue; // something was written since it was read
    const known = open.get().known.captions;
    if (known) put(open, withCaptions(known, captions));
    return;
  }
}

function put(open: OpenShoot, captions: KnownCaptions): void {
  open.put(arrived(open.get(), { captions }));
}

function change(open: OpenShoot, part: Partial<KnownCaptions>): void {
  const known = open.get().known.captions;
  if (known) put(open, { ...known, ...part });
}

/** Writes about photos whose captions are known; `text` says it. What cannot be written is shown as it is stored, and said. */
export function writeCaptions(
  open: OpenShoot,
  changes: readonly CaptionChange[],
  text: string,
): Promise<void> {
  const before = apply(open, changes);
  const keep = async (shown: readonly CaptionChange[], back: readonly CaptionChange[]) => {
    try {
      const { host } = open;
      const { note } = await open.whileOpen(
        host.writes.add(() => host.call('caption.write', { changes: [...shown] })),
      );
      return note;
    } catch (error) {
      if (!isCancelled(error)) apply(open, back);
      throw error;
    }
  };
  const step = {
    text,
    undo: async () => {
      apply(open, before);
      await keep(before, changes);
    },
    redo: async () => {
      apply(open, changes);
      await keep(changes, before);
    },
  };
  noteAndSay(open, 'decided', step); // at once: whoever undoes it before it is written means this
  return attempt(open, async () => {
    try {
      const note = await keep(changes, before);
      sayNote(
        open,
        step,
        changes.map(({ id }) => id),
        note,
      );
    } catch (error) {
      if (!isCancelled(error)) forget(open, 'decided', step);
      throw error;
    }
  });
}

/** Puts changes on the screen and gives back what was written there. */
function apply(open: OpenShoot, changes: readonly CaptionChange[]): readonly CaptionChange[] {
  const known = open.get().known.captions;
  if (!known) return [];
  const before: CaptionChange[] = [];
  const after: PhotoCaption[] = [];
  for (const { id, edit } of changes) {
    const now = known.byId.get(id) ?? { id, said: {}, written: {} };
    before.push({ id, edit: backTo(now.written, edit) });
    after.push({ ...now, written: edited(now.written, edit) });
  }
  put(open, withCaptions(known, after));
  return before;
}

function backTo(written: Caption, edit: CaptionEdit): CaptionChange['edit'] {
  const known: Readonly<Record<string, unknown>> = written;
  return Object.fromEntries(Object.keys(edit).map((field) => [field, known[field] ?? null]));
}

function edited(written: Caption, edit: CaptionEdit): Caption {
  const all = Object.entries(mergeCaptions(edit as Caption, written));
  return Object.fromEntries(all.filter(([, value]) => (value as unknown) !== null));
}

/** Keeps a roster with the first of the folders; null keeps none. */
export function keepRoster(open: OpenShoot, roster: Roster | null, text: string): Promise<void> {
  return attempt(open, async () => {
    const folder = open.get().folders[0] ?? '';
    const write = async (next: Roster | null) => {
      const { before } = await open.tell('roster.write', { folder, roster: next });
      change(open, { roster: await open.ask('roster.read', foldersOf(open)) });
      return before;
    };
    const before = await write(roster);
    noteAndSay(open, 'decided', {
      text,
      undo: () => write(before).then(nothing),
      redo: () => write(roster).then(nothing),
    });
  });
}

/** Takes the players of a list and keeps the match; what is wrong in it, by its lines. */
export async function takeRoster(
  open: OpenShoot,
  list: GivenList,
  text: (players: number) => string,
): Promise<readonly LineProblem[]> {
  let problems: readonly LineProblem[] = [];
  await attempt(open, async () => {
    const read = await open.ask('roster.look', { list });
    const match = open.get().known.captions?.roster.match ?? { event: '', venue: '', score: '' };
    await keepRoster(open, { players: [...read.players], match }, text(read.players.length));
    problems = read.problems;
  });
  return problems;
}

/** Keeps a template, or with null as its fields none of its name. */
export function keepTemplate(
  open: OpenShoot,
  name: string,
  fields: Template['fields'] | null,
  text: string,
): Promise<void> {
  return attempt(open, async () => {
    const before = open.get().known.captions?.templates.find((one) => one.name === name);
    const write = async (next: Template['fields'] | null) => {
      if (next) await open.tell('template.save', { name, fields: next });
      else await open.tell('template.remove', { name });
      change(open, await open.ask('template.list', {}));
    };
    await write(fields);
    noteAndSay(open, 'decided', {
      text,
      undo: () => write(before?.fields ?? null),
      redo: () => write(fields),
    });
  });
}

/** Takes a file of codes, or drops one; what is wrong in it, by its lines. */
export async function takeCodes(
  open: OpenShoot,
  name: string,
  list: GivenList | null,
  text: string,
): Promise<readonly LineProblem[]> {
  let problems: readonly LineProblem[] = [];
  await attempt(open, async () => {
    const before = open.get().known.captions?.codeFiles.find((one) => one.name === name);
    const write = async (next: GivenList | null) => {
      const { files } = await (next
        ? open.tell('code.take', { name, list: next })
        : open.tell('code.remove', { name }));
      change(open, codesOf(files));
      return files;
    };
    const files = await write(list);
    const taken = files.find((one) => one.name === name);
    problems = taken ? parseCodes(taken.text).problems : [];
    noteAndSay(open, 'decided', {
      text,
      undo: () => write(before ? { text: before.text } : null).then(nothing),
      redo: () => write(list).then(nothing),
    });
  });
  return problems;
}

/** What was answered is of no use to whoever undoes it. */
function nothing(): void {
  return;
}
