// Handlers of sports: which ones are known, and which one a photo shows.

import type { InstalledModel, ModelFolder } from '../../../models/folder.ts';
import type { PhotoSource } from '../../../shared/contract.ts';
import { throwIfCancelled } from '../../../shared/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { predictSport, type SportPrediction } from '../../../shared/sport.ts';
import { openPhoto } from '../analyse.ts';
import type { Area, OpenCache } from '../context.ts';
import { nothingTellsSports } from '../scoring/open-sports.ts';
import { photoEmbedding } from '../scoring/photo-embedding.ts';
import { chooseClip } from '../stages/clip/clip-models.ts';
import { chosenClassifier, zeroShotId } from '../scoring/sport-model.ts';
import { sportNames } from '../scoring/sports.ts';
import { sportVectors, zeroShot, zeroShotKey } from '../scoring/zero-shot.ts';
import { findPhoto } from './photo-source.ts';

/** Tells the sport of one photo. */
type Teller = (source: PhotoSource) => Promise<SportPrediction>;

export function sportHandlers(open: OpenCache): Area<'sport'> {
  return {
    'sport.classes': async ({ classifier }) => {
      const folder = await open.modelFolder();
      const settings = open.settings();
      const model = chosenClassifier(folder, settings, classifier);
      if (!model) {
        needWords(folder);
        return { classes: sportNames, model: zeroShotId };
      }
      const { names } = await open.sports.keyOf(model, settings);
      return { classes: names, model: model.id };
    },
    'sport.predict': async ({ photos, classifier }, { signal, onProgress }) => {
      const folder = await open.modelFolder();
      const settings = open.settings();
      const model = chosenClassifier(folder, settings, classifier);
      const tellAll = async (tell: Teller) => {
        const predictions: SportPrediction[] = [];
        for (const source of photos) {
          throwIfCancelled(signal);
          predictions.push(await tell(source));
          onProgress({ done: predictions.length, total: photos.length });
        }
        return { predictions, model: model?.id ?? zeroShotId };
      };
      return model
        ? byClassifier(open, model, settings, signal, tellAll)
        : byWords(open, folder, settings, signal, tellAll);
    },
  };
}

function needWords(folder: ModelFolder): void {
  const { missing } = chooseClip(folder);
  if (missing !== null) throw nothingTellsSports(missing);
}

/** What is told of photos of the cache is kept there. */
async function byClassifier<R>(
  open: OpenCache,
  model: InstalledModel,
  settings: Settings,
  signal: AbortSignal,
  work: (tell: Teller) => Promise<R>,
): Promise<R> {
  const { cache } = open.sports;
  const key = await open.sports.keyOf(model, settings);
  return open.sports.withClassifier(model, settings, (classifier) =>
    work(async (source) => {
      const photo = await findPhoto(open, source, signal);
      const known = cache.find(photo.sha256, key);
      if (known) return predictSport(key.names, known);
      const { analysis } = await openPhoto(await photo.bytes(), photo.name, settings);
      const network = await classifier?.get();
      if (!network) throw new Error('The classifier is gone.');
      const probabilities = await network.classify(analysis);
      cache.keep(photo.sha256, key, probabilities);
      return predictSport(key.names, probabilities);
    }),
  );
}

function byWords<R>(
  open: OpenCache,
  folder: ModelFolder,
  settings: Settings,
  signal: AbortSignal,
  work: (tell: Teller) => Promise<R>,
): Promise<R> {
  needWords(folder);
  const key = zeroShotKey(chooseClip(folder));
  return open.clip.withWords(folder, settings, async (clip) => {
    const vectors = await sportVectors(open.sports.cache, key, clip, signal);
    return work(async (source) => {
      const embedding = await photoEmbedding(open, source, folder, clip, signal);
      return predictSport(key.names, zeroShot(embedding, vectors, clip.logitScale));
    });
  });
}
