// Why what is decided or written stays in Podium: said once for a folder and a sentence, not at every key.

import type { OpenShoot } from './open.ts';
import type { Step } from '../undo-line.ts';

/** The folder that a file lies in, as the engine writes paths. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
}

/** Says a note that the engine gave to an act about these photos, beside what the act did. */
export function sayNote(
  open: OpenShoot,
  step: Step,
  ids: readonly number[],
  note: string | undefined,
): void {
  if (note === undefined) return;
  const { photos } = open.get().known;
  const folders = ids.map((id) =>
    folderOf(photos.columns.paths[photos.indexOf.get(id) ?? -1] ?? ''),
  );
  const isNew = folders.some((folder) => !(open.notes.get(folder)?.has(note) ?? false));
  for (const folder of folders) open.notes.set(folder, new Set(open.notes.get(folder)).add(note));
  if (!isNew) return;
  const isLast = open.get().decided.done.at(-1) === step;
  if (isLast) open.host.say(`${step.text.replace(/\.$/, '')}. ${note}`, step);
  else open.host.say(note, null); // something else was done since: its own words are not these
}
