// The words of people: who is found, the person looked for in piles, names and corrections.

import type { Likeness } from '../../shared/people/piles.ts';
import { count, photosText, plural } from './numbers.ts';

/* prettier-ignore */
export const peopleStrings = {
  title: 'People',
  none: 'Nobody was found who appears twice.',
  waiting: 'People are grouped when the analysis is done.',
  toDescribe: (faces: number) =>
    `${plural(faces, 'face waits', 'faces wait')} for the new face model: left out until analysed again.`,
  person: (place: number) => `Person ${count(place)}`,
  photos: photosText,
  find: (name: string, size: number) => `Find ${name}, ${photosText(size)}`,
  finding: 'Looking for this person…',
  found: (name: string, { sure, maybe }: Readonly<Record<Likeness, number>>) =>
    maybe === 0 ? `${name}: ${photosText(sure)}` : `${name}: ${photosText(sure)}, ${count(maybe)} maybe`,
  piles: {
    title: 'Photos of this person',
    all: (photos: number) => `All ${count(photos)}`,
    sure: (photos: number) => `Sure ${count(photos)}`,
    maybe: (photos: number) => `Maybe ${count(photos)}`,
  },
  confirm: 'This is them',
  confirmed: (name: string | null) => `Noted: that is ${name ?? 'this person'}.`,
  noMaybe: 'Select a photo that is only maybe the person looked for.',
  notFound: 'Select a photo that shows the person looked for.',
  someone: 'This person',
  showAll: 'Show everybody',
  add: 'Add as another look of this person',
  notThis: 'Not this person',
  rejected: (name: string | null) => `Noted: that is not ${name ?? 'this person'}.`,
  nameOf: (name: string) => `Name of ${name}`,
  named: (name: string) => (name === '' ? 'Took the name away.' : `Named ${name}.`),
  references: (looks: number) => (looks === 1 ? 'by 1 look' : `by ${count(looks)} looks`),
  more: (people: number) => `${count(people)} more`,
  findPerson: 'Find a person…',
  findPersonHint: 'By a photo of them: choose a file, paste a picture (Ctrl or ⌘ V), or drop one',
  held: 'Drop a photo to find who is in it or to ask what sport it is, or a folder to open it',
  heldHere: 'Drop photos of one person here to find them',
  handed: {
    title: (photos: number) => (photos === 1 ? 'What is this photo for?' : 'What are these photos for?'),
    names: (first: string, others: number) => (others === 0 ? first : `${first} and ${count(others)} more`),
    lead: (photos: number) =>
      photos === 1
        ? 'Find the photos of whom it shows, or ask what sport it is.'
        : 'Find the photos of the one person whom they all show.',
    find: 'Find this person',
    sport: 'What sport is it?',
  },
  same: {
    title: 'Are they the same person?',
    lead: (name: string) => `Somebody is called ${name} already. If both are ${name}, their photos are put together.`,
    yes: 'The same person',
    no: 'Two people',
  },
  sameNever: (name: string) => `${name} is in a photo together with this one: give this one another name.`,
  sameNot: (name: string) => `${name} is somebody else: give this one another name.`,
  lookingInto: (file: string) => `Looking for faces in ${file}…`,
  which: 'Whom do you mean?',
  whichLead: (file: string, faces: number) => `${file} shows ${count(faces)} people. Click the face to find.`,
  whichFace: (place: number) => `Face ${count(place)}, counted from the left`,
  whichNone: 'Nobody of them',
  once: (faces: number) => `${plural(faces, 'face', 'faces')} seen once`,
  faceHere: (name: string) => `Find ${name}`,
} as const;
