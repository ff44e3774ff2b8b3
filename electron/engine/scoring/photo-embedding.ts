// CLIP's embedding of any photo: from the cache where it has one, else made now and not kept.

import type { ModelFolder } from '../../../models/folder.ts';
import type { PhotoSource } from '../../../shared/contract.ts';
import { throwIfCancelled } from '../../../shared/rpc.ts';
import { openPhoto } from '../analyse.ts';
import { versionsOf } from '../handlers/folder.ts';
import type { OpenCache } from '../context.ts';
import { findPhoto } from '../handlers/photo-source.ts';
import type { ClipModels } from '../stages/clip/clip-models.ts';

/** Of length 1. Rejects with EngineError `not-found` or `unreadable` and a sentence about the photo. */
export async function photoEmbedding(
  open: OpenCache,
  source: PhotoSource,
  folder: ModelFolder,
  clip: ClipModels,
  signal: AbortSignal,
): Promise<Float32Array> {
  const settings = open.settings();
  const photo = await findPhoto(open, source, signal);
  const { clip: version = '' } = versionsOf(settings, folder);
  const known = open.clip.cache.embeddingOf(photo.sha256, version);
  if (known) return known;
  throwIfCancelled(signal);
  const { analysis, widthPx, heightPx } = await openPhoto(
    await photo.bytes(),
    photo.name,
    settings,
  );
  throwIfCancelled(signal);
  return clip.embedPhoto({ raster: analysis, original: { widthPx, heightPx } }, settings);
}
