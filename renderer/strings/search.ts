// The words of the search: by file name, and by what photos show.

import { count, photosText } from './numbers.ts';

export const searchStrings = {
  line: 'Search',
  field: 'Find by file name, or by what photos show',
  placeholder: 'Name, #10 or words',
  number: (number: string): string => `Photos with the number ${number}`,
  numberAnd: (number: string, words: string): string =>
    `Photos with the number ${number} that show “${words}”`,
  readNumber: (number: string): string => `Read numbers on shirts, and find ${number}`,
  suggestion: (words: string): string => `Photos that show “${words}”`,
  enter: 'Enter',
  looking: (words: string): string => `Looking for photos that show “${words}”…`,
  found: (words: string, photos: number): string =>
    photos === 1 ? `1 photo shows “${words}” best` : `${photosText(photos)} show “${words}” best`,
  all: (words: string, photos: number): string =>
    `${photosText(photos)}, likest to “${words}” first`,
  none: 'No photo shows what is searched for.',
  waiting: (photos: number): string => `${count(photos)} not seen by CLIP yet`,
  by: (model: string): string => `by ${model}`,
  showAll: 'Show the others too',
  showBest: 'Only the likest',
  models: 'Show the models',
  clear: 'Clear the search',
  undo: (words: string): string => `search for “${words}”`,
} as const;
