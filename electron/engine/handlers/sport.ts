// Handlers of sports: which ones are known, and which one a photo shows.

import type { InstalledModel, ModelFolder } from '../../../models/folder.ts';
import type { PhotoSource } from '../../../shared/contract.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { predictSport, type SportPrediction } from '../../../shared/sport/sport.ts';
import type { Area, EngineParts } from '../context.ts';
import { decodePhoto } from '../formats/decode.ts';
import { nothingPredictsSports, classifierStage } from '../scoring/open-sports.ts';
import { isHead } from '../scoring/head-sports.ts';
import { photoEmbedding } from '../scoring/photo-embedding.ts';
import { chooseClip } from '../stages/clip/clip-models.ts';
import { chosenClassifier, zeroShotId } from '../scoring/sport-model.ts';
import { sportNames } from '../scoring/sports.ts';
import { sportVectors, zeroShot, zeroShotKey } from '../scoring/zero-shot.ts';
import { findPhoto } from '../photo-source.ts';

type Parts = Pick<
  EngineParts,
  'files' | 'analyses' | 'clip' | 'sports' | 'models' | 'stageModels' | 'settings'
>;

/** Predicts the sport of one photo. */
type Predict = (source: PhotoSource) => Promise<SportPrediction>;

export function sportHandlers(parts: Parts): Area<'sport'> {
  return {
    'sport.classes': async ({ classifier }) => {
      const folder = await parts.models.folder();
      const settings = parts.settings();
      const model = chosenClassifier(folder, settings, classifier);
      if (!model) {
        const { missing } = chooseClip(folder);
        if (missing === null) return { classes: sportNames, model: zeroShotId, reason: null };
        const { message } = nothingPredictsSports(missing);
        return { classes: sportNames, model: null, reason: message };
      }
      const { names } = await parts.sports.keyOf(model, folder, settings);
      return { classes: names, model: model.id, reason: null };
    },
    'sport.predict': async ({ photos, classifier }, { signal, onProgress }) => {
      const folder = await parts.models.folder();
      const settings = parts.settings();
      const model = chosenClassifier(folder, settings, classifier);
      const predictAll = async (predict: Predict) => {
        const predictions: SportPrediction[] = [];
        for (const source of photos) {
          throwIfCancelled(signal);
          predictions.push(await predict(source));
          onProgress({ done: predictions.length, total: photos.length });
        }
        return { predictions, model: model?.id ?? zeroShotId };
      };
      if (model)
        return isHead(model)
          ? byHead(parts, { model, folder, settings }, signal, predictAll)
          : byClassifier(parts, { model, folder, settings }, signal, predictAll);
      return byWords(parts, folder, settings, signal, predictAll);
    },
  };
}

function needWords(folder: ModelFolder): void {
  const { missing } = chooseClip(folder);
  if (missing !== null) throw nothingPredictsSports(missing);
}

type Asked = {
  readonly model: InstalledModel;
  readonly folder: ModelFolder;
  readonly settings: Settings;
};

/** By what was taught, from the features of each photo. */
async function byHead<R>(
  parts: Parts,
  asked: Asked,
  signal: AbortSignal,
  work: (predict: Predict) => Promise<R>,
): Promise<R> {
  const { heads } = parts.sports;
  const { names } = await heads.keyOf(asked);
  return heads.withHead(asked, (tell) =>
    work(async (source) => predictSport(names, await tell(await findPhoto(parts, source, signal)))),
  );
}

/** What is predicted of photos of the cache is kept there. */
async function byClassifier<R>(
  parts: Parts,
  { model, folder, settings }: Asked,
  signal: AbortSignal,
  work: (predict: Predict) => Promise<R>,
): Promise<R> {
  const { kept } = parts.sports;
  const key = await parts.sports.keyOf(model, folder, settings);
  return parts.stageModels.use(classifierStage(model, settings), settings, (classifier) =>
    work(async (source) => {
      const photo = await findPhoto(parts, source, signal);
      const known = kept.find(photo.sha256, key);
      if (known) return predictSport(key.names, known);
      const { analysis } = await photo.read((bytes) => decodePhoto(bytes, photo.name, settings));
      const probabilities = await (await classifier()).classify(analysis);
      kept.keep(photo.sha256, key, probabilities);
      return predictSport(key.names, probabilities);
    }),
  );
}

function byWords<R>(
  parts: Parts,
  folder: ModelFolder,
  settings: Settings,
  signal: AbortSignal,
  work: (predict: Predict) => Promise<R>,
): Promise<R> {
  needWords(folder);
  const key = zeroShotKey(chooseClip(folder));
  return parts.clip.withWords(folder, settings, async (clip) => {
    const vectors = await sportVectors(parts.sports.kept, key, clip, signal);
    return work(async (source) => {
      const embedding = await photoEmbedding(parts, source, folder, clip, signal);
      return predictSport(key.names, zeroShot(embedding, vectors, clip.logitScale));
    });
  });
}
