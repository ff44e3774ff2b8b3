// What is said of moving rejected photos, on the page and on the command line.

import type { RejectsMoved, RejectsPlan } from './contract-outputs.ts';
import { megabytes } from './units.ts';

const photosText = (photos: number) => (photos === 1 ? '1 photo' : `${photos} photos`);
const rejectedText = (photos: number) =>
  photos === 1 ? '1 rejected photo' : `${photos} rejected photos`;

/** How many, with what, and where to; what stays. */
export function rejectsSentences({
  photos,
  files,
  sizeBytes,
  places,
  kept,
  notes,
  problem,
}: RejectsPlan): string[] {
  const stays = `${photosText(kept)} that ${kept === 1 ? 'is' : 'are'} not rejected ${kept === 1 ? 'stays' : 'stay'}.`;
  if (photos === 0) return ['No photo is rejected.', stays];
  const what = `${rejectedText(photos)}: ${files} ${files === 1 ? 'file' : 'files'}, ${megabytes(sizeBytes)}.`;
  const where = places.map((place) => `${photosText(place.photos)} to ${place.folder}`);
  return problem === null
    ? [what, `${where.join('; ')}.`, stays, ...notes]
    : [`${rejectedText(photos)}.`, problem];
}

/** Photos that lie aside; null where none does. */
export function asideSentence({ aside }: RejectsPlan): string | null {
  if (aside.length === 0) return null;
  const where = aside.map((place) => `${photosText(place.photos)} in ${place.folder}`);
  return `Moved before, and can be brought back: ${where.join('; ')}.`;
}

export const movedSentence = ({ photos }: RejectsMoved): string =>
  `${rejectedText(photos)} moved. What you decided about ${photos === 1 ? 'it' : 'them'} is kept.`;

export const restoredSentence = ({ photos }: RejectsMoved): string =>
  photos === 0
    ? 'There is nothing to bring back.'
    : `${photosText(photos)} moved back to where ${photos === 1 ? 'it was' : 'they were'}.`;
