// The words of the taste view.

import { count, plural } from './numbers.ts';

export const tasteStrings = {
  open: 'Teach Podium your taste…',
  name: 'Your taste',
  question: 'Which one would you share?',
  back: 'Back',
  left: 'The left one',
  right: 'The right one',
  close: 'Too close to tell',
  skip: 'Skip',
  undo: 'Take back',
  leftPhoto: (file: string) => `Left: ${file}`,
  rightPhoto: (file: string) => `Right: ${file}`,
  loading: 'Looking for two photos…',
  notYet: 'This photo has not been analysed yet.',
  choices: (choices: number) => plural(choices, 'choice', 'choices'),
  usually: 'Steady choices show a taste after 40 to 70.',
  foretold: (right: number, all: number) =>
    `Podium foretold ${count(right)} of ${plural(all, 'choice', 'choices')} before you made them.`,
  steady: (same: number, repeats: number) =>
    `Asked again, you said the same ${count(same)} of ${plural(repeats, 'time', 'times')}.`,
  rankBy: 'Rank by your taste',
  ranksBy: 'Your taste counts in the ranking.',
  nothingTaken: 'There is no choice to take back.',
} as const;
