// The words about sports.

import { count } from './numbers.ts';
import { sportTitle } from '../../shared/sport/sport.ts';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/** 0.934 as `93%`; what is not certain is never `100%`. */
export const percentText = (share: number): string =>
  percent.format(share < 1 ? Math.min(share, 0.99) : 1);

/** A sport as it begins a line. */
export const sportName = (sport: string): string => {
  const title = sportTitle(sport);
  return title.charAt(0).toUpperCase() + title.slice(1);
};

export const sportStrings = {
  title: 'Sport',
  likeliest: (sport: string, confidence: number) =>
    `${sportName(sport)}, ${percentText(confidence)}`,
  others: 'The likeliest sports',
  unknown: 'Sport not known',
  more: (sports: number) => `${count(sports)} more`,
  fewer: 'Fewer',
  count: (sport: string) => `Rank ${sportTitle(sport)} higher`,
  countNot: (sport: string) => `Stop ranking ${sportTitle(sport)} higher`,
  counted: (sport: string) =>
    sport === '' ? 'No sport ranks higher' : `${sportName(sport)} ranks higher`,
  looking: 'Looking at it…',
  dropped: 'What sport is this?',
  droppedPhoto: (name: string) => `The photo ${name}`,
  findPerson: 'Find this person instead',
  findPersonHint: 'Ranks the open photos of whoever this photo shows.',
  close: 'Close',
} as const;
