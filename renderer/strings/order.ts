// The words of the order in which photos are shown.

import type { SortName } from '../../shared/shoot/sorting.ts';

const by: Record<SortName, string> = {
  score: 'Score',
  time: 'Capture time',
  name: 'Name',
  rating: 'Rating',
  person: 'Likeness',
  camera: 'Camera',
};

/** As usual, and the other way round. */
const ways: Record<SortName, readonly [string, string]> = {
  score: ['Best first', 'Worst first'],
  time: ['Earliest first', 'Latest first'],
  name: ['A to Z', 'Z to A'],
  rating: ['Most stars first', 'Fewest stars first'],
  person: ['Likest first', 'Least like first'],
  camera: ['A to Z', 'Z to A'],
};

export const orderStrings = {
  by,
  sort: 'Sort',
  sortBy: 'Sort by',
  way: (name: SortName, reversed: boolean): string => ways[name][reversed ? 1 : 0],
  turn: (now: string, then: string): string => `${now}; click for ${then.toLowerCase()}`,
  photos: (name: SortName, reversed: boolean): string =>
    name === 'score'
      ? `Photos, ${ways.score[reversed ? 1 : 0].toLowerCase()}`
      : `Photos by ${by[name].toLowerCase()}, ${ways[name][reversed ? 1 : 0]}`,
  undo: (name: SortName): string => `sorting by ${by[name].toLowerCase()}`,
} as const;
