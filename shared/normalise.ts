// Raw signals to 0..1 within the open folder, 1 always the better end.

import type { PhotoColumns } from './photo.ts';
import type { Settings } from './settings.ts';
import { missingReasons, signalNames, signals, type SignalName } from './signals.ts';
import { inOneGo, type Steps } from './steps.ts';
import { at, percentile, sortedKnown } from './vectors.ts';

/** 0..1 a photo, 1 is best; NaN where nobody knows the photo's raw value. */
export type NormalisedSignals = Readonly<Record<SignalName, Float64Array>>;

type Signals = PhotoColumns['signals'];

/**
 * Normalises every signal by robust min-max over the photos given (percentiles of the ranking settings).
 * Signals of which less is better are turned round; exposure becomes goodness first. A missing value counts as its reason says: what is not there scores 0, what cannot be told the folder's median, and what nobody has looked for
 * is left out. No photo is better for lacking something.
 */
export function normaliseSignals(
  columns: Pick<PhotoColumns, 'signals' | 'missing'>,
  settings: Settings,
): NormalisedSignals {
  return inOneGo(normaliseSteps(columns, settings));
}

/** `normaliseSignals`, a signal a step. */
export function* normaliseSteps(
  columns: Pick<PhotoColumns, 'signals' | 'missing'>,
  settings: Settings,
): Steps<NormalisedSignals> {
  const entries: (readonly [SignalName, Float64Array])[] = [];
  for (const name of signalNames) {
    const values =
      name === 'exposure' ? exposureGoodness(columns.signals, settings) : columns.signals[name];
    const known = normaliseValues(values, settings, signals[name].better === 'lower');
    entries.push([name, withMissing(known, columns.missing[name])]);
    yield;
  }
  return Object.fromEntries(entries) as Record<SignalName, Float64Array>;
}

/** Known values, and in the place of missing ones what their reasons are worth. */
function withMissing(known: Float64Array, reasons: Uint8Array | undefined): Float64Array {
  if (!reasons?.some((reason) => reason > 0)) return known;
  const middle = percentile(sortedKnown(known), 50);
  return known.map((value, photo) => {
    if (reasons[photo] === missingReasons['not there']) return 0;
    return reasons[photo] === missingReasons['cannot tell'] ? middle : value;
  });
}

/** Robust min-max of one signal to 0..1, clamped; 0.5 for a constant; `inverted` makes the lowest best. */
export function normaliseValues(
  values: Float64Array,
  settings: Settings,
  inverted = false,
): Float64Array {
  const sorted = sortedKnown(values);
  const low = percentile(sorted, settings['ranking.lowPercentile']);
  const high = percentile(sorted, settings['ranking.highPercentile']);
  return values.map((value) => {
    if (!Number.isFinite(value)) return Number.NaN;
    const share = shareOfSpan(value, low, high);
    return inverted ? 1 - share : share;
  });
}

/** Where a value lies between two others. Without a span the value itself is the middle, outliers the ends. */
function shareOfSpan(value: number, low: number, high: number): number {
  if (value === low && value === high) return 0.5;
  if (value <= low) return 0;
  if (value >= high) return 1;
  const span = high - low;
  if (Number.isFinite(span)) return (value - low) / span;
  return (value / 2 - low / 2) / (high / 2 - low / 2);
}

/**
 * How well each photo is exposed, 0..1: closeness of its mean luma to the good range of the settings, mixed
 * with closeness to the folder's median, less the clipped share. Unknown clipping takes nothing away.
 */
export function exposureGoodness(raw: Signals, settings: Settings): Float64Array {
  const median = percentile(sortedKnown(raw.exposure), 50);
  const low = Math.min(settings['exposure.low'], settings['exposure.high']);
  const high = Math.max(settings['exposure.low'], settings['exposure.high']);
  const folderShare = settings['exposure.folderShare'];
  return raw.exposure.map((mean, photo) => {
    const absolute = closeness(mean, low, high);
    const relative = closeness(mean, median, median);
    const clipped =
      known(at(raw.shadows_clipped, photo)) + known(at(raw.highlights_clipped, photo));
    const kept = Math.max(0, 1 - settings['exposure.clipPenalty'] * clipped);
    return (absolute * (1 - folderShare) + relative * folderShare) * kept;
  });
}

/** 1 inside the range, falling in a straight line to 0 at black (0) and white (1). */
function closeness(luma: number, low: number, high: number): number {
  if (luma < low) return Math.max(0, luma / low);
  if (luma > high) return Math.max(0, (1 - luma) / (1 - high));
  return Number.isNaN(luma) ? Number.NaN : 1;
}

function known(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
