// Handlers of sports: which ones are known, and which one a photo shows.

import type { InstalledModel } from '../../../models/folder.ts';
import type { PhotoSource } from '../../../shared/contract.ts';
import { EngineError, throwIfCancelled } from '../../../shared/rpc.ts';
import { predictSport, type SportPrediction } from '../../../shared/sport.ts';
import { decodePhoto } from '../decode.ts';
import type { Area, OpenCache } from '../open-cache.ts';
import { chosenClassifier } from '../sport-model.ts';
import { findPhoto } from './photo-source.ts';

export function sportHandlers(open: OpenCache): Area<'sport'> {
  return {
    'sport.classes': async ({ classifier }) => {
      const model = await modelNow(open, classifier);
      const classes = await open.withClassifier(model, open.settings(), ({ labels }) =>
        Promise.resolve(labels),
      );
      return { classes, model: model.id };
    },
    'sport.predict': async ({ photos, classifier }, { signal, onProgress }) => {
      const model = await modelNow(open, classifier);
      const predictions: SportPrediction[] = [];
      for (const source of photos) {
        throwIfCancelled(signal);
        predictions.push(await predict(open, model, source));
        onProgress({ done: predictions.length, total: photos.length });
      }
      return { predictions, model: model.id };
    },
  };
}

async function modelNow(open: OpenCache, wanted: string | undefined): Promise<InstalledModel> {
  const model = chosenClassifier(await open.modelFolder(), open.settings(), wanted);
  if (model) return model;
  throw new EngineError(
    'not-found',
    'Nothing here can tell sports yet: import a classifier with its labels file ("podium models import").',
  );
}

async function predict(
  open: OpenCache,
  model: InstalledModel,
  source: PhotoSource,
): Promise<SportPrediction> {
  const settings = open.settings();
  const photo = await findPhoto(open, source);
  const { analysis } = await decodePhoto(await photo.bytes(), photo.name, settings);
  return open.withClassifier(model, settings, async (classifier) =>
    predictSport(classifier.labels, await classifier.classify(analysis)),
  );
}
