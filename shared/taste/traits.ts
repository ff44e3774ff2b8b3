// What of a photo taste is told by: its signals, each on one scale for all photos, whichever folder they lie in.

import type { PhotoColumns } from '../photo.ts';
import { transformedSignal } from '../ranking/normalise.ts';
import type { Settings } from '../settings.ts';
import { missingReasons, signalNames, signals, type Signal, type SignalName } from '../signals.ts';
import { mean, standardDeviation } from '../arithmetic/statistics.ts';
import { at } from '../arithmetic/vectors.ts';

/** Those that say what a photo is like, whoever asks: not which sport or person is looked for, and not taste itself. */
const traitNames: readonly SignalName[] = signalNames.filter(
  (name) => name !== 'sport' && name !== 'person' && name !== 'taste',
);

/** Where the middle of a trait lies among the photos it was learned from, and how far they spread around it. */
export type TraitScale = {
  readonly name: SignalName;
  readonly middle: number;
  readonly spread: number;
};

/** Numbers of photos, `size` a photo, one photo after the other. */
export type Traits = { readonly size: number; readonly values: Float64Array };

type Measured = Pick<PhotoColumns, 'signals' | 'missing' | 'count'>;

/** Beyond so many spreads an outlier says no more than that it lies far out. */
const furthest = 4;

/**
 * The scales of the traits that tell these photos apart; a signal that all of them have the same value of, or that none has,
 * is none.
 */
export function traitScales(columns: Measured, settings: Settings): TraitScale[] {
  return traitNames.flatMap((name) => {
    const known = transformedSignal(name, columns.signals, settings).filter(Number.isFinite);
    if (known.every((value) => value === known[0])) {
      if (!lacks(columns, name) || known.length === 0) return [];
    }
    const all = withLacking(columns, name, settings).filter(Number.isFinite);
    const spread = standardDeviation(all);
    return spread > 0 ? [{ name, middle: mean(all), spread }] : [];
  });
}

function lacks({ missing }: Measured, name: SignalName): boolean {
  return missing[name]?.some((reason) => reason === missingReasons['not there']) === true;
}

/** The values, and the worst there is where no such thing is in the photo: as it is scored. */
function withLacking(columns: Measured, name: SignalName, settings: Settings): Float64Array {
  const reasons = columns.missing[name];
  const values = transformedSignal(name, columns.signals, settings);
  if (!reasons) return values;
  const { range, better }: Signal = signals[name];
  const worst = better === 'lower' ? range[1] : range[0];
  return values.map((value, photo) =>
    reasons[photo] === missingReasons['not there'] && Number.isFinite(worst) ? worst : value,
  );
}

/** Spreads from the middle, one row a photo, one number a scale; what is not known lies in the middle. */
export function traitsOf(
  columns: Measured,
  scales: readonly TraitScale[],
  settings: Settings,
): Traits {
  const size = scales.length;
  const values = new Float64Array(columns.count * size);
  scales.forEach(({ name, middle, spread }, trait) => {
    const raw = withLacking(columns, name, settings);
    for (let photo = 0; photo < columns.count; photo++) {
      const value = (at(raw, photo) - middle) / spread;
      const known = Number.isNaN(value) ? 0 : value;
      values[photo * size + trait] = Math.max(-furthest, Math.min(furthest, known));
    }
  });
  return { size, values };
}

/** Of each photo, 1 where the trait is worst because no such thing is there: see `utilities`. */
export function lackingOf(columns: Measured, scales: readonly TraitScale[]): Uint8Array {
  const size = scales.length;
  const lacking = new Uint8Array(columns.count * size);
  scales.forEach(({ name }, trait) => {
    const reasons = columns.missing[name];
    for (let photo = 0; photo < columns.count; photo++)
      lacking[photo * size + trait] = Number(reasons?.[photo] === missingReasons['not there']);
  });
  return lacking;
}
