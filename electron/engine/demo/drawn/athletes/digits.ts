// The digits on shirts, as strokes in a field 1 wide and 1.7 high.

type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

const [L, M, R] = [0.18, 0.5, 0.82];
const [T, H, B] = [0.16, 0.85, 1.54];

/* prettier-ignore */
const strokes: readonly (readonly Stroke[])[] = [
  [[L, 0.4, L, 1.3], [R, 0.4, R, 1.3], [0.4, T, 0.6, T], [0.4, B, 0.6, B], [L, 0.4, 0.4, T], [0.6, T, R, 0.4], [L, 1.3, 0.4, B], [0.6, B, R, 1.3]],
  [[0.56, T, 0.56, B], [0.56, T, 0.28, 0.42]],
  [[L, 0.38, 0.36, T], [0.36, T, 0.64, T], [0.64, T, R, 0.38], [R, 0.38, R, 0.6], [R, 0.6, L, B], [L, B, R, B]],
  [[L, T, R, T], [R, T, 0.46, 0.74], [0.46, 0.74, 0.66, 0.78], [0.66, 0.78, R, 1.0], [R, 1.0, R, 1.32], [R, 1.32, 0.62, B], [0.62, B, 0.36, B], [0.36, B, L, 1.34]],
  [[0.66, T, L, 1.16], [L, 1.16, 0.88, 1.16], [0.66, 0.7, 0.66, B]],
  [[R, T, L, T], [L, T, L, 0.74], [L, 0.74, 0.62, 0.72], [0.62, 0.72, R, 0.96], [R, 0.96, R, 1.3], [R, 1.3, 0.62, B], [0.62, B, 0.36, B], [0.36, B, L, 1.36]],
  [[0.74, T, 0.44, T], [0.44, T, L, 0.44], [L, 0.44, L, 1.3], [L, 1.3, 0.38, B], [0.38, B, 0.62, B], [0.62, B, R, 1.3], [R, 1.3, R, 1.04], [R, 1.04, 0.62, 0.8], [0.62, 0.8, L, 0.9]],
  [[L, T, R, T], [R, T, 0.4, B]],
  [[0.4, T, 0.6, T], [0.6, T, 0.78, 0.36], [0.78, 0.36, 0.78, 0.6], [0.78, 0.6, M, H], [M, H, 0.22, 0.6], [0.22, 0.6, 0.22, 0.36], [0.22, 0.36, 0.4, T], [M, H, R, 1.1], [R, 1.1, R, 1.34], [R, 1.34, 0.62, B], [0.62, B, 0.38, B], [0.38, B, L, 1.34], [L, 1.34, L, 1.1], [L, 1.1, M, H]],
  [[R, 0.8, 0.38, 0.9], [0.38, 0.9, L, 0.66], [L, 0.66, L, 0.4], [L, 0.4, 0.38, T], [0.38, T, 0.62, T], [0.62, T, R, 0.4], [R, 0.4, R, 1.26], [R, 1.26, 0.56, B], [0.56, B, 0.26, B]],
];

const THICK = 0.13;
const GAP = 0.12;

/** How much of a number is at a place of its field: 1 inside a stroke, 0 outside, its edge `soft` wide. */
export function inkOf(number: number, x: number, y: number, soft: number): number {
  const digits = String(number);
  const place = Math.floor(x / (1 + GAP));
  const digit = digits[place];
  if (digit === undefined || x < 0 || y < 0 || y > 1.7) return 0;
  const own = x - place * (1 + GAP);
  let nearest = Infinity;
  for (const stroke of strokes[Number(digit)] ?? [])
    nearest = Math.min(nearest, distance(own, y, stroke));
  return Math.min(Math.max((THICK - nearest) / soft + 0.5, 0), 1);
}

/** Width of a number in the same measure. */
export function numberWidth(number: number): number {
  const { length } = String(number);
  return length + (length - 1) * GAP;
}

function distance(x: number, y: number, [x1, y1, x2, y2]: Stroke): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy);
  const t = Math.min(Math.max(along, 0), 1);
  return Math.sqrt((x - x1 - t * dx) ** 2 + (y - y1 - t * dy) ** 2);
}
