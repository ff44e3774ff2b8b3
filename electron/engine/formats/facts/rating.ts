// The stars, label and flag that a camera or another program wrote about a photo, in Podium's terms.

import { labelNames } from '../../../../shared/decisions.ts';

/** What a file says of its photo: a fact of the file, which holds until the photographer decides something in Podium. */
export type FileRating = {
  /** 1 pick, -1 reject, 0 neither. */
  readonly pick: number;
  /** 0 unrated, to 5. */
  readonly stars: number;
  /** 0 none, else an index of `labelNames`. */
  readonly label: number;
  /** The label's own words where they name none of the five colours, such as those of another language. */
  readonly labelText: string | null;
};

export const unrated: FileRating = { pick: 0, stars: 0, label: 0, labelText: null };

/** Null where a text or tag says nothing. */
export type RatingWords = {
  /** xmp:Rating: -1 is a reject, 1 to 5 are stars, by some programs with decimals. */
  readonly rating: string | null;
  /** MicrosoftPhoto:Rating, 0 to 99. */
  readonly percent: string | null;
  /** Exif's tag 0x4746, in stars. */
  readonly exif: number | null;
  readonly label: string | null;
  /** photoshop:LabelColor: the colour of a label whose own words may be in any language. */
  readonly labelColour: string | null;
  readonly flag: 'pick' | 'reject' | null;
};

/** XMP's own rating outweighs the others, also where it says that there is none. */
export function fileRating(said: RatingWords): FileRating {
  const { rating, percent, exif, flag } = said;
  const stars = starsOf(rating) ?? starsOfPercent(percent) ?? exif ?? 0;
  const words = said.label?.trim() ?? '';
  const colour = colourOf(words) || colourOf(said.labelColour ?? '');
  return {
    pick: flag === 'pick' ? 1 : flag === 'reject' || stars < 0 ? -1 : 0,
    stars: Math.min(5, Math.max(0, stars)),
    label: colour,
    labelText: colour > 0 || isNoLabel(words) ? null : words,
  };
}

/** 0 for words that name none of the five. */
export function colourOf(words: string): number {
  const name = words.trim().toLowerCase();
  return Math.max(
    0,
    labelNames.findIndex((one) => one !== 'none' && one === name),
  );
}

function isNoLabel(words: string): boolean {
  return words === '' || words.toLowerCase() === 'none';
}

function starsOf(rating: string | null): number | null {
  const value = rating === null || rating === '' ? NaN : Math.round(Number(rating));
  return value >= -1 && value <= 5 ? value : null;
}

/** Windows writes 1, 25, 50, 75 and 99 for one to five stars. */
function starsOfPercent(percent: string | null): number | null {
  const value = percent === null || percent === '' ? NaN : Number(percent);
  if (!(value >= 0 && value <= 100)) return null;
  return value === 0 ? 0 : Math.min(5, Math.round(value / 25) + 1);
}

/** What is said first wins, field by field; the others fill what it leaves open. */
export function mergeRatings(first: FileRating, second: FileRating): FileRating {
  const labelled = first.label > 0 || first.labelText !== null ? first : second;
  return {
    pick: first.pick !== 0 ? first.pick : second.pick,
    stars: first.stars > 0 ? first.stars : second.stars,
    label: labelled.label,
    labelText: labelled.labelText,
  };
}
