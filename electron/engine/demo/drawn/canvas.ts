// The picture while it is drawn: light, pixel by pixel, on which sprites are laid, and what a lens does to either.

import type { Sprite } from './sprite.ts';

/** Linear light, three numbers a pixel. */
export type Canvas = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Float32Array;
};

export function emptyCanvas(widthPx: number, heightPx: number): Canvas {
  return { widthPx, heightPx, data: new Float32Array(3 * widthPx * heightPx) };
}

/** Lays a sprite over the canvas, `strength` of it. */
export function lay(canvas: Canvas, sprite: Sprite, strength = 1): void {
  const { widthPx, heightPx, data } = canvas;
  const [fromX, toX] = [Math.max(0, -sprite.left), Math.min(sprite.widthPx, widthPx - sprite.left)];
  const [fromY, toY] = [Math.max(0, -sprite.top), Math.min(sprite.heightPx, heightPx - sprite.top)];
  for (let y = fromY; y < toY; y += 1) {
    let from = 4 * (y * sprite.widthPx + fromX);
    let to = 3 * ((y + sprite.top) * widthPx + fromX + sprite.left);
    for (let x = fromX; x < toX; x += 1, from += 4, to += 3) {
      const cover = (sprite.data[from + 3] ?? 0) * strength;
      if (cover === 0) continue;
      for (let c = 0; c < 3; c += 1)
        data[to + c] = (data[to + c] ?? 0) * (1 - cover) + (sprite.data[from + c] ?? 0) * strength;
    }
  }
}

/** A sprite out of focus, with room around it for what spreads. @param sigmaPx of the blur; below a third of a pixel none */
export function outOfFocus(sprite: Sprite, sigmaPx: number): Sprite {
  if (sigmaPx < 0.35) return sprite;
  const room = Math.ceil(2.2 * sigmaPx) + 1;
  const [widthPx, heightPx] = [sprite.widthPx + 2 * room, sprite.heightPx + 2 * room];
  const data = new Float32Array(4 * widthPx * heightPx);
  for (let y = 0; y < sprite.heightPx; y += 1) {
    const row = sprite.data.subarray(4 * y * sprite.widthPx, 4 * (y + 1) * sprite.widthPx);
    data.set(row, 4 * ((y + room) * widthPx + room));
  }
  soften(data, widthPx, heightPx, 4, sigmaPx);
  return { left: sprite.left - room, top: sprite.top - room, widthPx, heightPx, data };
}

/** Blurs in place: two box blurs each way, close to a Gaussian. */
export function soften(
  data: Float32Array,
  widthPx: number,
  heightPx: number,
  channels: number,
  sigmaPx: number,
): void {
  // The variance of a box of 2r + 1 pixels is r(r + 1) / 3, and variances of the two passes add.
  const reach = Math.round((Math.sqrt(1 + 6 * sigmaPx ** 2) - 1) / 2);
  if (reach < 1) return;
  const line = new Float32Array(Math.max(widthPx, heightPx));
  for (let pass = 0; pass < 2; pass += 1) {
    for (let c = 0; c < channels; c += 1) {
      for (let y = 0; y < heightPx; y += 1)
        meanAlong(data, y * widthPx * channels + c, channels, widthPx, reach, line);
      for (let x = 0; x < widthPx; x += 1)
        meanAlong(data, x * channels + c, widthPx * channels, heightPx, reach, line);
    }
  }
}

function meanAlong(
  data: Float32Array,
  from: number,
  stride: number,
  count: number,
  reach: number,
  line: Float32Array,
): void {
  for (let i = 0; i < count; i += 1) line[i] = data[from + i * stride] ?? 0;
  const last = count - 1;
  const share = 1 / (2 * reach + 1);
  let sum = 0;
  for (let i = -reach; i <= reach; i += 1) sum += line[i < 0 ? 0 : i > last ? last : i] ?? 0;
  for (let i = 0; i < count; i += 1) {
    data[from + i * stride] = sum * share;
    const ahead = i + reach + 1;
    const behind = i - reach;
    sum += (line[ahead > last ? last : ahead] ?? 0) - (line[behind < 0 ? 0 : behind] ?? 0);
  }
}
