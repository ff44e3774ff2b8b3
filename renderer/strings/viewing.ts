// The words of comparing, surveying and looking at faces.

import { count, photosText, plural } from './numbers.ts';

const percent = (share: number): string => `${count(Math.round(100 * share))} %`;
/** Two decimals, as scores have. */
const two = (value: number): string => value.toFixed(2);

export const viewing = {
  views: {
    name: 'View',
    grid: 'Grid',
    loupe: 'Loupe',
    compare: 'Compare',
    survey: 'Survey',
    faces: 'Faces',
    withKey: (view: string, key: string) => `${view} (${key})`,
    back: 'Back',
  },
  compare: {
    name: 'Compare two photos',
    select: 'Select',
    candidate: 'Candidate',
    paneOf: (side: string, file: string) => `${side}: ${file}`,
    active: 'Keys act here',
    previous: 'Previous candidate',
    next: 'Next candidate',
    swap: 'Swap',
    promote: 'Make it the select',
    alone: 'There is no other photo to compare it with.',
    aloneMore: 'Clear the filters, unstack the bursts, or open a folder with more photos.',
    gone: 'This photo is no longer in the folder.',
    why: 'What sets them apart',
    ahead: (file: string, by: string, parts: readonly string[]) =>
      parts.length === 0
        ? `${file} is ahead by ${by}.`
        : `${file} is ahead by ${by}, mostly by ${parts.join(' and ')}.`,
    even: 'Nothing that is weighted sets these two apart.',
    unscored: 'What sets them apart is known when both have been analysed.',
    gain: (gain: number) => `+${two(Math.abs(gain))}`,
    unknown: '–',
    side: (label: string, first: string, second: string, better: string) =>
      `${label}: ${first} against ${second}, better for the ${better}`,
  },
  survey: {
    name: 'Survey',
    photos: (photos: number) =>
      photos === 1 ? photosText(photos) : `${photosText(photos)} side by side`,
    burst: (photos: number) => `A burst of ${photosText(photos)}`,
    best: 'Best of its burst',
    takeOut: 'Take it out',
    takenOut: (file: string) => `Taken out of the survey, nothing decided: ${file}`,
    single: 'This photo is not part of a burst.',
    left: 'One photo is left.',
    how: 'Select several photos in the grid to see them side by side: Shift or Ctrl with a click.',
    more: (shown: number, all: number) =>
      `The best ${count(shown)} of ${count(all)}; taking one out makes room for the next.`,
  },
  faces: {
    name: 'Faces',
    counted: (faces: number) => plural(faces, 'face', 'faces'),
    prominent: 'Prominent faces',
    others: 'Smaller faces',
    find: (name: string) => `Find ${name}`,
    face: (place: number) => `Face ${count(place)}`,
    eyes: {
      yes: 'Eyes open',
      no: 'Eyes closed',
      unknown: 'Eyes too small or turned away to tell',
    },
    smile: { yes: 'Smiling', no: 'Not smiling', unknown: 'Smile not known' },
    sharpness: {
      sharp: 'Sharp',
      middling: 'Average sharpness',
      soft: 'Soft',
      unknown: 'Sharpness not known',
    },
    probability: two,
    softer: (share: number) => `sharper than ${percent(share)} of the faces here`,
    luma: (value: number) => `${count(Math.round(value))} luma²`,
    height: (px: number) => `${count(Math.round(px))} px high`,
    notYet: 'This photo has not been analysed yet; its faces come with the analysis.',
    none: 'No faces were found in this photo.',
    notMeant: (faces: number) =>
      `${plural(faces, 'face is', 'faces are')} left out: out of focus, in the background, or hardly a face.`,
    tooSmall: (faces: number, px: number) =>
      `${plural(faces, 'face is', 'faces are')} lower than ${count(px)} px, which is too small to count.`,
    unreadable: 'This photo could not be read.',
  },
} as const;
