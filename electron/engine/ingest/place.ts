// One of the places that a card is copied to: shots arrive there with all their files or not at all, and verified.

import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashFile } from '../../disk/read-file.ts';
import { syncFolder } from '../../disk/write-file.ts';
import { partName } from '../album/export-names.ts';
import { openJournal, type Journal, type PlacedFile } from '../album/journal.ts';
import { numberedName } from '../album/names.ts';
import { copyTemporary, takeName } from '../album/place-file.ts';
import { settleExports } from '../album/settle.ts';
import type { Shot } from './card.ts';
import type { Target } from './ingest-names.ts';
import { readContents, type PlaceContents } from './place-contents.ts';

/** Where one file of a shot is now. */
export type Arrived = { readonly from: string; readonly to: string; readonly sha256: string };

export type Place = {
  readonly folder: string;
  /** Whether all files of a shot are there already, under whatever names. */
  has(shot: Shot): Promise<boolean>;
  /**
   * Copies a shot. `near`: verified copies of the same files on a faster disk than the card, to be read instead. Rejects as
   * the file system does, with nothing of the shot in place.
   */
  take(shot: Shot, target: Target, near: readonly Arrived[]): Promise<Arrived[]>;
  /** Nothing is left to be finished. */
  close(): Promise<void>;
};

/** Settles what an earlier copy that was killed left in the place. Rejects as the file system does. */
export async function openPlace(folder: string, template: string): Promise<Place> {
  await mkdir(folder, { recursive: true });
  for (const one of (await readContents(folder)).folders) await settleExports(one);
  const contents = await readContents(folder);
  const journals = new Map<string, Journal>();
  const journalIn = async (inside: string) => {
    const known = journals.get(inside);
    if (known) return known;
    await mkdir(inside, { recursive: true });
    const opened = await openJournal(inside, { template, move: false, stems: [] });
    journals.set(inside, opened);
    return opened;
  };
  return {
    folder,
    async has({ files }) {
      for (const { path, sizeBytes } of files)
        if (!(await contents.holds(path, sizeBytes))) return false;
      return true;
    },
    async take(shot, { folders, stem }, near) {
      const inside = join(folder, ...folders);
      const journal = await journalIn(inside);
      return takeShot(shot, stem, { inside, journal, near, contents });
    },
    async close() {
      for (const journal of journals.values()) await journal.end().catch(() => undefined);
    },
  };
}

type Into = {
  readonly inside: string;
  readonly journal: Journal;
  readonly near: readonly Arrived[];
  readonly contents: PlaceContents;
};

type Staged = { readonly from: string; readonly part: string; readonly sha256: string };

async function takeShot(shot: Shot, stem: string, into: Into): Promise<Arrived[]> {
  const { inside, journal, contents } = into;
  const staged: Staged[] = [];
  try {
    for (const [index, { path }] of shot.files.entries())
      staged.push(await stage(path, partName(journal.id, index), into));
    for (let count = 1; ; count += 1) {
      const arrived = await placeAs(shot, staged, namesOf(shot, stem, count), into);
      if (!arrived) continue;
      for (const [index, { to }] of arrived.entries())
        contents.add(to, shot.files[index]?.sizeBytes ?? 0);
      return arrived;
    }
  } finally {
    for (const index of shot.files.keys())
      await rm(join(inside, partName(journal.id, index)), { force: true }).catch(() => undefined);
  }
}

async function stage(path: string, part: string, { inside, near }: Into): Promise<Staged> {
  const copied = near.find(({ from }) => from === path);
  const { sha256 } = await copyTemporary(copied?.to ?? path, join(inside, part));
  if (copied && sha256 !== copied.sha256) {
    const message = `the copy in ${dirname(copied.to)} was changed meanwhile`;
    throw Object.assign(new Error(message), { path: copied.to });
  }
  return { from: path, part, sha256 };
}

function namesOf({ files }: Shot, stem: string, count: number): string[] {
  const suffixes = files.map(({ suffix }) => suffix);
  const longest = suffixes.reduce((a, b) => (a.length < b.length ? b : a), '');
  return suffixes.map((suffix) => numberedName(stem, count, suffix, longest));
}

/** Gives the files of a shot these names; null, with none given, where somebody else's file has one of them. */
async function placeAs(
  shot: Shot,
  staged: readonly Staged[],
  names: readonly string[],
  { inside, journal }: Into,
): Promise<Arrived[] | null> {
  const arrived = staged.map(({ from, sha256 }, index) => {
    return { from, to: join(inside, names[index] ?? ''), sha256 };
  });
  const isThere = await Promise.all(arrived.map(({ to, sha256 }) => standsAt(to, sha256)));
  if (isThere.includes('other')) return null;
  const missing = staged.flatMap(({ from, part, sha256 }, index): PlacedFile[] => {
    if (isThere[index] === 'same') return [];
    const kind = from === shot.path ? 'photo' : 'companion';
    return [{ kind, from, name: names[index] ?? '', part, sha256, removed: null }];
  });
  await journal.placing(missing);
  const placed: PlacedFile[] = [];
  for (const file of missing) {
    if (await takeName(join(inside, file.part), join(inside, file.name))) placed.push(file);
    else {
      // Somebody took a name at this moment: those that were given are taken back, to be made anew under the next.
      for (const { name } of placed) await rm(join(inside, name));
      throw Object.assign(new Error('another program writes the same names'), { path: inside });
    }
  }
  await syncFolder(inside);
  await journal.settled();
  return arrived;
}

/** What has a name: nothing, the same file to the byte, or another one. */
async function standsAt(path: string, sha256: string): Promise<'nothing' | 'same' | 'other'> {
  const found = await stat(path).catch(() => null);
  if (!found) return 'nothing';
  return found.isFile() && (await hashFile(path)) === sha256 ? 'same' : 'other';
}
