// The words of comparing two photos by a master vector.

import { count } from './numbers.ts';

/** "73 %": the two always add up to 100. */
const percent = (share: number): string => `${count(Math.round(100 * share))} %`;

export const vectorStrings = {
  name: 'Which is better',
  by: 'Better by',
  sets: { sports: 'Sports', general: 'General', album: 'Album', taste: 'Your taste' } as Readonly<
    Record<string, string>
  >,
  asking: 'Asking…',
  share: (side: string, share: number): string => `${side}: ${percent(share)}`,
  percent,
  dropHere: 'Drop a photo here to compare it with the select.',
  droppedName: (file: string): string => `Dropped: ${file}`,
  takeAway: 'Compare with the candidate again',
  models: 'Show the models',
  add: 'New from words…',
  addName: 'Name',
  positive: 'A good photo is, one description a line',
  negative: 'A bad photo is, one description a line',
  save: 'Save',
  cancel: 'Cancel',
  saved: (name: string): string => `Saved “${name}”.`,
  remove: (name: string): string => `Remove “${name}”`,
  removed: (name: string): string => `Removed “${name}”.`,
} as const;
