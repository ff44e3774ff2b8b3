// The words of captions: the fields, what helps to fill them in, and what was done.

import { captionFields, type CaptionField } from '../../shared/captions/caption.ts';
import { listing } from '../../shared/listing.ts';
import { photosText, plural } from './numbers.ts';

const labels = Object.fromEntries(captionFields.map(({ name, label }) => [name, label])) as Record<
  CaptionField,
  string
>;

export const captionStrings = {
  panel: 'Caption',
  title: 'Caption',
  of: (name: string) => name,
  ofMany: photosText,
  none: 'Select a photo to write its caption.',
  labels,
  various: 'various',
  variousList: 'various; begin with + to add',
  preview: (text: string) => `→ ${text}`,
  previewLabel: 'Will be written',
  apply: 'Apply',
  applyKeys: 'Apply and go to the next photo: Ctrl or ⌘ with Enter',
  discard: 'Discard',
  applied: (fields: readonly string[], photos: number, name: string) =>
    `${listing(fields)}: ${photos === 1 ? name : photosText(photos)}`,
  nothingNew: 'The caption says that already.',
  notApplied: (photos: number) => `Text for ${photosText(photos)} is not applied yet.`,
  backToIt: 'Go back to it',
  unknownOn: (variable: string, unknown: number, photos: number) =>
    photos === 1
      ? `Nothing is known for {${variable}} on this photo.`
      : `Nothing is known for {${variable}} on ${photosText(unknown)}.`,
  offers: {
    title: 'Seen on the photo',
    take: (name: string) => `Add ${name}`,
    takeAll: 'Add all',
    face: 'face',
    number: (number: string, team: string) =>
      team === '' ? `no. ${number}` : `no. ${number}, ${team}`,
    on: (photos: number) => `on ${photosText(photos)}`,
    ask: (number: string) => `Who wears ${number}?`,
    none: 'Nobody is offered: no named face, and no number that the roster has.',
    taken: (names: readonly string[]) => `Persons shown: ${listing(names)}`,
  },
  templates: {
    title: 'Templates',
    use: 'Use a template',
    choose: 'Choose…',
    name: 'Name of the template',
    save: 'Save these fields',
    saved: (name: string) => `Saved the template “${name}”`,
    remove: (name: string) => `Remove the template “${name}”`,
    removed: (name: string) => `Removed the template “${name}”`,
    nothing: 'Type into the fields first; variables such as {player} are filled in for each photo.',
    variables: 'Variables',
  },
  roster: {
    title: 'Roster',
    file: 'From a file…',
    paste: 'Paste a list',
    pasteLabel: 'List of players: number and name, one a line',
    take: 'Take this list',
    players: (players: number, teams: readonly string[]) =>
      teams.length === 0
        ? plural(players, 'player', 'players')
        : `${plural(players, 'player', 'players')}: ${listing(teams)}`,
    none: 'CSV, tables, Photo Mechanic codes or plain lines such as “10 Kim Little”.',
    taken: (players: number) => `Took ${plural(players, 'player', 'players')} into the roster`,
    remove: 'Remove the roster',
    removed: 'Removed the roster',
    event: 'Event',
    venue: 'Venue',
    score: 'Score',
    match: 'Changed the match',
  },
  codes: {
    title: 'Codes',
    file: 'Add a file…',
    none: (delimiter: string) =>
      `A file with a code, a tab and its text on each line: ${delimiter}ab10${delimiter} becomes the text as you type.`,
    count: (codes: number) => plural(codes, 'code', 'codes'),
    taken: (name: string) => `Took the codes of ${name}`,
    remove: (name: string) => `Remove the codes of ${name}`,
    removed: (name: string) => `Removed the codes of ${name}`,
  },
  line: (line: number, message: string) => `Line ${line}: ${message}`,
} as const;
