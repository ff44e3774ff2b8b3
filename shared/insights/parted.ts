// Photos put into groups, those of each in their order, and those that belong to none by the reason why.

import { missingReasons } from '../signals.ts';
import type { LeftMark } from './chart.ts';

/** The photos of each of `groups` groups; one whose group is -1 is in none. Two passes, whatever the number of groups. */
export function partedInto(
  groups: number,
  photos: number,
  groupOf: (photo: number) => number,
): Uint32Array<ArrayBuffer>[] {
  const of = new Int32Array(photos); // filled and read in place: see sorting.ts
  const ends = new Uint32Array(groups);
  for (let photo = 0; photo < photos; photo++) {
    const group = groupOf(photo);
    of[photo] = group;
    if (group >= 0) ends[group] = (ends[group] ?? 0) + 1;
  }
  const parted = Array.from(ends, (size) => new Uint32Array(size));
  for (let photo = photos - 1; photo >= 0; photo--) {
    const group = of[photo] ?? -1;
    const list = parted[group];
    if (!list) continue;
    const place = (ends[group] ?? 0) - 1;
    list[place] = photo;
    ends[group] = place;
  }
  return parted;
}

export type Left = { readonly left: readonly LeftMark[]; readonly photosLeft: Uint32Array[] };

/** Why photos are in no mark. */
export type Reasons = readonly (readonly [label: string, photos: Uint32Array])[];

/** Those reasons for which there are photos. */
export function leftFor(reasons: Reasons): Left {
  const some = reasons.filter(([, photos]) => photos.length > 0);
  return {
    left: some.map(([label, photos]) => ({ label, count: photos.length })),
    photosLeft: some.map(([, photos]) => photos),
  };
}

/** The photos without a value, by the reason that the columns give. */
export function leftWithout(values: Float64Array, missing: Uint8Array | undefined): Left {
  const reasons = ['Not looked at yet', 'Not in the photo', 'Cannot be told'];
  const reasonOf = (photo: number) => {
    if (Number.isFinite(values[photo])) return -1;
    const reason = missing?.[photo] ?? 0;
    if (reason === missingReasons['not there']) return 1;
    return reason === missingReasons['cannot tell'] ? 2 : 0;
  };
  const parted = partedInto(reasons.length, values.length, reasonOf);
  return leftFor(reasons.map((label, i) => [label, parted[i] ?? new Uint32Array()]));
}
