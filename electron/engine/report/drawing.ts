// Text for drawn pictures as outlines of a bundled typeface, so that it looks the same on every machine.

import { createRequire } from 'node:module';
import type * as Fontkit from 'fontkit';
import type { Font } from 'fontkit';
import { escapeText, printable } from '../xmp/xml.ts';

export type Weight = 'regular' | 'semibold';

export type TextStyle = {
  readonly sizePx: number;
  readonly weight?: Weight;
  readonly fill: string;
  readonly align?: 'left' | 'middle' | 'right';
};

const require = createRequire(import.meta.url);
const files: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  semibold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
};
const opened = new Map<Weight, Font>();

/** Scripts that Inter lacks (Chinese, Arabic, emoji) are left to the fonts of the machine, if it has any. */
const otherFonts = "'Noto Sans', 'Noto Sans CJK SC', 'DejaVu Sans', 'Segoe UI', sans-serif";

/** Digits of one width, so that numbers under each other line up. */
const features = { kern: true, tnum: true };

function fontOf(weight: Weight): Font {
  const known = opened.get(weight);
  if (known) return known;
  // With the first text: it takes longer to load than the rest of what an analysis needs.
  const { openSync } = require('fontkit') as typeof Fontkit;
  const font = openSync(require.resolve(files[weight]));
  if (!('layout' in font)) throw new Error(`${files[weight]} holds several fonts instead of one.`);
  opened.set(weight, font);
  return font;
}

/** A part of a line that is drawn in one way: as outlines, or by the machine's fonts. */
type Run = { text: string; outlined: boolean };

function runsOf(line: string, font: Font): Run[] {
  const runs: Run[] = [];
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    const points = Array.from(segment, (character) => character.codePointAt(0) ?? 0);
    const outlined = points.every((point) => font.hasGlyphForCodePoint(point));
    const last = runs.at(-1);
    if (last?.outlined === outlined) last.text += segment;
    else runs.push({ text: segment, outlined });
  }
  return joined(runs);
}

/** Words of one script stay together with the spaces between them, as right-to-left scripts need. */
function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    const space = result.at(-1);
    const before = result.at(-2);
    if (!run.outlined && before && !before.outlined && space?.text.trim() === '') {
      before.text += space.text + run.text;
      result.pop();
    } else result.push({ ...run });
  }
  return result;
}

/** Width of a run; of one in the machine's fonts it is an estimate: wide characters are one em, others 0.6. */
function runWidthPx({ text, outlined }: Run, sizePx: number, font: Font): number {
  if (outlined) return (font.layout(text, features).advanceWidth * sizePx) / font.unitsPerEm;
  const ems = Array.from(text, (character) => {
    if (/[\p{Mn}\p{Cf}\ufe0f]/u.test(character)) return 0;
    return /[\p{Extended_Pictographic}\u1100-\u11ff\u2e80-\uffdc]/u.test(character) ? 1 : 0.6;
  });
  return ems.reduce((sum: number, em) => sum + em, 0) * sizePx;
}

/** Width of a line of text in pixels. */
export function textWidthPx(text: string, { sizePx, weight = 'regular' }: TextStyle): number {
  const font = fontOf(weight);
  const runs = runsOf(cleaned(text), font);
  return runs.reduce((sum, run) => sum + runWidthPx(run, sizePx, font), 0);
}

/** One line of text as SVG; `y` is the baseline. */
export function drawText(text: string, x: number, y: number, style: TextStyle): string {
  const { sizePx, weight = 'regular', fill, align = 'left' } = style;
  const font = fontOf(weight);
  const share = { left: 0, middle: 0.5, right: 1 }[align];
  let at = x - (share === 0 ? 0 : share * textWidthPx(text, style));
  let svg = '';
  for (const run of runsOf(cleaned(text), font)) {
    svg += run.outlined
      ? `<path fill="${fill}" d="${outline(run.text, at, y, sizePx, font)}"/>`
      : `<text x="${at.toFixed(1)}" y="${y}" fill="${fill}" font-size="${sizePx}" font-weight="${weight === 'regular' ? 400 : 600}" font-family="${otherFonts}">${escapeText(run.text)}</text>`;
    at += runWidthPx(run, sizePx, font);
  }
  return svg;
}

function outline(text: string, x: number, y: number, sizePx: number, font: Font): string {
  const scale = sizePx / font.unitsPerEm;
  const { glyphs, positions } = font.layout(text, features);
  let at = x;
  let path = '';
  for (const [index, glyph] of glyphs.entries()) {
    const position = positions[index];
    const left = at + (position?.xOffset ?? 0) * scale;
    const top = y - (position?.yOffset ?? 0) * scale;
    path += glyph.path.transform(scale, 0, 0, -scale, left, top).toSVG();
    at += (position?.xAdvance ?? 0) * scale;
  }
  return path;
}

function cleaned(text: string): string {
  return printable(text).normalize('NFC').trimEnd();
}

/** The text cut with an ellipsis to a width; unchanged when it fits. */
export function fitted(text: string, widthPx: number, style: TextStyle): string {
  if (textWidthPx(text, style) <= widthPx) return text;
  const parts = [...new Intl.Segmenter().segment(cleaned(text))].map(({ segment }) => segment);
  const cut = (length: number) => `${parts.slice(0, length).join('').trimEnd()}…`;
  let [fits, fails] = [0, parts.length];
  while (fails - fits > 1) {
    const half = (fits + fails) >> 1;
    if (textWidthPx(cut(half), style) <= widthPx) fits = half;
    else fails = half;
  }
  return cut(fits);
}

/** A sentence broken into lines of a width; what does not fit into them ends in an ellipsis. */
export function wrapped(
  text: string,
  widthPx: number,
  maxLines: number,
  style: TextStyle,
): string[] {
  const lines: string[] = [];
  let rest = cleaned(text).split(/\s+/);
  while (rest.length > 0 && lines.length < maxLines - 1) {
    let taken = 1;
    while (taken < rest.length && fits(rest.slice(0, taken + 1))) taken++;
    lines.push(fitted(rest.slice(0, taken).join(' '), widthPx, style));
    rest = rest.slice(taken);
  }
  if (rest.length > 0) lines.push(fitted(rest.join(' '), widthPx, style));
  return lines;

  function fits(words: readonly string[]): boolean {
    return textWidthPx(words.join(' '), style) <= widthPx;
  }
}

/** Colours of drawn reports: neutral greys, so that the photos' colours can be judged. */
export const palette = {
  background: '#1b1b1b',
  card: '#242424',
  line: '#3a3a3a',
  strong: '#f2f2f2',
  text: '#c9c9c9',
  dim: '#9b9b9b',
  accent: '#e3b341',
  gold: '#e9bd45',
  silver: '#cfd3d8',
  bronze: '#d2935f',
  ink: '#161616',
} as const;

export function svgDocument(widthPx: number, heightPx: number, body: string): string {
  const size = `width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="${palette.background}"/>${body}</svg>`;
}
