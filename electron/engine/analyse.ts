// One photo through all stages, top to bottom: bytes in, everything known about it out. No database.

import type { Settings } from '../../shared/settings.ts';
import type { Analysis } from './cache/analyses.ts';
import { decodePhoto, type DecodedPhoto } from './formats/decode.ts';
import type { ClipModels } from './stages/clip/clip-models.ts';
import { analyseFaces, type FaceModels } from './stages/faces/faces.ts';
import { pixelSignals } from './stages/pixels/pixels.ts';
import type { SportStage } from './scoring/sport-stage.ts';

export type Stages = ReadonlySet<string>;

/** Decodes a photo; every later stage reads these pixels. Rejects with EngineError `unreadable`. */
export function openPhoto(bytes: Buffer, name: string, settings: Settings): Promise<DecodedPhoto> {
  return decodePhoto(bytes, name, settings);
}

/** Runs the stages that are stale; a stage left out is absent in the result. `clip` and `sport` are null where there is no such model. */
export async function analysePhoto(
  photo: DecodedPhoto,
  stale: Stages,
  models: FaceModels,
  clip: ClipModels | null,
  sport: SportStage | null,
  settings: Settings,
): Promise<Analysis> {
  const { widthPx, heightPx, takenMs, camera } = photo;
  const facts = { widthPx, heightPx, takenMs, camera };
  const pixels = stale.has('pixels') ? pixelSignals(photo.analysis) : undefined;
  const faces = stale.has('faces')
    ? await analyseFaces(photo.detail, { widthPx, heightPx }, models, settings)
    : undefined;
  const embedding =
    clip && stale.has('clip')
      ? await clip.embedPhoto({ raster: photo.analysis, original: { widthPx, heightPx } }, settings)
      : undefined;
  const told =
    sport && stale.has('sport') ? await (await sport.get()).classify(photo.analysis) : undefined;
  return {
    ...(stale.has('photo') && { photo: facts }),
    ...(pixels && { pixels }),
    ...(faces && { faces: { space: models.embeddingSpace, faces } }),
    ...(clip && embedding && { clip: { space: clip.space, embedding } }),
    ...(sport && told && { sport: { key: sport.key, probabilities: told } }),
  };
}
