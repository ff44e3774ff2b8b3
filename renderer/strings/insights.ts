// The words of the insights.

import { count, plural } from './numbers.ts';

export const insightStrings = {
  open: 'Insights…',
  name: 'Insights',
  back: 'Back to the insights',
  leave: 'Back',
  about: (photos: number): string =>
    `${plural(photos, 'photo', 'photos')} of the open folders, scores by the weights in use. Every bar and point opens its photos.`,
  unfinished: (looked: number, all: number): string =>
    `${count(looked)} of ${plural(all, 'photo', 'photos')} were looked at so far: the figures are of those.`,
  save: 'Save as page, tables and drawings…',
  saved: (file: string): string => `Wrote ${file}`,
  table: 'As a table',
  which: 'Which',
  photos: 'Photos',
  mark: (label: string, photos: number): string => `${label}: ${plural(photos, 'photo', 'photos')}`,
  chosen: (chart: string, label: string): string => `${chart}: ${label}`,
  undo: 'Photos of the insights',
  unreadable: 'What could not be read…',
} as const;
