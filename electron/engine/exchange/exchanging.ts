// Decisions on their way out, one photo after the other in the order they were made; a photo that waits already waits once.

import { dirname, resolve } from 'node:path';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { FileRow } from '../cache/file-row.ts';
import { filesIn, type FolderInput } from '../files/sync.ts';
import { isRaw } from '../files/file-kind.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import { judge, keepJudged, sameSaid, seenOf, type Judged, type Occasion } from './judged.ts';
import { unrated } from '../formats/facts/rating.ts';
import { placeOf, refusalAt } from './place.ts';
import { destinationOf, isPending, writeOut, type WriteParts, type Written } from './write-out.ts';

export type Exchanging = {
  /** These photos were decided about, or named: they are written when it is their turn. */
  decided(ids: Iterable<number>): void;
  /** Hears what other programs wrote about photos of these folders since; what is still to be written gets its turn. */
  hear(input: FolderInput, signal: AbortSignal): Promise<void>;
  /** Writes all that was ever decided about the photos of folders, after all that waits. */
  writeAll(
    input: FolderInput,
    signal: AbortSignal,
    onProgress: (progress: { readonly done: number; readonly total: number }) => void,
  ): Promise<Record<Written, number>>;
  /** Why what is decided about these photos will not be written, as a sentence; null where it will be, or is not wanted. */
  refusalFor(files: readonly FileRow[]): Promise<string | null>;
  /** Resolves when nothing waits any more. */
  over(): Promise<void>;
};

/** Photos whose files are read side by side. */
const atOnce = 16;

export type ExchangingParts = WriteParts & {
  readonly photos: { columns(input: FolderInput): PhotoColumns };
  nowMs(): number;
};

export function createExchanging(parts: ExchangingParts): Exchanging {
  const waiting = new Set<number>();
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, whoever asks. */
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const one = async (id: number, occasion: Occasion): Promise<Written | null> => {
    const judged = await judge(parts, id, occasion);
    if (!judged) return null;
    keepJudged(parts, [judged], parts.nowMs());
    return writeOut(parts, judged);
  };
  const decided = (ids: Iterable<number>) => {
    for (const id of ids) {
      if (waiting.has(id)) continue;
      waiting.add(id);
      void inOrder(async () => {
        waiting.delete(id); // what is decided from here on is another turn
        await one(id, 'decided').catch(() => null); // the photo is gone, or unreadable: its folder says so
      });
    }
  };
  return {
    decided,
    async hear(input, signal) {
      const changed = changedIn(parts, input);
      for (let start = 0; start < changed.length; start += atOnce) {
        throwIfCancelled(signal);
        const some = changed.slice(start, start + atOnce);
        const judged = await Promise.all(
          some.map((id) => judge(parts, id, 'found').catch(() => null)),
        );
        const found = judged.filter((each): each is Judged => each !== null);
        keepJudged(parts, found, parts.nowMs());
        const settings = parts.settings();
        decided(
          found.filter((each) => isPending(settings, each)).map(({ place }) => place.file.id),
        );
      }
    },
    writeAll: (input, signal, onProgress) =>
      inOrder(async () => {
        const { ids } = parts.photos.columns(input);
        const counts = { written: 0, same: 0, refused: 0 };
        for (const [done, id] of ids.entries()) {
          throwIfCancelled(signal);
          onProgress({ done, total: ids.length });
          const written = await one(id, 'asked').catch(() => null);
          if (written) counts[written] += 1;
        }
        onProgress({ done: ids.length, total: ids.length });
        return counts;
      }),
    async refusalFor(files) {
      for (const [folder, some] of Map.groupBy(files, ({ path }) => dirname(path))) {
        const why = await refusalAt(folder);
        if (why !== null && (await isAnyWanted(parts, some))) return why;
      }
      return null;
    },
    async over() {
      for (let waited; waited !== last;) {
        waited = last;
        await waited;
      }
    },
  };
}

async function isAnyWanted(parts: ExchangingParts, files: readonly FileRow[]): Promise<boolean> {
  for (const file of files) {
    const place = await placeOf(parts.files, file).catch(() => null);
    if (place && destinationOf(parts.settings(), place) !== 'off') return true;
  }
  return false;
}

/** Photos that Podium has told of, or heard of, before, and of which it or their files say something else now. */
function changedIn(parts: ExchangingParts, input: FolderInput): number[] {
  const exchanged = new Map(
    input.folders
      .flatMap((folder) => parts.exchange.under(resolve(folder)))
      .map((one) => [one.path, one]),
  );
  const decided = parts.exchange.decidedPictures();
  if (exchanged.size === 0 && decided.size === 0) return [];
  const rows = new Map(filesIn(parts.files, input).map((row) => [row.path, row]));
  const { ids, paths, pictures, otherPaths } = parts.photos.columns(input);
  const settings = parts.settings();
  const said = parts.ratings.of(ids);
  const inside = parts.ratings.inside(ids);
  const decisions = parts.decisions.read(pictures);
  const changed: number[] = [];
  for (const [photo, id] of ids.entries()) {
    const path = paths[photo] ?? '';
    if (rows.get(path)?.content == null) continue; // it is not known what it holds
    const known = exchanged.get(path);
    const picture = Buffer.from(pictures.subarray(32 * photo, 32 * photo + 32));
    if (known?.picture.equals(picture) !== true) {
      if (decided.has(picture.toString('hex'))) changed.push(id);
      continue;
    }
    const seen = seenOf({ said: said.get(photo) ?? unrated, inside: inside.get(photo) ?? unrated });
    const ours = {
      pick: decisions.pick[photo] ?? 0,
      stars: decisions.stars[photo] ?? 0,
      label: decisions.label[photo] ?? 0,
    };
    const isHeard = sameSaid(known.seen, seen) && sameSaid(known.seen.inside, seen.inside);
    // Whether a RAW is among the files of a pair is seen when it is looked at.
    const mayWant = (otherPaths.get(photo) ?? []).length > 0 || isRaw(rows.get(path)?.kind ?? null);
    const isWanted = settings[mayWant ? 'sidecars.raw' : 'sidecars.others'] !== 'off';
    if (!isHeard || (isWanted && !sameSaid(known.wrote ?? known.seen, ours))) changed.push(id);
  }
  return changed;
}
