// CLIP's embedding of any photo: from the cache where it has one, else made now and not kept.

import type { ModelFolder } from '../../../models/folder.ts';
import type { PhotoSource } from '../../../shared/contract.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { decodePhoto } from '../formats/decode.ts';
import { findPhoto, type KnownFiles } from '../photo-source.ts';
import type { ClipImages } from '../stages/clip/clip-models.ts';
import { clip as clipStage } from '../stages/clip/stage.ts';
import { readyStage } from '../versions.ts';
import type { OpenClip } from './open-clip.ts';

type Sources = KnownFiles & { readonly clip: OpenClip; settings(): Settings };

/** Of length 1. Rejects with EngineError `not-found` or `unreadable` and a sentence about the photo. */
export async function photoEmbedding(
  sources: Sources,
  source: PhotoSource,
  folder: ModelFolder,
  clip: Pick<ClipImages, 'embedPhoto'>,
  signal: AbortSignal,
): Promise<Float32Array> {
  const settings = sources.settings();
  const photo = await findPhoto(sources, source, signal);
  const version = readyStage(clipStage, folder, settings)?.version ?? '';
  const known = sources.clip.kept.embeddingOf(photo.sha256, version);
  if (known) return known;
  throwIfCancelled(signal);
  const { analysis, widthPx, heightPx } = await photo.read((bytes) =>
    decodePhoto(bytes, photo.name, settings),
  );
  throwIfCancelled(signal);
  return clip.embedPhoto({ raster: analysis, original: { widthPx, heightPx } }, settings);
}
