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
  drop: 'Drop a photo of someone here to find them',
  lookingInto: (file: string) => `Looking for faces in ${file}…`,
  which: 'Whom do you mean?',
  whichLead: (file: string, faces: number) => `${file} shows ${count(faces)} people. Click the face to find.`,
  whichFace: (place: number) => `Face ${count(place)}, counted from the left`,
  whichNone: 'Nobody of them',
  once: (faces: number) => `${plural(faces, 'face', 'faces')} seen once`,
  faceHere: (name: string) => `Find ${name}`,
} as const;
