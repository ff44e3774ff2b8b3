// How the copies of an album are made, as options of the command line say it: by a preset, by single options, or both.

import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { albumPresetNamed, type AlbumPreset } from '../../../../shared/album/album-presets.ts';
import {
  copyColours,
  copyFormats,
  copyMetadata,
  firstForm,
  firstMark,
  markPlaces,
  sharpenings,
  type CopyForm,
  type CopySize,
  type Watermark,
} from '../../../../shared/album/copies.ts';
import { EngineError } from '../../../../shared/calls/rpc.ts';
import { anyNumber, filled, oneOf, positive, share } from '../../terminal/option-values.ts';

type Box = { readonly widthPx: number; readonly heightPx: number };

export type CopyOptions = {
  readonly as?: string;
  readonly template?: string;
  readonly fullSize?: boolean;
  readonly longEdge?: number;
  readonly shortEdge?: number;
  readonly fit?: Box;
  readonly megapixels?: number;
  readonly format?: CopyForm['format'] | 'original';
  readonly quality?: number;
  readonly sharpen?: CopyForm['sharpen'];
  readonly colour?: CopyForm['colour'];
  readonly metadata?: CopyForm['metadata'];
  readonly watermark?: string | false;
  readonly watermarkImage?: string;
  readonly watermarkPlace?: Watermark['place'];
  readonly watermarkOpacity?: number;
  readonly watermarkSize?: number;
  readonly xmp?: boolean;
};

export function withCopies(command: Command): Command {
  return command
    .option(
      '--as <preset>',
      'make the copies as an album preset says: podium album-presets',
      filled,
    )
    .option('--template <text>', 'names of the copies (default: {rank:3}_{name})', filled)
    .option('--long-edge <px>', 'copies of this longest side, never enlarged', positive)
    .option('--short-edge <px>', 'copies of this shortest side', positive)
    .option('--fit <WxH>', 'the largest copies that fit, such as 1080x1350', box)
    .option('--megapixels <n>', 'copies of at most so many megapixels', anyNumber)
    .option('--full-size', 'copies as large as the photos')
    .option(
      '--format <name>',
      'jpeg, png, webp or avif; original copies the files as they are',
      oneOf('original', ...copyFormats),
    )
    .option('--quality <1..100>', 'of JPEG, WebP and AVIF (default: 90)', quality)
    .option('--sharpen <for>', 'none, screen or print', oneOf(...sharpenings))
    .option('--colour <space>', 'srgb, p3 (Display P3) or keep', oneOf(...copyColours))
    .option(
      '--metadata <what>',
      'all, no-gps (all but the place), copyright (only who made it and whose it is) or none',
      oneOf(...copyMetadata),
    )
    .option('--watermark <text>', 'write this on every copy', filled)
    .option('--no-watermark', 'leave out the mark of the preset')
    .option('--watermark-image <file>', 'draw this picture on every copy', filled)
    .option('--watermark-place <place>', markPlaces.join(', '), oneOf(...markPlaces))
    .option('--watermark-opacity <0..1>', 'how solid the mark is (default: 0.7)', share)
    .option('--watermark-size <0..1>', 'its height over the shorter side (default: 0.04)', share)
    .option(
      '--xmp',
      'write a sidecar beside every copy: names, faces, sport, stars, label, pick or reject',
    )
    .option('--no-xmp', 'write none, whatever the preset says');
}

function box(text: string): Box {
  const [, width, height] = /^(\d+)[x×](\d+)$/i.exec(text.trim()) ?? [];
  const [widthPx, heightPx] = [Number(width), Number(height)];
  if (widthPx > 0 && heightPx > 0) return { widthPx, heightPx };
  throw new InvalidArgumentError('It must be a width and a height, such as 1080x1350.');
}

function quality(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 100) return value;
  throw new InvalidArgumentError('It must be a whole number from 1 to 100.');
}

/** What the options ask for, on top of the preset that they name. Throws EngineError where they contradict each other. */
export function copiesAsked(
  options: CopyOptions,
  presets: readonly AlbumPreset[],
): Omit<AlbumPreset, 'name'> {
  const base = options.as === undefined ? null : presetAsked(options.as, presets);
  return {
    copies: formAsked(options, base?.copies ?? null),
    xmp: options.xmp ?? base?.xmp ?? false,
    template: options.template ?? base?.template ?? '{rank:3}_{name}',
  };
}

function presetAsked(name: string, presets: readonly AlbumPreset[]): AlbumPreset {
  const found = albumPresetNamed(name, presets);
  if (found) return found;
  const known = presets.map((preset) => preset.name).join(', ');
  throw new EngineError('not-found', `There is no album preset "${name}"; there are ${known}.`);
}

function formAsked(options: CopyOptions, base: CopyForm | null): CopyForm | null {
  const { quality, sharpen, colour, metadata } = options;
  const size = sizeAsked(options);
  const watermark = markAsked(options, base?.watermark ?? null);
  const asked = {
    ...(size && { size }),
    ...(quality !== undefined && { quality }),
    ...(sharpen && { sharpen }),
    ...(colour && { colour }),
    ...(metadata && { metadata }),
    ...(watermark !== undefined && { watermark }),
  };
  const isAsked = Object.keys(asked).length > 0;
  if (options.format === 'original') {
    if (!isAsked) return null;
    throw new EngineError(
      'bad-input',
      'Original files are copied as they are: size, quality, sharpening, colours, watermark and metadata need another format.',
    );
  }
  if (base === null && !isAsked && options.format === undefined) return null;
  return { ...(base ?? firstForm), ...asked, ...(options.format && { format: options.format }) };
}

function sizeAsked(options: CopyOptions): CopySize | null {
  const { longEdge, shortEdge, fit, megapixels, fullSize } = options;
  const sizes: CopySize[] = [
    ...(longEdge === undefined ? [] : [{ by: 'long-edge', px: longEdge } as const]),
    ...(shortEdge === undefined ? [] : [{ by: 'short-edge', px: shortEdge } as const]),
    ...(fit === undefined ? [] : [{ by: 'box', ...fit } as const]),
    ...(megapixels === undefined ? [] : [{ by: 'megapixels', megapixels } as const]),
    ...(fullSize === true ? [{ by: 'original' } as const] : []),
  ];
  if (sizes.length <= 1) return sizes[0] ?? null;
  throw new EngineError(
    'bad-input',
    'Give one size: --long-edge, --short-edge, --fit, --megapixels or --full-size.',
  );
}

/** Undefined where nothing is said of a mark. */
function markAsked(options: CopyOptions, base: Watermark | null): Watermark | null | undefined {
  const { watermark, watermarkImage, watermarkPlace, watermarkOpacity, watermarkSize } = options;
  if (watermark === false) return null;
  const form = {
    ...(watermarkPlace && { place: watermarkPlace }),
    ...(watermarkOpacity !== undefined && { opacity: watermarkOpacity }),
    ...(watermarkSize !== undefined && { size: watermarkSize }),
  };
  if (watermark !== undefined && watermarkImage !== undefined)
    throw new EngineError('bad-input', 'Give either --watermark or --watermark-image, not both.');
  const { place, opacity, size } = { ...(base ?? firstMark), ...form };
  if (watermark !== undefined) return { kind: 'text', text: watermark, place, opacity, size };
  if (watermarkImage !== undefined)
    return { kind: 'image', path: resolve(watermarkImage), place, opacity, size };
  if (Object.keys(form).length === 0) return undefined;
  if (base) return { ...base, ...form };
  throw new EngineError('bad-input', 'Say what the mark is: --watermark or --watermark-image.');
}
