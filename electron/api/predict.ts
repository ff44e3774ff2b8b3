// `GET /classes` and `POST /predict`: the sport on photos that were sent, or that lie on this machine.

import type { IncomingMessage } from 'node:http';
import { basename } from 'node:path';
import type { z } from 'zod';
import { sportTitle, type SportGuess } from '../../shared/sport/sport.ts';
import { mediaType, readBody } from './body.ts';
import { formInput, jsonInput, unsupported } from './input.ts';
import { absolute, nameOf, sentFile, sentPhoto, type ApiPhoto } from './photos.ts';
import { ApiError, asRefusal } from './refusals.ts';
import type { ApiContext } from './context.ts';
import { predictForm, predictPaths } from './schemas.ts';
import type * as schemas from './schemas.ts';

type Many = z.input<typeof schemas.predictions>;
/** A photo to predict: what it is called in the answer, and how it is opened when its turn comes. */
type Wanted = { readonly name: string; readonly open: () => Promise<ApiPhoto> };

export async function listClasses(
  _request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof schemas.classes>> {
  const { classes, model } = await call('sport.classes', {}, { signal });
  return { classes: classes.map(sportTitle), model };
}

export async function predictSports(
  request: IncomingMessage,
  context: ApiContext,
): Promise<z.input<typeof schemas.onePrediction> | Many> {
  const type = mediaType(request);
  if (type.startsWith('image/'))
    return predict(sentPhoto(await readBody(request), 'The photo'), undefined, context);
  if (type === 'multipart/form-data') {
    const {
      photos = [],
      file: one,
      classifier,
    } = await formInput(request, predictForm, ['photos']);
    if (one) return predict(await sentFile(one), classifier, context);
    const wanted = photos.map((file) => ({ name: nameOf(file), open: () => sentFile(file) }));
    return predictAll(wanted, classifier, context);
  }
  if (type === 'application/json') {
    const { paths, classifier } = await jsonInput(request, predictPaths);
    const wanted = paths.map(absolute).map((path) => ({
      name: basename(path),
      open: () => Promise.resolve({ path }),
    }));
    return predictAll(wanted, classifier, context);
  }
  throw unsupported(request, ['image/*', 'multipart/form-data', 'application/json']);
}

/** A refusal of one of these is about that one photo: the others go on. */
const aboutOnePhoto: ReadonlySet<number> = new Set([404, 415, 422]);

/** Rejects as the first photo does when none of them can be read. */
async function predictAll(
  photos: readonly Wanted[],
  classifier: string | undefined,
  context: ApiContext,
): Promise<Many> {
  const answers: Many['predictions'] = [];
  const refused: ApiError[] = [];
  let used: string | null = null;
  for (const { name, open } of photos) {
    try {
      const { model, ...prediction } = await predict(await open(), classifier, context);
      used = model;
      answers.push({ name, ...prediction });
    } catch (error) {
      const refusal = asRefusal(error, context.signal);
      if (!aboutOnePhoto.has(refusal.status)) throw refusal;
      refused.push(refusal);
      answers.push({ name, error: refusal.message });
    }
  }
  const [first] = refused;
  if (first && refused.length === photos.length) throw first;
  return { model: used, predictions: answers };
}

async function predict(
  photo: ApiPhoto,
  classifier: string | undefined,
  { call, signal }: ApiContext,
): Promise<z.input<typeof schemas.onePrediction>> {
  const input = { photos: [photo], ...(classifier !== undefined && { classifier }) };
  const { model, predictions } = await call('sport.predict', input, { signal });
  const [prediction] = predictions;
  if (!prediction) throw new ApiError(500, 'The engine named no sport for the photo.');
  return { model, ...inPercent(prediction), top_3: prediction.top3.map(inPercent) };
}

/** One decimal: a model's confidence means no more. */
function inPercent({ sport, confidence }: SportGuess) {
  return { sport: sportTitle(sport), confidence: Math.round(1000 * confidence) / 10 };
}
