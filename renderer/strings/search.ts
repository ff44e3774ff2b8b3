// The words of the search: by file name, and by what photos show.

import { count, photosText } from './numbers.ts';

export const searchStrings = {
  line: 'Search',
  field: 'Find by file name, or by what photos show',
  placeholder: 'Find a name, or “player jumping”',
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
