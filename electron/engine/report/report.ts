// Writes contact sheets and histograms as PNG files.

import { mkdirSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { markedPng, refuseForeign } from '../../disk/own-files.ts';
import { writeWhole } from '../../disk/write-file.ts';
import { contactSheetSvgs, leadingTilePx, leadingTiles, tilePx } from './contact-sheet.ts';
import type { ContactSheet, Tile } from './contact-sheet.ts';
import { resizeJpeg } from '../formats/decode.ts';
import { renderSvg } from '../formats/rasters.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { histogramsSvg, type HistogramSheet } from './histograms.ts';

/**
 * Draws a contact sheet to a PNG; further pages go beside it as `NAME-2.png` and so on. Returns the files.
 * A report of the same name is replaced, and nothing else: all names are checked before the first is written.
 * Throws EngineError with the reason when it cannot be written.
 */
export async function writeContactSheet(file: string, sheet: ContactSheet): Promise<string[]> {
  const { dir, name, ext } = parse(resolve(file));
  const tiles = await Promise.all(sheet.tiles.map(shrunk));
  const pages = contactSheetSvgs({ ...sheet, tiles }).map((svg, index) => {
    const page = index === 0 ? `${name}${ext}` : `${name}-${index + 1}${ext}`;
    return { path: join(dir, page), svg };
  });
  for (const { path } of pages) refuseForeign(path);
  for (const { path, svg } of pages) await writePicture(path, svg);
  return pages.map(({ path }) => path);
}

/** Draws histograms to a PNG. Throws EngineError with the reason when it cannot be written. */
export async function writeHistograms(file: string, sheet: HistogramSheet): Promise<void> {
  await writePicture(resolve(file), histogramsSvg(sheet));
}

/** A tile with no more pixels than its place on the sheet can show. */
async function shrunk(tile: Tile, index: number): Promise<Tile> {
  const longEdgePx = index < leadingTiles ? leadingTilePx : tilePx;
  const options = { longEdgePx, quality: 88, name: tile.caption[0] ?? '' };
  return { ...tile, jpeg: await resizeJpeg(Buffer.from(tile.jpeg), options) };
}

async function writePicture(file: string, svg: string): Promise<void> {
  const png = markedPng(await renderSvg(svg));
  refuseForeign(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, png);
  } catch (error) {
    const message = `${file} could not be written: ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}
