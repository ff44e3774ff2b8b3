// Owns the step from measured pixel signals to columns, for golden scripts that rank.

import type { PixelSignals } from '../../electron/engine/stages/pixels/pixels.ts';
import { signals, type SignalName } from '../../shared/signals.ts';
import type { MadeSignals } from '../shared/made-columns.ts';

/** One entry a photo; signals of other stages are left unknown. */
export function signalColumns(photos: readonly PixelSignals[]): MadeSignals {
  const names = (Object.keys(signals) as SignalName[]).filter(isPixelSignal);
  return Object.fromEntries(names.map((name) => [name, photos.map((photo) => photo[name])]));
}

type PixelName = Exclude<keyof PixelSignals, 'perceptualHash' | 'look'>;

function isPixelSignal(name: SignalName): name is PixelName {
  return signals[name].stage === 'pixels';
}
