// The weights of a request: spelled out, a preset's, or those in use.

import { activeWeights, type Weights } from '../../shared/ranking/ranking.ts';
import type { Settings } from '../../shared/settings.ts';
import { weightsOfPreset } from '../../shared/shoot/asked-weights.ts';
import { ApiError } from './refusals.ts';

type Asked = { readonly preset?: string | undefined; readonly weights?: Weights | undefined };

/** Throws status 400 where both are given, or none of the weights is above 0. */
export function weightsOf({ preset, weights }: Asked, settings: Settings): Weights {
  if (weights === undefined) return weightsOfPreset(settings, preset ?? settings['ranking.preset']);
  if (preset !== undefined) throw new ApiError(400, 'Give either preset or weights, not both.');
  if (activeWeights(weights).length > 0) return weights;
  throw new ApiError(400, 'At least one weight must be above 0.');
}
