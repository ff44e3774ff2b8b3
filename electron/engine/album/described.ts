// The sidecar beside an exported copy: what Podium knows about the photo, merged into what was there.

import { readFile } from 'node:fs/promises';
import { copySize, type CopySize } from '../../../shared/album/copies.ts';
import { changesOf, type Described, type Mapping } from '../exchange/described.ts';
import { readFacts } from '../formats/facts/exif.ts';
import { fileKind } from '../files/file-kind.ts';
import { withFile } from '../files/read-photo.ts';
import { mergeSidecar, readSidecar, sidecarBytes, sidecarText } from '../xmp/sidecar.ts';
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
  mapping: Mapping,
): Promise<Buffer> {
  const existing = from === item.path ? null : await sidecarText(from);
  const kept = existing === null ? null : readSidecar(existing);
  if (made === null) {
    const changes = changesOf(item, await storedRegions(item), kept, mapping);
    const text = mergeSidecar(existing, changes);
    return existing === null ? Buffer.from(text) : sidecarBytes(text, await readFile(from));
  }
  const changes = changesOf(item, uprightRegions(item, made), kept, mapping);
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

function uprightRegions({ faces, ...size }: AlbumPhoto, made: CopySize): FaceRegions {
  return { ...copySize(size, made), faces };
}

/** Faces of the upright photo, whose size is given upright too, in the frame as the file stores it. */
export async function storedRegions({
  path,
  widthPx,
  heightPx,
  faces,
}: Pick<AlbumPhoto, 'path' | 'widthPx' | 'heightPx'> &
  Pick<Described, 'faces'>): Promise<FaceRegions> {
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
