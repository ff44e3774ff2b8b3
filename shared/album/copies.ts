// How the copies of an album are made, when they are not the files as they are, and how large each becomes.

export const copyFormats = ['jpeg', 'png', 'webp', 'avif'] as const;
export type CopyFormat = (typeof copyFormats)[number];

/** None ever enlarges a photo. */
export type CopySize =
  | { readonly by: 'original' }
  /** The longer or the shorter side, exactly. */
  | { readonly by: 'long-edge' | 'short-edge'; readonly px: number }
  /** The largest that fits. */
  | { readonly by: 'box'; readonly widthPx: number; readonly heightPx: number }
  /** At most so many. */
  | { readonly by: 'megapixels'; readonly megapixels: number };

export const sharpenings = ['none', 'screen', 'print'] as const;
export type Sharpening = (typeof sharpenings)[number];

/**
 * The unsharp mask after resizing, on lightness: `radiusPx` is the sigma of its blur, `amount` how much of the difference is
 * added. A screen shows pixel by pixel; ink spreads, so a print at 300 dpi is given halos twice as wide and stronger ones.
 * Chosen by eye.
 */
export const unsharpMasks: Readonly<
  Record<Exclude<Sharpening, 'none'>, { readonly radiusPx: number; readonly amount: number }>
> = {
  screen: { radiusPx: 0.6, amount: 0.6 },
  print: { radiusPx: 1.2, amount: 1 },
};

/** `keep`: the colours of the original with its profile; one that is not red, green and blue becomes sRGB. */
export const copyColours = ['srgb', 'p3', 'keep'] as const;
export type CopyColour = (typeof copyColours)[number];

/** What a copy says: all that is true of it; all but where it was taken; who made it and whose it is; nothing. */
export const copyMetadata = ['all', 'no-gps', 'copyright', 'none'] as const;
export type CopyMetadata = (typeof copyMetadata)[number];

export const markPlaces = [
  'bottom-right',
  'bottom',
  'bottom-left',
  'centre',
  'top-right',
  'top',
  'top-left',
] as const;
export type MarkPlace = (typeof markPlaces)[number];

export type Watermark = (
  | { readonly kind: 'text'; readonly text: string }
  /** Absolute path of a picture. */
  | { readonly kind: 'image'; readonly path: string }
) & {
  readonly place: MarkPlace;
  /** 0 to 1. */
  readonly opacity: number;
  /** Its height, as a share of the copy's shorter side; one that would be too wide becomes lower. */
  readonly size: number;
};

/** Its form where nothing else was said. */
export const firstMark = { place: 'bottom-right', opacity: 0.7, size: 0.04 } as const;

export type CopyForm = {
  readonly size: CopySize;
  readonly format: CopyFormat;
  /** 1 to 100; a PNG has none. */
  readonly quality: number;
  readonly sharpen: Sharpening;
  readonly colour: CopyColour;
  readonly watermark: Watermark | null;
  readonly metadata: CopyMetadata;
};

export const firstForm: CopyForm = {
  size: { by: 'original' },
  format: 'jpeg',
  quality: 90,
  sharpen: 'none',
  colour: 'srgb',
  watermark: null,
  metadata: 'all',
};

export const extensionOf: Readonly<Record<CopyFormat, string>> = {
  jpeg: '.jpg',
  png: '.png',
  webp: '.webp',
  avif: '.avif',
};

type Size = { readonly widthPx: number; readonly heightPx: number };

/** Width and height of the copy of an upright picture, whole pixels. */
export function copySize({ widthPx, heightPx }: Size, wanted: CopySize): Size {
  const scaled = (scale: number, round: (value: number) => number): Size => {
    if (scale >= 1) return { widthPx, heightPx };
    const side = (px: number) => Math.max(1, round(px * scale));
    return { widthPx: side(widthPx), heightPx: side(heightPx) };
  };
  switch (wanted.by) {
    case 'original':
      return { widthPx, heightPx };
    case 'long-edge':
      return scaled(wanted.px / Math.max(widthPx, heightPx), Math.round);
    case 'short-edge':
      return scaled(wanted.px / Math.min(widthPx, heightPx), Math.round);
    case 'box':
      return scaled(Math.min(wanted.widthPx / widthPx, wanted.heightPx / heightPx), Math.round);
    case 'megapixels':
      return scaled(Math.sqrt((wanted.megapixels * 1e6) / (widthPx * heightPx)), Math.floor);
  }
}

/** Whether a picture has fewer pixels than were asked for: its copy keeps its size. */
export function isTooSmall(size: Size, wanted: CopySize): boolean {
  const { widthPx, heightPx } = size;
  switch (wanted.by) {
    case 'original':
      return false;
    case 'long-edge':
      return Math.max(widthPx, heightPx) < wanted.px;
    case 'short-edge':
      return Math.min(widthPx, heightPx) < wanted.px;
    case 'box':
      return widthPx < wanted.widthPx && heightPx < wanted.heightPx;
    case 'megapixels':
      return widthPx * heightPx < wanted.megapixels * 1e6;
  }
}
