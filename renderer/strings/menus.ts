// The words of the menus.

import type { Look, TileCaption } from '../page/left.ts';

const looks: Record<Look, string> = {
  dark: 'Dark',
  light: 'Light',
  system: 'As the computer',
};

const tileCaptions: Record<TileCaption, string> = {
  score: 'Score',
  exposure: 'Shutter, aperture and ISO',
  name: 'File name',
};

export const menuStrings = {
  photo: 'What to do with the photo',
  more: 'More',
  look: 'Dark or light',
  looks,
  tileCaption: 'Under the photos',
  tileCaptions,
} as const;
