// The mark on the copies of an album: its user's words or a picture, drawn at its place in a copy of any size.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { MarkPlace, Watermark } from '../../../shared/album/copies.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import type { Mark } from '../formats/copied/copy-photo.ts';
import { renderSvg } from '../formats/rasters.ts';
import { markPicture } from '../formats/encode.ts';
import type { Size } from '../formats/raw/raw-size.ts';
import { drawText, textWidthPx, type TextStyle } from '../report/drawing.ts';

/** From the edges, as a share of the shorter side. */
const marginShare = 0.025;
/** Of Inter, as shares of its size: how far letters reach above and below their line. */
const ascent = 0.97;
const descent = 0.25;
/** Light letters with a dark edge are seen on any ground. As a share of their size. */
const edgeShare = 0.06;

/**
 * Draws the mark into pictures. Throws EngineError where its picture cannot be read.
 */
export async function markOf(watermark: Watermark): Promise<Mark> {
  const bytes = watermark.kind === 'image' ? await pictureBytes(watermark.path) : null;
  return async (size) => {
    const shorter = Math.min(size.widthPx, size.heightPx);
    const margin = Math.round(shorter * marginShare);
    const most = {
      widthPx: Math.max(1, size.widthPx - 2 * margin),
      heightPx: Math.max(1, Math.min(Math.round(shorter * watermark.size), shorter - 2 * margin)),
    };
    const drawn =
      watermark.kind === 'text'
        ? await textMark(watermark.text, most, watermark.opacity)
        : await pictureMark(watermark.path, bytes ?? Buffer.alloc(0), most, watermark.opacity);
    return { png: drawn.png, ...placed(drawn, size, margin, watermark.place) };
  };
}

/** Throws EngineError with the reason where a mark cannot be drawn. */
export async function checkMark(watermark: Watermark): Promise<void> {
  const mark = await markOf(watermark);
  await mark({ widthPx: 600, heightPx: 400 });
}

type Drawn = Size & { readonly png: Buffer };

async function pictureBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = errorCode(error) === 'ENOENT' ? 'not-found' : 'unreadable';
    throw new EngineError(
      code,
      `The watermark ${path} cannot be read, because ${reasonOf(error)}.`,
      { cause: error },
    );
  }
}

async function pictureMark(
  path: string,
  bytes: Buffer,
  most: Size,
  opacity: number,
): Promise<Drawn> {
  try {
    return await markPicture(bytes, most, opacity);
  } catch (error) {
    const message = `The watermark ${basename(path)} is not a picture that can be drawn: choose a PNG, JPEG, WebP or SVG file.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}

async function textMark(text: string, most: Size, opacity: number): Promise<Drawn> {
  const style = (sizePx: number): TextStyle => ({ sizePx, weight: 'semibold', fill: '#fff' });
  const wholeSize = most.heightPx / (ascent + descent);
  const edge = wholeSize * edgeShare;
  const wide = textWidthPx(text, style(wholeSize)) + 2 * edge;
  const sizePx = wholeSize * Math.min(1, most.widthPx / wide);
  const edgePx = sizePx * edgeShare;
  const widthPx = Math.max(
    1,
    Math.min(most.widthPx, Math.ceil(textWidthPx(text, style(sizePx)) + 2 * edgePx)),
  );
  const heightPx = Math.max(1, Math.min(most.heightPx, Math.ceil(sizePx * (ascent + descent))));
  const letters = (fill: string) =>
    drawText(text, edgePx, sizePx * ascent, { ...style(sizePx), fill });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}"><g opacity="${opacity}"><g stroke="#000" stroke-opacity="0.5" stroke-linejoin="round" stroke-width="${2 * edgePx}">${letters('#000')}</g>${letters('#fff')}</g></svg>`;
  return { png: await renderSvg(svg), widthPx, heightPx };
}

function placed(mark: Size, size: Size, margin: number, place: MarkPlace) {
  const across = place.endsWith('left') ? 0 : place.endsWith('right') ? 1 : 0.5;
  const down = place.startsWith('top') ? 0 : place === 'centre' ? 0.5 : 1;
  const at = (room: number, length: number, share: number) =>
    Math.max(0, Math.round(margin + (room - length - 2 * margin) * share));
  return {
    x: at(size.widthPx, mark.widthPx, across),
    y: at(size.heightPx, mark.heightPx, down),
  };
}
