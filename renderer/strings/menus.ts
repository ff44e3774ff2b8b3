// The words of the menus.

import type { Look } from '../page/left.ts';

const looks: Record<Look, string> = {
  dark: 'Dark',
  light: 'Light',
  system: 'As the computer',
};

export const menuStrings = {
  photo: 'What to do with the photo',
  more: 'More',
  look: 'Dark or light',
  looks,
} as const;
