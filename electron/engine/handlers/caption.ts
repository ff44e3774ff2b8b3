// Handlers of captions: what is said about photos, and what the user writes about them.

import { basename } from 'node:path';
import { mergeCaptions, type Caption } from '../../../shared/captions/caption.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { PictureCaption } from '../captions/kept-captions.ts';
import type { Area, EngineParts } from '../context.ts';
import { statedFacts } from '../formats/decode.ts';
import { haveStill, pictureOf, readPhoto } from '../photo-source.ts';

type Parts = Pick<
  EngineParts,
  'files' | 'analyses' | 'ratings' | 'captions' | 'fileCaptions' | 'exchanging'
>;

export function captionHandlers(parts: Parts): Area<'caption'> {
  return {
    'caption.read': async ({ ids }, { signal }) => {
      const known = parts.fileCaptions.of(ids);
      const captions = [];
      for (const [place, id] of ids.entries()) {
        throwIfCancelled(signal);
        const said = await saidIn(parts, id, known.get(place) ?? {});
        captions.push({ id, said, written: await writtenOf(parts, id) });
      }
      return { captions };
    },
    'caption.write': async ({ changes }, { signal }) => {
      const pictures = await picturesOf(parts, changes, signal);
      const ids = new Map<string, number>();
      const byPicture: PictureCaption[] = [];
      for (const { id, edit } of changes) {
        const picture = pictures.get(id);
        if (!picture) continue;
        ids.set(picture.toString('hex'), ids.get(picture.toString('hex')) ?? id);
        byPicture.push({ picture, edit });
      }
      const before = parts.captions.write(byPicture).map(({ picture, edit }) => ({
        id: ids.get(picture.toString('hex')) ?? NaN,
        edit,
      }));
      const files = changes.flatMap(({ id }) => parts.files.byId(id) ?? []);
      parts.exchanging.decided(files.map(({ id }) => id));
      const note = await parts.exchanging.refusalFor(files);
      return { before, ...(note !== null && { note }) };
    },
  };
}

/** By id, all as they are at one moment: what is written to a picture that a photo has no longer would be lost. */
async function picturesOf(
  parts: Parts,
  photos: readonly { readonly id: number }[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Buffer>> {
  for (;;) {
    const pictures = new Map<number, Buffer>();
    for (const { id } of photos) {
      throwIfCancelled(signal);
      pictures.set(id, await pictureOf(parts, id));
    }
    if (haveStill(parts, pictures)) return pictures;
  }
}

/** Of a photo that is gone, or cannot be read, nothing is known: its neighbours are told all the same. */
async function writtenOf(parts: Parts, id: number): Promise<Caption> {
  const picture = await pictureOf(parts, id).catch(() => null);
  return picture ? parts.captions.of(picture) : {};
}

/** Of a photo that nobody has looked at yet the file is asked now. */
async function saidIn(parts: Parts, id: number, known: Caption): Promise<Caption> {
  if (parts.ratings.isKnown(id)) return known;
  const file = parts.files.byId(id);
  const inside =
    file &&
    (await readPhoto(parts, file, (bytes) => statedFacts(bytes, basename(file.path))).catch(
      () => null, // it cannot be read: its analysis says why
    ));
  return mergeCaptions(known, inside?.caption ?? {});
}
