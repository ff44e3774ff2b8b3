// Raw signals to 0..1 within the open folder, 1 always the better end.

import type { PhotoColumns } from '../photo.ts';
import type { Settings } from '../settings.ts';
import { missingReasons, signalNames, signals, type Signal, type SignalName } from '../signals.ts';
import { inOneGo, type Steps } from '../arithmetic/steps.ts';
import { at, percentile, sortedKnown } from '../arithmetic/vectors.ts';

/** 0..1 a photo, 1 is best; NaN where nobody knows the photo's raw value. */
export type NormalisedSignals = Readonly<Record<SignalName, Float64Array>>;

type Signals = PhotoColumns['signals'];

/**
 * Normalises every signal by robust min-max over the photos given (percentiles of the ranking settings).
 * Signals of which less is better are turned round; exposure becomes goodness first, and signals without an upper
 * end become their logarithm; of what there can be enough of, more hardly counts, and of what few photos have the most is 1. A missing value counts as its reason says: what is not there scores 0, what cannot be told the
 * folder's median, and what nobody has looked for is left out. No photo is better for lacking something.
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
    const known = normaliseSignal(name, columns.signals, settings);
    entries.push([name, withMissing(known, columns.missing[name])]);
    yield;
  }
  return Object.fromEntries(entries) as Record<SignalName, Float64Array>;
}

function normaliseSignal(name: SignalName, raw: Signals, settings: Settings): Float64Array {
  const values = transformedSignal(name, raw, settings);
  if (name === 'exposure') return normaliseValues(values, settings);
  const { better, leastSpan = 0, sought }: Signal = signals[name];
  const kept = sought ? { ...settings, 'ranking.highPercentile': 100 } : settings;
  return normaliseValues(values, kept, better === 'lower', leastSpan);
}

/** The values of a signal as photos are told apart by them: their logarithm, their goodness, or themselves up to enough. */
export function transformedSignal(
  name: SignalName,
  raw: Signals,
  settings: Settings,
): Float64Array {
  if (name === 'exposure') return exposureGoodness(raw, settings);
  const { range, enough, sought }: Signal = signals[name];
  const above = sought ? raw[name].map((value) => Math.max(0, value - sought.beyond)) : raw[name];
  const logged = range[1] === Infinity ? above.map(Math.log1p) : above;
  return enough ? logged.map((value) => upToEnough(value, enough)) : logged;
}

/** What a value is worth where more than enough is hardly better. */
function upToEnough(value: number, { from, counts }: NonNullable<Signal['enough']>): number {
  return value > from ? from + counts * (value - from) : value;
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

/**
 * Robust min-max of one signal to 0..1, clamped; 0.5 for a constant; `inverted` makes the lowest best. Values that all lie
 * within `leastSpan` are not stretched to more than their share of it, around 0.5.
 */
export function normaliseValues(
  values: Float64Array,
  settings: Settings,
  inverted = false,
  leastSpan = 0,
): Float64Array {
  const sorted = sortedKnown(values);
  const [low, high] = widened(
    percentile(sorted, settings['ranking.lowPercentile']),
    percentile(sorted, settings['ranking.highPercentile']),
    leastSpan,
  );
  return values.map((value) => {
    if (!Number.isFinite(value)) return Number.NaN;
    const share = shareOfSpan(value, low, high);
    return inverted ? 1 - share : share;
  });
}

function widened(low: number, high: number, leastSpan: number): readonly [number, number] {
  const lacking = leastSpan - (high - low);
  return lacking > 0 ? [low - lacking / 2, high + lacking / 2] : [low, high];
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
 * How well each photo is exposed, 0..1, by its tones: how nearly its brightest reach the level of the settings, how dark
 * its darkest are, less the share that is burnt out. A dark frame with a lit player is right, a grey veil is not. Both
 * tones are judged against the folder's median too, where that is worse than what is asked for: a match in poor light
 * is compared with itself.
 */
export function exposureGoodness(raw: Signals, settings: Settings): Float64Array {
  const white = settings['exposure.white'];
  const whiteHere = Math.min(white, median(raw.white_point));
  const depthHere = 1 - median(raw.black_point);
  const folderShare = settings['exposure.folderShare'];
  const mixed = (value: number, wanted: number, here: number) =>
    (1 - folderShare) * reached(value, wanted) + folderShare * reached(value, here);
  return raw.exposure.map((mean, photo) => {
    if (Number.isNaN(mean)) return mean;
    const lit = mixed(at(raw.white_point, photo), white, whiteHere);
    const deep = mixed(1 - at(raw.black_point, photo), 1, depthHere);
    const burnt = settings['exposure.clipPenalty'] * at(raw.highlights_clipped, photo);
    return lit * deep * Math.max(0, 1 - burnt);
  });
}

/** 1 from `wanted` up, in proportion below. */
function reached(value: number, wanted: number): number {
  return value >= wanted ? 1 : value / wanted;
}

function median(values: Float64Array): number {
  return percentile(sortedKnown(values), 50);
}
