// The words of bursts that are put together and taken apart by hand.

import { count, photosText, plural } from './numbers.ts';

export const burstStrings = {
  menu: 'Bursts',
  joined: (photos: number): string => `${photosText(photos)} are one burst now`,
  split: (before: number, after: number): string =>
    `The burst is two now: ${plural(before, 'frame', 'frames')} and ${plural(after, 'frame', 'frames')}`,
  takenOut: (file: string): string => `${file} is out of its burst now`,
  takenOutMany: (photos: number): string => `${photosText(photos)} are out of their bursts now`,
  freed: (photos: number): string =>
    `Grouped as Podium does again: ${count(photos)} ${photos === 1 ? 'photo' : 'photos'}`,
  keptBracket: (kept: number, others: number): string =>
    others === 0
      ? `Picked the bracket as a whole: ${plural(kept, 'exposure', 'exposures')}`
      : `Picked the bracket as a whole, and rejected ${plural(others, 'other', 'others')} of its burst`,
  selectMore: 'Select the photos that are one moment, two or more, then join them.',
  isOne: 'The selected photos are one burst already.',
  openFirst: 'Go to the first frame of the second burst, then split.',
  noBurst: 'This photo is in no burst.',
  isFirst: 'This is the first frame of its burst: nothing is before it.',
  notByHand: 'Nothing was joined or split here by hand.',
} as const;
