// Words of the album's copies: presets, formats, sizes, colours, marks and what copies say.

import type {
  CopyColour,
  CopyFormat,
  CopyMetadata,
  CopySize,
  MarkPlace,
  Sharpening,
} from '../../shared/album/copies.ts';
import { photosText } from './numbers.ts';

const formats: Readonly<Record<CopyFormat | 'original', string>> = {
  original: 'Original files, unchanged',
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  avif: 'AVIF',
};
const sizes: Readonly<Record<CopySize['by'], string>> = {
  original: 'As large as the photo',
  'long-edge': 'Longest side',
  'short-edge': 'Shortest side',
  box: 'Width and height at most',
  megapixels: 'Megapixels at most',
};
const sharpenings: Readonly<Record<Sharpening, string>> = {
  none: 'None',
  screen: 'For screens',
  print: 'For print',
};
const colours: Readonly<Record<CopyColour, string>> = {
  srgb: 'sRGB, for everywhere',
  p3: 'Display P3',
  keep: 'As in the photo',
};
const metadata: Readonly<Record<CopyMetadata, string>> = {
  all: 'Everything',
  'no-gps': 'All but where it was taken',
  copyright: 'Only who made it and whose it is',
  none: 'Nothing',
};
const places: Readonly<Record<MarkPlace, string>> = {
  'bottom-right': 'Bottom right',
  bottom: 'Bottom',
  'bottom-left': 'Bottom left',
  centre: 'Centre',
  'top-right': 'Top right',
  top: 'Top',
  'top-left': 'Top left',
};

export const albumStrings = {
  make: 'Make',
  makes: {
    copies: 'Copies of the photos',
    gallery: 'A gallery that works offline',
    sheet: 'A contact sheet (PNG)',
    table: 'A table of all that is known (CSV)',
  },
  makeDo: {
    gallery: (photos: number) => `Make a gallery of ${photosText(photos)}`,
    sheet: (photos: number) => `Draw a sheet of ${photosText(photos)}`,
    table: (photos: number) => `Write a table of ${photosText(photos)}`,
  },
  galleryDone: (photos: number, file: string) =>
    `A gallery of ${photosText(photos)}: open ${file} in a browser.`,
  sheetDone: (photos: number, file: string) => `A contact sheet of ${photosText(photos)}: ${file}`,
  tableDone: (photos: number, file: string) => `A table of ${photosText(photos)}: ${file}`,
  copies: 'Copies',
  preset: 'Preset',
  presetNone: 'Your own choice',
  changed: (name: string) => `${name}, changed`,
  save: 'Save as a preset…',
  saveName: 'Name of the preset',
  saveDo: 'Save',
  saveAgain: (name: string) => `Save ${name}`,
  remove: (name: string) => `Remove the preset ${name}`,
  format: 'Format',
  formats,
  size: 'Size',
  sizes,
  px: 'Pixels',
  width: 'Width, pixels',
  height: 'Height, pixels',
  megapixels: 'Megapixels',
  quality: 'Quality',
  sharpen: 'Sharpening',
  sharpenings,
  colour: 'Colours',
  colours,
  metadata: 'What the copies say',
  metadatas: metadata,
  mark: 'Watermark',
  marks: { none: 'None', text: 'Words', image: 'A picture' },
  markText: 'Words of the watermark',
  markPath: 'File of the watermark',
  markChoose: 'Choose…',
  markChooseName: 'Choose the picture of the watermark',
  place: 'Place',
  places,
  opacity: 'Opacity',
  markSize: 'Height',
  percent: (share: number) => `${Math.round(share * 100)} %`,
} as const;
