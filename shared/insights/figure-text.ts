// Numbers, times and spans of them as insights write them.

import { timeText } from '../shot.ts';

const wholes = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** Three digits that count: 0.0123, 4.56, 1,230. */
export function figureText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(2);
  return (size >= 1000 ? wholes : digits).format(value);
}

export function spanText(from: number, to: number): string {
  return `${figureText(from)} to ${figureText(to)}`;
}

export function photosText(count: number): string {
  return count === 1 ? '1 photo' : `${count.toLocaleString('en')} photos`;
}

export function shareText(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

const dayMs = 24 * 3_600_000;

/** A time on the camera's clock, as exact as a span of `spanMs` asks for: with the day where it is longer than one. */
export function momentText(ms: number, spanMs: number): string {
  const text = timeText(ms);
  if (spanMs > 60 * dayMs) return text.slice(0, 10);
  if (spanMs > dayMs) return text.slice(5, 16);
  return spanMs < 20 * 60_000 ? text.slice(11) : text.slice(11, 16);
}
