// The words of what is known of a photo: its shot, its file, and what was seen in it.

import type { ExposureLine, ShotLine } from '../../shared/shot.ts';
import { count, plural, megabytes } from './numbers.ts';

/** Those of the exposure stand in one line. */
const shot: Record<Exclude<ShotLine, ExposureLine>, string> = {
  camera: 'Camera',
  lens: 'Lens',
  'focal length': 'Focal length',
  taken: 'Taken',
  clock: 'Camera’s clock',
  place: 'Place',
};

/** "in the middle", of where a thing's middle is across the photo, 0..1. */
function across(x: number): string {
  if (x < 1 / 3) return 'on the left';
  return x > 2 / 3 ? 'on the right' : 'in the middle';
}

export const infoStrings = {
  title: 'Info',
  panel: 'Info',
  none: 'Select a photo to see how it was taken.',
  nothingSaid: 'The file says nothing of the shot.',
  notYet: 'This photo has not been analysed yet; what is known of it comes with the analysis.',
  shot,
  exposure: 'Exposure',
  exposureText: (parts: readonly string[]): string => parts.join(' · '),
  isoText: (iso: string): string => `ISO\u00a0${iso}`,
  size: 'Size',
  pixels: (widthPx: number, heightPx: number): string => `${widthPx} × ${heightPx} px`,
  fileText: (name: string, bytes: number): string => `${name}, ${megabytes(bytes)}`,
  faces: 'Faces',
  facesText: (faces: number, names: readonly string[]): string =>
    names.length === 0 ? count(faces) : `${count(faces)}: ${names.join(', ')}`,
  numbers: 'Numbers',
  seen: 'Seen',
  players: (players: number): string => plural(players, 'player', 'players'),
  ball: 'ball',
  file: 'File',
  folder: 'Folder',
  others: 'Same photo',
} as const;

export const tonesStrings = {
  about: 'Red, green and blue, from black on the left to white on the right',
  text: (burnt: number, black: number): string =>
    burnt < shown && black < shown
      ? 'Nothing is burnt out or black'
      : `${ends(burnt)} burnt out, ${ends(black)} black`,
} as const;

/** What is less is not worth a word: 0.05 % is said as 0.1. */
const shown = 0.0005;
const ends = (share: number): string => `${count(Number((100 * share).toFixed(1)))} %`;

export const clippingStrings = {
  button: 'Clipping',
  about: 'Red where nothing is left but white, blue where nothing is left but black',
} as const;

/** What is marked on a photo. */
export const markStrings = {
  button: 'Marks',
  about: 'Players, ball, joints, numbers and faces, as they were seen',
  list: 'Seen in this photo',
  nothing: 'Nothing was seen in this photo.',
  /** ".82": sure to two digits is sure enough. */
  sure: (label: string, score: number): string => `${label} ${score.toFixed(2).replace(/^0/, '')}`,
  said: (what: string, score: number, x: number): string =>
    `${what}, ${Math.round(100 * score)} % sure, ${across(x)}`,
  number: (number: string): string => `number ${number}`,
  face: (name: string | null, x: number): string =>
    `${name === null ? 'face' : `face of ${name}`}, ${across(x)}`,
  joints: (bodies: number): string => `joints of ${plural(bodies, 'player', 'players')}`,
} as const;
