// The words of the blind comparison of two rankings.

export const blindStrings = {
  open: 'Compare two rankings blind…',
  name: 'Two rankings, blind',
  back: 'Back',
  choose: 'Which two rankings are to be compared?',
  explain:
    'You will see pairs of photos on which the two differ most, without being told which ranking prefers which. At the end you are told which one suits you better, or that it cannot be told.',
  first: 'One',
  second: 'The other',
  inUse: 'The weights in use',
  start: 'Start',
  question: 'Which one would you share?',
  done: 'Which ranking suits you better',
  pair: (place: number, all: number): string => `Pair ${place} of ${all}`,
  left: 'The left one',
  right: 'The right one',
  close: 'Too close to tell',
  skip: 'Skip',
  undo: 'Take back',
  leftPhoto: 'The photo on the left',
  rightPhoto: 'The photo on the right',
  gone: 'This photo is not there any more.',
  again: 'Compare two others',
  use: (name: string): string => `Rank by “${name}”`,
  running: 'Photos are still being analysed: rankings are compared when all are.',
  share: (name: string, low: number, high: number): string =>
    `With 95 % confidence “${name}” is chosen in ${Math.round(100 * low)} to ${Math.round(100 * high)} % of such pairs.`,
} as const;
