// Words of copying from a card.

import { count, megabytes, plural } from './numbers.ts';

const shotsText = (shots: number) => plural(shots, 'shot', 'shots');

/** Cards hold gigabytes. */
const sizeText = (bytes: number) =>
  bytes < 1e9 ? megabytes(bytes) : `${(bytes / 1e9).toFixed(1)} GB`;

export const ingestStrings = {
  open: 'Copy from a card…',
  title: 'Copy from a card',
  lead: 'The card is only read. Every shot arrives with its RAW, sidecars and voice memo, and each copy is checked.',
  from: 'Copy from',
  card: (name: string, path: string) => `${name} (${path})`,
  lookingForCards: 'Looking for camera cards…',
  noCard: 'No camera card is plugged in.',
  otherFolder: 'Another folder…',
  to: 'Copy to',
  toNone: 'No folder chosen yet',
  also: 'Second place',
  alsoNone: 'None; a backup disk, perhaps',
  choose: 'Choose…',
  chooseTo: 'Choose… where to copy to',
  chooseAlso: 'Choose… a second place',
  noAlso: 'No second place',
  template: 'Folders and names',
  templateHelp: 'Parts in braces are filled in: {date}, {time}, {name}. A slash makes a folder.',
  plan: {
    first: 'Choose where to copy to, and what will be copied is said here.',
    looking: 'Looking at what is there already…',
    nothing: 'There is nothing to copy: no photo, film or sound was found.',
    copy: (shots: number, bytes: number, folder: string) =>
      shots === 0
        ? `Nothing is missing in ${folder}.`
        : `${shotsText(shots)}, ${sizeText(bytes)}, will be copied to ${folder}.`,
    already: (shots: number) => `${shotsText(shots)} already there.`,
    example: (path: string) => `First file: ${path}`,
  },
  start: (shots: number | null) => (shots === null ? 'Copy' : `Copy ${shotsText(shots)}`),
  progress: (done: number, total: number, doneBytes: number, totalBytes: number) =>
    `${count(done)} of ${shotsText(total)}, ${sizeText(doneBytes)} of ${sizeText(totalBytes)}`,
  speed: (bytesPerSecond: number) => `${sizeText(bytesPerSecond)}/s`,
  left: (time: string) => `${time} left`,
  stop: 'Stop',
  stoppedEarly: 'Stopped before anything was copied.',
  show: 'Open the photos',
  again: 'Copy more',
  cancel: 'Cancel',
  close: 'Close',
} as const;
