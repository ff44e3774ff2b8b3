// Raw signals to 0..1 within the open folder, 1 always the better end.

import type { PhotoColumns } from './photo.ts';
import type { Settings } from './settings.ts';
import { signalNames, signals, type SignalName } from './signals.ts';
import { inOneGo, type Steps } from './steps.ts';
import { at, percentile, sortedKnown } from './vectors.ts';

/** 0..1 a photo, 1 is best; NaN where the photo's raw value is missing. */
export type NormalisedSignals = Readonly<Record<SignalName, Float64Array>>;

type Signals = PhotoColumns['signals'];

/**
 * Normalises every signal by robust min-max over the photos given (percentiles of the ranking settings).
 * Signals of which less is better are turned round; exposure becomes goodness first. Where no face was found
 * the face sharpness is that of the subject.
 */
export function normaliseSignals(
  columns: Pick<PhotoColumns, 'signals'>,
  settings: Settings,
): NormalisedSignals {
  return inOneGo(normaliseSteps(columns, settings));
}

/** `normaliseSignals`, a signal a step. */
export function* normaliseSteps(
  columns: Pick<PhotoColumns, 'signals'>,
  settings: Settings,
): Steps<NormalisedSignals> {
  const entries: (readonly [SignalName, Float64Array])[] = [];
  for (const name of signalNames) {
    const values =
      name === 'exposure' ? exposureGoodness(columns.signals, settings) : columns.signals[name];
    entries.push([name, normaliseValues(values, settings, signals[name].better === 'lower')]);
    yield;
  }
  const normalised = Object.fromEntries(entries) as Record<SignalName, Float64Array>;
  return { ...normalised, face_sharpness: subjectSharpness(columns.signals, normalised) };
}

/**
 * Sharpness of the face; where no face was found, of the subject: the sharpest tiles. Otherwise a photo too
 * blurred to show a face would be scored by the rest alone, and rank above the sharp ones beside it.
 */
function subjectSharpness(raw: Signals, normalised: NormalisedSignals): Float64Array {
  return normalised.face_sharpness.map((face, photo) =>
    standsFor('face_sharpness', raw, photo) === 'sharpness'
      ? at(normalised.sharpness, photo)
      : face,
  );
}

/** The signal whose value a photo is scored by: sharpness stands for face sharpness where no face was found. */
export function standsFor(signal: SignalName, raw: Signals, photo: number): SignalName {
  return signal === 'face_sharpness' && at(raw.face_present, photo) === 0 ? 'sharpness' : signal;
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
