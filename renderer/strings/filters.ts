// The words of the filters.

import { count, plural } from './numbers.ts';

export const filterStrings = {
  title: 'Show',
  line: 'Filters in use',
  decision: 'Decisions',
  decisions: {
    all: 'All',
    picks: 'Picks',
    notRejected: 'Not rejected',
    rejects: 'Rejects',
    undecided: 'Undecided',
  },
  stars: 'Stars',
  starsText: (stars: number): string => `${plural(stars, 'star', 'stars')} or more`,
  label: 'Label',
  labelText: (name: string): string => `${name} label`,
  people: 'Faces',
  peopleChoices: { all: 'Any', none: 'None', single: 'One', group: 'Several' },
  peopleText: { all: '', none: 'No face', single: 'One face', group: 'Several faces' },
  eyes: 'Eyes',
  eyesChoices: {
    all: 'Any',
    open: 'Open',
    notClosed: 'Not closed',
    closed: 'Closed',
    unknown: 'Unknown',
  },
  eyesText: {
    all: '',
    open: 'Eyes open',
    notClosed: 'No closed eyes',
    closed: 'Eyes closed',
    unknown: 'Eyes not known',
  },
  ball: 'Ball',
  ballChoices: { all: 'Any', inFrame: 'In frame' },
  ballText: { all: '', inFrame: 'Ball in the frame' },
  players: 'Players',
  playersChoices: { all: 'Any', one: '1', two: '2', several: '3 or more' },
  playersText: { all: '', one: 'One player', two: 'Two players', several: 'Three or more players' },
  camera: 'Camera',
  lens: 'Lens',
  anyName: 'Any',
  unknownName: 'Not known',
  unknownCameraText: 'Camera not known',
  unknownLensText: 'Lens not known',
  spans: {
    taken: { title: 'Taken', from: 'Taken from', to: 'Taken up to', clear: 'Any time' },
    iso: { title: 'ISO', from: 'ISO from', to: 'ISO up to', clear: 'Any ISO' },
    shutter: {
      title: 'Shutter',
      from: 'Shutter from the slowest',
      to: 'Shutter up to the fastest',
      clear: 'Any shutter',
    },
  },
  number: 'Number',
  anyNumber: 'Any',
  numberText: (number: string): string => `Number ${number}`,
  readNumbers: 'Read numbers on shirts',
  readNumbersAbout: 'Takes about 0.3 seconds a photo longer',
  readingNumbers: 'Numbers on shirts are read.',
  textText: (text: string): string => `Name has “${text}”`,
  rangeText: (label: string, low: number, high: number): string =>
    `${label} ${Math.round(100 * low)} to ${Math.round(100 * high)}`,
  between: (from: string, to: string): string => `${from} – ${to}`,
  choice: (name: string, photos: number): string => `${name} (${count(photos)})`,
  remove: (filter: string): string => `Remove: ${filter}`,
  clear: (active: number): string => `Clear ${plural(active, 'filter', 'filters')}`,
  clearAll: 'Clear all',
} as const;

const date = { timeZone: 'UTC', month: 'short', day: 'numeric' } as const;
const day = new Intl.DateTimeFormat('en', date);
const dayOfYear = new Intl.DateTimeFormat('en', { ...date, year: 'numeric' });
const clock = (seconds: boolean) =>
  new Intl.DateTimeFormat('en', {
    timeZone: 'UTC', // cameras write no time zone: their clock is shown as it stood
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(seconds && { second: '2-digit' }),
  });
const [minutes, seconds] = [clock(false), clock(true)];

/** "ISO 3200". */
export function isoText(iso: number): string {
  return `ISO ${Math.round(iso)}`;
}

/** A capture time, as exact as the span of times it is one of asks for; both in milliseconds. */
export function timeText(takenMs: number, spanMs: number): string {
  // A folder of more than half a year may span two: a day without its year says nothing, and the hour no more.
  if (spanMs > 180 * 24 * 3_600_000) return dayOfYear.format(takenMs);
  const time = (spanMs < 20 * 60_000 ? seconds : minutes).format(takenMs);
  return spanMs > 20 * 3_600_000 ? `${day.format(takenMs)}, ${time}` : time;
}
