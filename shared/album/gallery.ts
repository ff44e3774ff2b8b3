// What a gallery says under each photo, and to those who cannot see it.

import { mergeCaptions, type Caption } from '../captions/caption.ts';
import type { PhotoCaption } from '../contract-outputs.ts';

export type GalleryTexts = {
  /** Under the photo; empty where nothing was written about it. */
  readonly caption: string;
  /** In place of the photo. */
  readonly alt: string;
};

/** @param place of the photo in the gallery, from 1 */
export function galleryTexts(
  place: number,
  { said, written }: Omit<PhotoCaption, 'id'>,
): GalleryTexts {
  const about: Caption = mergeCaptions(written, said);
  const { headline = '', description = '', persons = [], byline = '' } = about;
  const text = [headline, description].filter((part) => part !== '').join('. ');
  const credit = byline === '' ? '' : `Photo: ${byline}`;
  const shown = persons.join(', ');
  return {
    caption: [text === '' ? shown : text, credit].filter((part) => part !== '').join(' · '),
    alt: text !== '' ? text : shown !== '' ? shown : `Photo ${place}`,
  };
}
