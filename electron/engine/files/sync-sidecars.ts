// The sidecars that a scan found, against what is known of them: those that are new or changed are read.

import { readFile } from 'node:fs/promises';
import { mergeCaptions } from '../../../shared/captions/caption.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { PhotoFiles } from '../cache/photo-files.ts';
import type { KnownSidecars, SidecarFacts } from '../cache/sidecars.ts';
import { fileRating, mergeRatings, unrated } from '../formats/facts/rating.ts';
import { largestPacket, readXmpFacts, type XmpFacts } from '../formats/facts/xmp-facts.ts';
import type { ScannedFile } from './scan.ts';
import { sameName, sidecarNames } from './sidecar-names.ts';

/**
 * `found` are the sidecars in the folders of the photos. A sidecar that cannot be read says nothing: it stays as it is,
 * and is tried again when it changes. Resolves with what is known of them now, to tell it from what was before.
 */
export async function syncSidecars(
  known: KnownSidecars,
  photos: readonly PhotoFiles[],
  found: readonly ScannedFile[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const byName = new Map<string, ScannedFile[]>();
  for (const file of found)
    byName.set(sameName(file.path), [...(byName.get(sameName(file.path)) ?? []), file]);
  const stamps = known.stamps();
  if (byName.size === 0 && stamps.size === 0) return [];
  const changes = new Map<number, SidecarFacts | null>();
  const all: string[] = [];
  for (const [id, names] of sidecarNames(photos)) {
    throwIfCancelled(signal);
    const beside = byName.size === 0 ? [] : names.flatMap((name) => byName.get(name) ?? []);
    const stamp = JSON.stringify(beside);
    if (beside.length > 0) all.push(stamp);
    if (beside.length === 0) {
      if (stamps.has(id)) changes.set(id, null);
    } else if (stamps.get(id) !== stamp) changes.set(id, { stamp, ...(await readAll(beside)) });
  }
  known.save(changes);
  return all;
}

/** Bytes of a sidecar that are known already. */
export type KnownBytes = { readonly path: string; readonly bytes: Buffer };

/** What sidecars say together: the first that says something of it outweighs the others. `known`: is not read again. */
export async function readAll(
  files: readonly Pick<ScannedFile, 'path' | 'sizeBytes'>[],
  known?: KnownBytes,
): Promise<Omit<SidecarFacts, 'stamp'>> {
  let facts: Omit<SidecarFacts, 'stamp'> = { time: null, rating: unrated, caption: {} };
  for (const file of files) {
    const said = file.path === known?.path ? readXmpFacts(known.bytes) : await readOne(file);
    const rating = mergeRatings(facts.rating, fileRating({ ...said, exif: null }));
    const caption = mergeCaptions(facts.caption, said.caption);
    facts = { time: facts.time ?? said.time, rating, caption };
  }
  return facts;
}

async function readOne({
  path,
  sizeBytes,
}: Pick<ScannedFile, 'path' | 'sizeBytes'>): Promise<XmpFacts> {
  const isRead = sizeBytes <= largestPacket;
  return readXmpFacts(isRead ? await readFile(path).catch(() => undefined) : undefined);
}
