// The sidecars that a scan found, against what is known of them: those that are new or changed are read.

import { readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { mergeCaptions } from '../../../shared/captions/caption.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { FileRow } from '../cache/file-row.ts';
import type { KnownSidecars, SidecarFacts } from '../cache/sidecars.ts';
import { fileRating, mergeRatings, unrated } from '../formats/facts/rating.ts';
import { largestPacket, readXmpFacts, type XmpFacts } from '../formats/facts/xmp-facts.ts';
import type { ScannedFile } from './scan.ts';

/**
 * `rows` are the photos' files, `found` the sidecars among them. A sidecar that cannot be read says nothing: it stays as it is,
 * and is tried again when it changes. Resolves with what is known of them now, to tell it from what was before.
 */
export async function syncSidecars(
  known: KnownSidecars,
  rows: readonly FileRow[],
  found: readonly ScannedFile[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const byName = new Map<string, ScannedFile[]>();
  for (const file of found)
    byName.set(sameName(file.path), [...(byName.get(sameName(file.path)) ?? []), file]);
  const stamps = known.stamps();
  const changes = new Map<number, SidecarFacts | null>();
  const all: string[] = [];
  for (const { id, path, kind } of rows) {
    if (kind === null) continue;
    throwIfCancelled(signal);
    const beside =
      byName.size === 0 ? [] : namesFor(path).flatMap((name) => byName.get(name) ?? []);
    const stamp = JSON.stringify(beside);
    if (beside.length > 0) all.push(stamp);
    if (beside.length === 0) {
      if (stamps.has(id)) changes.set(id, null);
    } else if (stamps.get(id) !== stamp) changes.set(id, { stamp, ...(await readAll(beside)) });
  }
  known.save(changes);
  return all;
}

/** `NAME.xmp` (Lightroom, Photo Mechanic) before `NAME.EXT.xmp` (darktable, digiKam). */
function namesFor(path: string): string[] {
  const { dir, name } = parse(path);
  return [`${dir}/${name}.xmp`, `${path}.xmp`].map(sameName);
}

/** Whatever its case, however its accents are encoded, and with whichever separators. */
function sameName(path: string): string {
  return path.normalize('NFC').toLowerCase().replaceAll('\\', '/');
}

async function readAll(files: readonly ScannedFile[]): Promise<Omit<SidecarFacts, 'stamp'>> {
  let facts: Omit<SidecarFacts, 'stamp'> = { time: null, rating: unrated, caption: {} };
  for (const file of files) {
    const said = await readOne(file);
    const rating = mergeRatings(facts.rating, fileRating({ ...said, exif: null }));
    const caption = mergeCaptions(facts.caption, said.caption);
    facts = { time: facts.time ?? said.time, rating, caption };
  }
  return facts;
}

async function readOne({ path, sizeBytes }: ScannedFile): Promise<XmpFacts> {
  const isRead = sizeBytes <= largestPacket;
  return readXmpFacts(isRead ? await readFile(path).catch(() => undefined) : undefined);
}
