// Draws a contact sheet: photos in rows of one height, uncropped, the first three largest.

import ExifReader from 'exifreader';
import { drawText, fitted, palette, svgDocument, textWidthPx, wrapped } from './drawing.ts';
import type { TextStyle } from './drawing.ts';

export type Tile = {
  /** An upright JPEG; `leadingTilePx` or `tilePx` on its longest side are as sharp as it gets. */
  readonly jpeg: Uint8Array;
  /** Drawn on the photo's corner, the rank for example; nothing when empty. */
  readonly badge: string;
  /** The first line is the title; what follows a tab in it goes to the right edge. */
  readonly caption: readonly string[];
};

export type ContactSheet = {
  readonly title: string;
  readonly tiles: readonly Tile[];
  /** Photos in a row, about; chosen by their number when left out. */
  readonly columns?: number;
};

/** Photos of the first row, which is higher than the others. */
export const leadingTiles = 3;
export const leadingTilePx = 720;
export const tilePx = 480;

const widthPx = 1400;
const marginPx = 40;
const gapPx = 20;
const rowGapPx = 26;
const headerPx = 104;
const maxRowHeightPx = 420;
const maxTilesPerPage = 60;
/** Panoramas and strips beyond these proportions are cut, or they would leave no room for others. */
const minAspect = 0.5;
const maxAspect = 3;

const titleStyle: TextStyle = { sizePx: 34, weight: 'semibold', fill: palette.strong };
const countStyle: TextStyle = { sizePx: 18, fill: palette.dim, align: 'right' };
const nameStyle: TextStyle = { sizePx: 18, weight: 'semibold', fill: palette.strong };
const asideStyle: TextStyle = { sizePx: 18, fill: palette.text, align: 'right' };
const lineStyle: TextStyle = { sizePx: 15.5, fill: palette.dim };
const nameLinePx = 30;
const linePx = 22;

type Placed = { readonly tile: Tile; readonly aspect: number };

/** The sheet as SVG documents, one a page of at most 60 photos. Throws when a tile is no JPEG. */
export function contactSheetSvgs(sheet: ContactSheet): string[] {
  const pages = Math.max(1, Math.ceil(sheet.tiles.length / maxTilesPerPage));
  const perPage = Math.ceil(sheet.tiles.length / pages);
  return Array.from({ length: pages }, (_, page) => {
    const tiles = sheet.tiles.slice(page * perPage, (page + 1) * perPage);
    const photos = `${sheet.tiles.length} ${sheet.tiles.length === 1 ? 'photo' : 'photos'}`;
    const note = pages === 1 ? photos : `${photos} · page ${page + 1} of ${pages}`;
    return contactSheetSvg({ ...sheet, tiles }, note, page === 0);
  });
}

/**
 * One page as SVG.
 * @param note stands opposite the title.
 * @param leads whether the first three photos get a row of their own.
 */
export function contactSheetSvg(sheet: ContactSheet, note: string, leads = true): string {
  const { tiles } = sheet;
  const columns = sheet.columns ?? usualColumns(tiles.length);
  const placed = tiles.map((tile) => ({ tile, aspect: aspectOf(tile.jpeg) }));
  const leading = leads && columns > leadingTiles && tiles.length > columns ? leadingTiles : 0;
  const rows = [...balancedRows(placed.slice(0, leading), leadingTiles)];
  rows.push(...balancedRows(placed.slice(leading), columns));
  let y = headerPx;
  let body = drawHeader(sheet.title, note);
  for (const [index, row] of rows.entries()) {
    const drawn = drawRow(row, y, index);
    body += drawn.svg;
    y += drawn.heightPx + rowGapPx;
  }
  return svgDocument(widthPx, Math.ceil(y - rowGapPx + marginPx), body);
}

function usualColumns(count: number): number {
  if (count <= 3) return 3;
  if (count <= 15) return 4;
  return count <= 30 ? 5 : 6;
}

function aspectOf(jpeg: Uint8Array): number {
  const tags = ExifReader.load(Buffer.from(jpeg), { async: false });
  const width = Number(tags['Image Width']?.value);
  const height = Number(tags['Image Height']?.value);
  if (!(width > 0 && height > 0)) throw new Error('a tile of the contact sheet is no JPEG');
  return Math.min(maxAspect, Math.max(minAspect, width / height));
}

/** Cuts a list into as many rows as needed for `columns` a row, so that their heights differ least. */
function balancedRows(placed: readonly Placed[], columns: number): Placed[][] {
  const count = placed.length;
  if (count === 0) return [];
  const rows = Math.ceil(count / columns);
  const sums = [0];
  for (const { aspect } of placed) sums.push((sums.at(-1) ?? 0) + aspect);
  const sum = (from: number, to: number) => (sums[to] ?? 0) - (sums[from] ?? 0);
  const ideal = sum(0, count) / rows;
  // best[r][n]: the least sum of squared differences to the ideal row for the first n photos in r rows
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(count + 1).fill(Infinity));
  const cut = Array.from({ length: rows + 1 }, () => new Uint32Array(count + 1));
  const at = (row: number, end: number) => best[row]?.[end] ?? Infinity;
  (best[0] ?? [])[0] = 0;
  for (let row = 1; row <= rows; row++) {
    for (let end = row; end <= count; end++) {
      for (let start = row - 1; start < end; start++) {
        const cost = at(row - 1, start) + (sum(start, end) - ideal) ** 2;
        if (cost >= at(row, end)) continue;
        (best[row] ?? [])[end] = cost;
        (cut[row] ?? [])[end] = start;
      }
    }
  }
  const result: Placed[][] = [];
  for (let row = rows, end = count; row > 0; row--) {
    const start = cut[row]?.[end] ?? 0;
    result.unshift(placed.slice(start, end));
    end = start;
  }
  return result;
}

function drawHeader(title: string, note: string): string {
  const room = widthPx - 2 * marginPx - textWidthPx(note, countStyle) - gapPx;
  const text = fitted(title, room, titleStyle);
  return (
    drawText(text, marginPx, 66, titleStyle) + drawText(note, widthPx - marginPx, 66, countStyle)
  );
}

function drawRow(
  row: readonly Placed[],
  y: number,
  index: number,
): { svg: string; heightPx: number } {
  const room = widthPx - 2 * marginPx - gapPx * (row.length - 1);
  const aspects = row.reduce((sum, { aspect }) => sum + aspect, 0);
  const heightPx = Math.min(maxRowHeightPx, room / aspects);
  let x = marginPx;
  let svg = '';
  let captionPx = 0;
  for (const [column, { tile, aspect }] of row.entries()) {
    const width = heightPx * aspect;
    svg += drawPhoto(tile, { x, y, width, height: heightPx }, `${index}-${column}`);
    const caption = drawCaption(tile.caption, x, y + heightPx, width);
    svg += caption.svg;
    captionPx = Math.max(captionPx, caption.heightPx);
    x += width + gapPx;
  }
  return { svg, heightPx: heightPx + captionPx };
}

type Frame = { x: number; y: number; width: number; height: number };

function drawPhoto({ jpeg, badge }: Tile, { x, y, width, height }: Frame, id: string): string {
  const size = `x="${x.toFixed(2)}" y="${y.toFixed(2)}" width="${width.toFixed(2)}" height="${height.toFixed(2)}"`;
  const data = Buffer.from(jpeg).toString('base64');
  return (
    `<clipPath id="c${id}"><rect ${size} rx="8"/></clipPath>` +
    `<image ${size} clip-path="url(#c${id})" preserveAspectRatio="xMidYMid slice" href="data:image/jpeg;base64,${data}"/>` +
    drawBadge(badge, x + 12, y + 12)
  );
}

function drawBadge(badge: string, x: number, y: number): string {
  if (badge === '') return '';
  const medal = { '1': palette.gold, '2': palette.silver, '3': palette.bronze }[badge];
  const style: TextStyle = {
    sizePx: 18,
    weight: 'semibold',
    fill: medal ? palette.ink : palette.strong,
    align: 'middle',
  };
  const text = fitted(badge, 120, style);
  const width = Math.max(34, textWidthPx(text, style) + 20);
  const dark = `fill="${palette.ink}" fill-opacity="0.78" stroke="#fff" stroke-opacity="0.28"`;
  const fill = medal ? `fill="${medal}"` : dark;
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="34" rx="17" ${fill}/>` +
    drawText(text, x + width / 2, y + 23.5, style)
  );
}

function drawCaption(
  [title = '', ...lines]: readonly string[],
  x: number,
  y: number,
  width: number,
): { svg: string; heightPx: number } {
  const [name = '', aside = ''] = title.split('\t');
  const asidePx = aside === '' ? 0 : textWidthPx(aside, asideStyle) + 12;
  let svg = drawText(fitted(name, width - asidePx, nameStyle), x, y + nameLinePx - 4, nameStyle);
  if (aside !== '') svg += drawText(aside, x + width, y + nameLinePx - 4, asideStyle);
  let heightPx = nameLinePx;
  for (const line of lines.flatMap((text) => wrapped(text, width, 2, lineStyle))) {
    heightPx += linePx;
    svg += drawText(line, x, y + heightPx - 4, lineStyle);
  }
  return { svg, heightPx };
}
