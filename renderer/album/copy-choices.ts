// What changes when a choice about copies is made in the album's window.

import {
  firstForm,
  firstMark,
  type CopyForm,
  type CopyFormat,
  type CopySize,
  type Watermark,
} from '../../shared/album/copies.ts';
import { page } from '../page/store.ts';
import { setAlbum } from './album-form.ts';

/** Begins with what was chosen before, where the copies are made anew already. */
export function setFormat(format: CopyFormat | 'original'): void {
  const { copies } = page().album;
  setAlbum({ copies: format === 'original' ? null : { ...(copies ?? firstForm), format } });
}

export function setCopies(change: Partial<CopyForm>): void {
  const { copies } = page().album;
  if (copies) setAlbum({ copies: { ...copies, ...change } });
}

/** The sizes that a way of measuring begins with. */
const firstSizes: Readonly<Record<CopySize['by'], CopySize>> = {
  original: { by: 'original' },
  'long-edge': { by: 'long-edge', px: 2048 },
  'short-edge': { by: 'short-edge', px: 1080 },
  box: { by: 'box', widthPx: 1080, heightPx: 1350 },
  megapixels: { by: 'megapixels', megapixels: 12 },
};

export function setSizeBy(by: CopySize['by']): void {
  setCopies({ size: firstSizes[by] });
}

export function setMarkKind(kind: 'none' | Watermark['kind']): void {
  const before = page().album.copies?.watermark;
  const { place, opacity, size } = before ?? firstMark;
  const form = { place, opacity, size };
  if (kind === 'none') setCopies({ watermark: null });
  else if (kind === 'text') setCopies({ watermark: { kind, text: '', ...form } });
  else setCopies({ watermark: { kind, path: '', ...form } });
}

/** Whether it is said what the mark is: until then nothing can be exported. */
export function isMarkWhole(copies: CopyForm | null): boolean {
  const mark = copies?.watermark;
  if (!mark) return true;
  return (mark.kind === 'text' ? mark.text : mark.path).trim() !== '';
}
