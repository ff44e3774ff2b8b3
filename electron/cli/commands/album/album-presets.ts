// `podium album-presets`: how copies are made and named, by name: listed, saved, removed.

import type { AlbumPreset } from '../../../../shared/album/album-presets.ts';
import type { CopyForm, CopySize, Watermark } from '../../../../shared/album/copies.ts';
import type { PodiumContract } from '../../../../shared/contract.ts';
import type { Call } from '../../../../shared/calls/rpc.ts';
import { print, printable, say } from '../../terminal/terminal.ts';
import { copiesAsked, type CopyOptions } from './copy-options.ts';

/** One line each: the name, whether it is the user's own, and what it makes. */
export async function listAlbumPresets(
  call: Call<PodiumContract>,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const { presets } = await call('album.presets', {});
  if (json === true) print(JSON.stringify(presets, null, 2));
  else
    for (const preset of presets)
      print(`${printable(preset.name)}${preset.own ? ' (yours)' : ''}: ${aboutPreset(preset)}`);
}

export async function saveAlbumPreset(
  call: Call<PodiumContract>,
  name: string,
  options: CopyOptions,
): Promise<void> {
  const { presets } = await call('album.presets', {});
  const preset = { name, ...copiesAsked(options, presets) };
  await call('album.savePreset', preset);
  say(`Saved ${printable(name)}: ${aboutPreset(preset)}.`);
}

export async function removeAlbumPreset(call: Call<PodiumContract>, name: string): Promise<void> {
  await call('album.removePreset', { name });
  say(`Removed ${printable(name)}.`);
}

function aboutPreset({ copies, xmp, template }: AlbumPreset): string {
  const parts = [
    ...(copies ? aboutForm(copies) : ['the files as they are']),
    ...(xmp ? ['sidecars'] : []),
    `names ${printable(template)}`,
  ];
  return parts.join(', ');
}

function aboutForm(form: CopyForm): string[] {
  const { format, quality, size, sharpen, colour, watermark, metadata } = form;
  return [
    format === 'png' ? 'PNG' : `${format.toUpperCase()} at quality ${quality}`,
    sizeText(size),
    ...(sharpen === 'none' ? [] : [`sharpened for ${sharpen}`]),
    { srgb: 'sRGB', p3: 'Display P3', keep: 'colours kept' }[colour],
    ...(watermark ? [`marked ${markText(watermark)}`] : []),
    {
      all: 'all metadata',
      'no-gps': 'metadata without the place',
      copyright: 'copyright only',
      none: 'no metadata',
    }[metadata],
  ];
}

function sizeText(size: CopySize): string {
  switch (size.by) {
    case 'original':
      return 'full size';
    case 'long-edge':
      return `longest side ${size.px} px`;
    case 'short-edge':
      return `shortest side ${size.px} px`;
    case 'box':
      return `within ${size.widthPx} x ${size.heightPx} px`;
    case 'megapixels':
      return `at most ${size.megapixels} megapixels`;
  }
}

function markText(mark: Watermark): string {
  return mark.kind === 'text' ? `"${printable(mark.text)}"` : `with ${printable(mark.path)}`;
}
