// The words of teaching sports.

import type { TeachProgress } from '../../shared/teach/taught-model.ts';
import { count, photosText } from './numbers.ts';

export const teachStrings = {
  title: 'Teach a sport',
  open: 'Teach a sport…',
  lead: 'Podium learns your sports from photos that you sorted: a folder with a subfolder for each sport, a dozen photos each or more. It learns from what it sees in them anyway, which takes seconds once it has looked at them, and tells you on photos it did not learn from how right it is. Your photos stay as they are.',
  folder: 'Folder with a subfolder for each sport',
  folderNone: 'No folder chosen yet',
  choose: 'Choose…',
  chooseFolder: 'Choose… the folder',
  labels:
    'Or a CSV that names the sport of each photo in it (columns "path" or "file", and "sport")',
  name: 'Name',
  nameHint: 'As the folder',
  twoLayers: 'Two layers: slower, and better only with many photos of each sport',
  start: 'Learn',
  back: 'Back to the models',
  stop: 'Stop',
  progress: ({ step, done, total }: TeachProgress) =>
    step === 'looking'
      ? `Looking at the photos: ${count(done)} of ${photosText(total)}`
      : `Learning: ${count(done)} %`,
  left: (time: string) => `${time} left`,
  beginning: 'Finding the photos…',
  progressOf: 'Teaching',
  learned: (title: string) => `Learned: ${title}`,
  matrix: 'How right it is for each sport, on photos it had not learned from',
  sport: 'Sport',
  right: 'Right',
  of: (right: number, photos: number) => `${count(right)} of ${count(photos)}`,
  takenFor: 'The others were taken for',
  use: 'Use it',
  used: 'It tells the sports from now on.',
  inUse: (title: string) => `${title} tells the sports from now on.`,
  discard: 'Throw it away',
  discarded: (title: string) => `${title} was thrown away.`,
  again: 'Teach again',
  ended: (title: string) => `Learned ${title}. The Models view has it.`,
} as const;
