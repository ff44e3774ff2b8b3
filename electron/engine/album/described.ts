// The sidecar beside an exported copy: what Podium knows about the photo, merged into what was there.

import { readFile } from 'node:fs/promises';
import { copySize, type CopySize } from '../../../shared/album/copies.ts';
import { labelNames } from '../../../shared/decisions.ts';
import { readFacts } from '../formats/facts/exif.ts';
import { fileKind } from '../files/file-kind.ts';
import { withFile } from '../files/read-photo.ts';
import { mergeSidecar, readSidecar, sidecarBytes, sidecarText } from '../xmp/sidecar.ts';
import type { Rating, Sidecar, SidecarChanges } from '../xmp/sidecar.ts';
import { storedBox } from '../xmp/xmp-regions.ts';
import type { FaceRegions } from '../xmp/xmp-regions.ts';
import type { AlbumPhoto } from './options.ts';

/**
 * Bytes of the sidecar for an exported photo.
 * @param from the existing sidecar, or the photo itself where it has none.
 * @param made size of a copy that is made anew; null for the file itself. Such a copy is upright and developed: of the existing
 *   sidecar it keeps rating, label, flag, keywords and caption only, since settings and places refer to the original.
 */
export async function describedText(
  item: AlbumPhoto,
  from: string,
  made: CopySize | null,
): Promise<Buffer> {
  const existing = from === item.path ? null : await sidecarText(from);
  const kept = existing === null ? null : readSidecar(existing);
  if (made === null) {
    const changes = changesOf(item, kept, await storedRegions(item));
    const text = mergeSidecar(existing, changes);
    return existing === null ? Buffer.from(text) : sidecarBytes(text, await readFile(from));
  }
  const changes = changesOf(item, kept, uprightRegions(item, made));
  const text = mergeSidecar(null, {
    rating: kept?.rating ?? null,
    label: kept?.label ?? null,
    ...(kept?.flag && { flag: kept.flag }),
    ...changes,
    caption: { ...kept?.caption, ...changes.caption },
    addSubjects: [...(kept?.subjects ?? []), ...(changes.addSubjects ?? [])],
    addHierarchicalSubjects: [
      ...(kept?.hierarchicalSubjects ?? []),
      ...(changes.addHierarchicalSubjects ?? []),
    ],
  });
  return Buffer.from(text);
}

function changesOf(item: AlbumPhoto, kept: Sidecar | null, regions: FaceRegions): SidecarChanges {
  const people = item.faces.flatMap(({ name }) => (name === null ? [] : [name]));
  return {
    ...decisionsOf(item, kept),
    caption: item.caption,
    addSubjects: [...item.subjects, ...people],
    addHierarchicalSubjects: people.map((name) => `People|${name}`),
    ...(regions.faces.length > 0 ? { addRegions: regions } : {}),
  };
}

/**
 * What was decided in Podium outweighs what another tool wrote before. What was not decided stays as it was, except
 * that a pick is no reject any more.
 */
export function decisionsOf(
  { pick, stars, label }: AlbumPhoto,
  kept: Pick<Sidecar, 'rating'> | null,
): SidecarChanges {
  const rating = ratingOf(pick, stars) ?? (pick === 1 && kept?.rating === -1 ? null : undefined);
  const name = labelTexts[label];
  return {
    ...(rating !== undefined && { rating }),
    ...(name !== undefined && { label: name }),
    ...(pick !== 0 && { flag: pick === 1 ? 'pick' : 'reject' }),
  };
}

/** Undefined where nothing was decided. Where a reject has stars too, it is the reject that matters. */
function ratingOf(pick: number, stars: number): Rating | undefined {
  return ([-1, 1, 2, 3, 4, 5] as const).find((rating) => rating === (pick === -1 ? -1 : stars));
}

/** By the numbers of `labelNames`: what Lightroom calls its colours in English; in other languages it uses other words. */
const labelTexts: Readonly<Record<number, string>> = Object.fromEntries(
  labelNames.flatMap((name, label) =>
    name === 'none' ? [] : [[label, name.charAt(0).toUpperCase() + name.slice(1)]],
  ),
);

function uprightRegions({ faces, ...size }: AlbumPhoto, made: CopySize): FaceRegions {
  return { ...copySize(size, made), faces };
}

async function storedRegions({ path, widthPx, heightPx, faces }: AlbumPhoto): Promise<FaceRegions> {
  const orientation = faces.length === 0 ? 1 : await orientationOf(path);
  const stored = faces.map(({ box, name }) => ({ box: storedBox(box, orientation), name }));
  return orientation >= 5
    ? { widthPx: heightPx, heightPx: widthPx, faces: stored }
    : { widthPx, heightPx, faces: stored };
}

/** EXIF orientation of a file, 1 to 8; a file that says nothing is upright. */
function orientationOf(path: string): Promise<number> {
  return withFile(path, (bytes) => {
    const kind = fileKind(bytes, path);
    // HEIC and AVIF are turned by their container: their EXIF only repeats it
    if (kind === null || kind === 'heic' || kind === 'avif') return Promise.resolve(1);
    return Promise.resolve(readFacts(bytes, kind).orientation ?? 1);
  });
}
