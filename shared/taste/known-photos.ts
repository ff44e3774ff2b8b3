// The photos that choices are about, in one list: those of the open folders and others that were chosen between before.

import type { PhotoColumns } from '../photo.ts';
import { signalNames, type SignalName } from '../signals.ts';
import { outcomeOf, type Choice } from './choice.ts';
import type { Compared } from './taste-pairs.ts';

export type KnownPhotos = Pick<PhotoColumns, 'count' | 'signals' | 'missing' | 'pictures'>;

/** The first's photos, then the second's. */
export function joinPhotos(a: KnownPhotos, b: KnownPhotos): KnownPhotos {
  const missing = Object.fromEntries(
    signalNames.flatMap((name) => {
      const [first, second] = [a.missing[name], b.missing[name]];
      if (!first && !second) return [];
      const both = new Uint8Array(a.count + b.count);
      both.set(first ?? [], 0);
      both.set(second ?? [], a.count);
      return [[name, both]];
    }),
  );
  const signals = Object.fromEntries(
    signalNames.map((name) => {
      const both = new Float64Array(a.count + b.count);
      both.set(a.signals[name], 0);
      both.set(b.signals[name], a.count);
      return [name, both];
    }),
  ) as Record<SignalName, Float64Array>;
  const pictures = new Uint8Array(a.pictures.length + b.pictures.length);
  pictures.set(a.pictures);
  pictures.set(b.pictures, a.pictures.length);
  return { count: a.count + b.count, signals, missing, pictures };
}

/** By picture in hex, the first photo that shows it; not those that nobody has read yet. */
export function photosByPicture({
  pictures,
  count,
}: Pick<KnownPhotos, 'pictures' | 'count'>): ReadonlyMap<string, number> {
  const byPicture = new Map<string, number>();
  for (let photo = count - 1; photo >= 0; photo--) {
    const bytes = pictures.subarray(32 * photo, 32 * photo + 32);
    if (bytes.some((byte) => byte !== 0)) byPicture.set(hexOf(bytes), photo);
  }
  return byPicture;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export type PhotosCompared = {
  readonly compared: readonly Compared[];
  /** Choices that say something, of which a photo is not at hand. */
  readonly away: number;
};

/** Choices by the photos' places; skips say nothing. */
export function comparedPhotos(
  choices: readonly Choice[],
  byPicture: ReadonlyMap<string, number>,
): PhotosCompared {
  const compared: Compared[] = [];
  let away = 0;
  for (const choice of choices) {
    const outcome = outcomeOf(choice);
    if (outcome === null) continue;
    const [first, second] = [byPicture.get(choice.left), byPicture.get(choice.right)];
    if (first === undefined || second === undefined) away++;
    else compared.push({ first, second, outcome, weight: 1 });
  }
  return { compared, away };
}
