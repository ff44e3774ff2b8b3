// `POST /rate`: signals that were measured elsewhere, scored as those of photos are.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { sortDescending } from '../../shared/arithmetic/sorting.ts';
import { indices } from '../../shared/arithmetic/statistics.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { contributions } from '../../shared/ranking/explain.ts';
import { normaliseSignals } from '../../shared/ranking/normalise.ts';
import { activeWeights } from '../../shared/ranking/ranking.ts';
import { signalNames, type SignalName } from '../../shared/signals.ts';
import { tasteSignal } from '../../shared/taste/taste-vector.ts';
import type { ApiContext } from './context.ts';
import { onlyJson } from './input.ts';
import { rateRequest, type rated } from './taste-schemas.ts';
import { weightsOf } from './weights.ts';

type Asked = z.output<typeof rateRequest>;

export async function rateSignals(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof rated>> {
  const asked = await onlyJson(request, rateRequest);
  const settings = await call('settings.read', {}, { signal });
  const weights = activeWeights(weightsOf(asked, settings));
  const columns = { count: asked.photos.length, missing: {}, signals: columnsOf(asked) };
  const { tastes } = await call('taste.list', {}, { signal });
  const { 'taste.from': from } = settings;
  const vector = tastes.find(({ name, sport }) => name === from && sport === '')?.vector;
  const taste = vector ? tasteSignal(vector, columns, settings) : null;
  const signals = taste ? { ...columns.signals, taste } : columns.signals;
  const normalised = normaliseSignals({ ...columns, signals }, settings);
  const scored = asked.photos.map((_, photo) =>
    contributions(
      weights.map(([name, weight]) => ({
        signal: name,
        weight,
        raw: at(signals[name], photo),
        normalised: at(normalised[name], photo),
      })),
    ),
  );
  const scores = Float64Array.from(scored, ({ score }) => score);
  const ranks = new Map(
    [...sortDescending(scores, indices(scores.length))].map((photo, place) => [photo, place + 1]),
  );
  return {
    photos: asked.photos.map(({ name }, photo) => {
      const { score, parts } = scored[photo] ?? { score: 0, parts: [] };
      const known = new Set(parts.map((part) => part.signal));
      const liked = at(taste ?? [], photo);
      return {
        name,
        rank: ranks.get(photo) ?? scores.length,
        score,
        taste: Number.isNaN(liked) ? null : liked,
        parts: [...parts],
        missing: weights.map(([signalName]) => signalName).filter((one) => !known.has(one)),
      };
    }),
  };
}

function columnsOf({ photos }: Asked): Record<SignalName, Float64Array> {
  return Object.fromEntries(
    signalNames.map((name) => [
      name,
      Float64Array.from(photos, ({ signals }) => signals[name] ?? NaN),
    ]),
  ) as Record<SignalName, Float64Array>;
}
