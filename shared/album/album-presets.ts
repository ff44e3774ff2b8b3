// Album presets: how copies are made and named, under a name; those that Podium brings and the user's own.

import { firstForm, type CopyForm } from './copies.ts';

export type AlbumPreset = {
  readonly name: string;
  /** Null: the files as they are. */
  readonly copies: CopyForm | null;
  /** Write a sidecar beside each copy. */
  readonly xmp: boolean;
  readonly template: string;
};

const template = '{rank:3}_{name}';

export const ownAlbumPresets: readonly AlbumPreset[] = [
  {
    // What Instagram shows: 1080 pixels wide, up to 1350 high. Larger ones it makes smaller itself.
    name: 'Instagram',
    copies: {
      ...firstForm,
      size: { by: 'box', widthPx: 1080, heightPx: 1350 },
      sharpen: 'screen',
      metadata: 'copyright',
    },
    xmp: false,
    template,
  },
  {
    name: 'Web',
    copies: {
      ...firstForm,
      size: { by: 'long-edge', px: 2048 },
      quality: 85,
      sharpen: 'screen',
      metadata: 'no-gps',
    },
    xmp: false,
    template,
  },
  { name: 'Press', copies: { ...firstForm, quality: 95 }, xmp: false, template: '{date}_{name}' },
  {
    // 30 cm at 300 dpi.
    name: 'Print',
    copies: {
      ...firstForm,
      size: { by: 'long-edge', px: 3543 },
      quality: 95,
      sharpen: 'print',
    },
    xmp: false,
    template,
  },
  { name: 'Club archive', copies: null, xmp: true, template: '{date}_{name}' },
];

const key = (name: string) => name.trim().toLowerCase();

/** Whether Podium brings a preset of this name; case does not count. */
export function isOwnAlbumPreset(name: string): boolean {
  return ownAlbumPresets.some((preset) => key(preset.name) === key(name));
}

/** The preset of a name, among several; case does not count. */
export function albumPresetNamed(
  name: string,
  presets: readonly AlbumPreset[],
): AlbumPreset | undefined {
  return presets.find((preset) => key(preset.name) === key(name));
}
