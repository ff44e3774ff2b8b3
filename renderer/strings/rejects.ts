// The words of moving rejected photos.

import { photosText, plural } from './numbers.ts';

export const rejectStrings = {
  open: 'Move rejected photos…',
  title: 'Move rejected photos',
  looking: 'Looking which photos are rejected…',
  stays:
    'RAW files, sidecars and voice memos go with their photos. What you decided is kept, and you can bring the photos back.',
  where: 'Where to',
  beside: 'A folder named Rejected beside them',
  other: 'Another folder:',
  none: 'No folder chosen yet',
  choose: 'Choose…',
  chooseName: 'Choose… another folder',
  bin: 'The bin of this computer',
  binMeans: 'Podium cannot bring photos back from the bin: this computer does.',
  noBin: 'A browser has no bin. The app in a window of its own has.',
  move: (photos: number) => `Move ${photosText(photos)}`,
  moving: (done: number, total: number) => `${done} of ${photosText(total)} moved`,
  cancel: 'Cancel',
  close: 'Close',
  aside: 'Moved before',
  restore: (photos: number) => `Bring back ${photosText(photos)}`,
  binned: (photos: number) =>
    `${plural(photos, 'rejected photo', 'rejected photos')} put into the bin.`,
} as const;
