// The ground and what stands behind it: mown grass with its lines, boards, and the crowd, as the lens shows them.

import { blurAt, type Camera } from './camera.ts';
import { soften, type Canvas } from './canvas.ts';
import { light, mixed, type Light } from './colours.ts';
import { hills, speck } from './noise.ts';
import type { Lighting } from './shade.ts';

export type Venue = {
  readonly seed: number;
  readonly grass: Light;
  /** Colours of coats and scarves in the stands, and how many seats are taken, 0..1. */
  readonly crowd: readonly Light[];
  readonly taken: number;
  readonly seats: Light;
  readonly boards: readonly Light[];
  /** Above the stands. */
  readonly sky: Light;
};

/** Lines on the grass: at one distance from the camera, or at one place across. Metres. */
export type Line =
  | { readonly kind: 'along'; readonly away: number; readonly from: number; readonly to: number }
  | {
      readonly kind: 'towards';
      readonly across: number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'circle';
      readonly across: number;
      readonly away: number;
      readonly radius: number;
    };

/** Metres: where the grass ends, and where the crowd begins. */
const BOARDS = 46;
const STANDS = 52;
const BOARD_HIGH = 0.95;
const TABLE = 512;

/** Smooth noise, looked up: as good as fresh where nobody sees it repeat. */
const table: Float32Array = Float32Array.from({ length: TABLE * TABLE }, (_, i) => {
  const [x, y] = [i % TABLE, Math.floor(i / TABLE)];
  return 0.55 * speck(x, y, 3) + 0.45 * hills(x / 2.3, y / 2.3, 4) - 0.5;
});

function texture(x: number, y: number): number {
  return table[(Math.floor(y) & (TABLE - 1)) * TABLE + (Math.floor(x) & (TABLE - 1))] ?? 0;
}

export function drawGround(
  canvas: Canvas,
  camera: Camera,
  venue: Venue,
  lines: readonly Line[],
  { sun, sky }: Lighting,
): void {
  const { widthPx, heightPx, data } = canvas;
  const { horizon, high, focalPx } = camera;
  const top = Math.ceil(horizon + (high * focalPx) / BOARDS);
  const bright: Light = [sun[0] * 0.62 + sky[0], sun[1] * 0.62 + sky[1], sun[2] * 0.62 + sky[2]];
  for (let y = Math.max(0, top); y < heightPx; y += 1) {
    const away = (focalPx * high) / (y + 0.5 - horizon);
    const scale = focalPx / away;
    const soft = blurAt(camera, away);
    const fine = Math.min(1, scale / 160) / (1 + (soft / 1.1) ** 2);
    const middle = 1 / (1 + (soft / 5) ** 2);
    const edge = 0.5 / scale + (soft * 1.4) / scale;
    const seen = lines.filter((line) => isSeen(line, away, (edge * away) / high));
    let wear = 0; // changes over metres
    for (let x = 0; x < widthPx; x += 1) {
      const across = camera.across + (x - widthPx / 2) / scale;
      const blades = texture(across * 75 + y * 0.7, away * 34) * fine;
      const tufts = texture(across * 13 + 91, away * 5 + 17) * middle;
      if (x % 8 === 0) wear = hills(across * 0.5, away * 0.22, venue.seed) - 0.5;
      const mown = stripe(across, edge) * 0.13;
      const lit = 1 + mown + blades * 1.5 + tufts * 0.22 + wear * 0.16;
      const chalk = seen.length > 0 ? 0.85 * chalkAt(seen, across, away, edge, high) : 0;
      const to = 3 * (y * widthPx + x);
      for (let c = 0; c < 3; c += 1) {
        const green = (venue.grass[c] ?? 0) * lit;
        data[to + c] = (green * (1 - chalk) + 0.72 * chalk) * (bright[c] ?? 0);
      }
    }
  }
}

/** -1 or 1, mown this way or that, every 5.5 m; soft where out of focus. */
function stripe(across: number, edge: number): number {
  const wave = Math.abs(((((across / 5.5) % 2) + 2) % 2) - 1) - 0.5;
  return Math.min(1, Math.max(-1, (wave * 5.5) / Math.max(edge, 0.08)));
}

/** Whether anything of a line can be in a row of the picture. */
function isSeen(line: Line, away: number, flat: number): boolean {
  if (line.kind === 'along') return Math.abs(away - line.away) < 0.1 + flat;
  if (line.kind === 'towards') return away >= line.from && away <= line.to;
  return Math.abs(away - line.away) < line.radius + 0.1 + flat;
}

/** Lines are 12 cm wide, seen flat: along ones the more so the further. */
function chalkAt(
  lines: readonly Line[],
  across: number,
  away: number,
  edge: number,
  high: number,
): number {
  let most = 0;
  const flat = (edge * away) / high;
  for (const line of lines) {
    let cover = 0;
    if (line.kind === 'towards') {
      if (away < line.from || away > line.to) continue;
      cover = inside(Math.abs(across - line.across), 0.06, edge);
    } else if (line.kind === 'along') {
      if (across < line.from || across > line.to) continue;
      cover = inside(Math.abs(away - line.away), 0.06, flat);
    } else {
      const [dx, dy] = [across - line.across, away - line.away];
      const far = Math.sqrt(dx * dx + dy * dy);
      const own = edge + ((flat - edge) * Math.abs(dy)) / Math.max(far, 0.01);
      cover = inside(Math.abs(far - line.radius), 0.06, own);
    }
    most = Math.max(most, cover);
  }
  return most;
}

/** The cover of something `half` wide on either side, its edge blurred over `edge`. */
function inside(distance: number, half: number, edge: number): number {
  const ramp = Math.min(1, Math.max(0, (half - distance) / (2 * edge) + 0.5));
  return ramp * Math.min(1, (2 * half) / (2 * half + edge));
}

/** What is behind the pitch is drawn at half the size: all of it is out of focus, or far. */
export function drawStands(
  canvas: Canvas,
  camera: Camera,
  venue: Venue,
  { sun, sky }: Lighting,
): void {
  const bottom = Math.ceil(camera.horizon + (camera.high * camera.focalPx) / BOARDS) + 2;
  const [widthPx, heightPx] = [
    canvas.widthPx >> 1,
    Math.max(1, (Math.min(bottom, canvas.heightPx) + 1) >> 1),
  ];
  const half = new Float32Array(3 * widthPx * heightPx);
  const ambient: Light = [sun[0] * 0.34 + sky[0], sun[1] * 0.34 + sky[1], sun[2] * 0.34 + sky[2]];
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const colour = behindAt(camera, venue, 2 * x + 1, 2 * y + 1);
      const to = 3 * (y * widthPx + x);
      for (let c = 0; c < 3; c += 1) half[to + c] = (colour[c] ?? 0) * (ambient[c] ?? 0);
    }
  }
  soften(half, widthPx, heightPx, 3, blurAt(camera, STANDS) / 2);
  enlarge(canvas, half, widthPx, heightPx);
}

function behindAt(camera: Camera, venue: Venue, x: number, y: number): Light {
  const board = camera.focalPx / BOARDS;
  const rise = camera.high - (y - camera.horizon) / board;
  if (rise < BOARD_HIGH)
    return boardAt(venue, camera.across + (x - camera.widthPx / 2) / board, rise);
  const scale = camera.focalPx / STANDS;
  const across = camera.across + (x - camera.widthPx / 2) / scale;
  const up = camera.high - (y - camera.horizon) / scale;
  return crowdAt(venue, across, up - 0.6);
}

function boardAt({ boards, seed }: Venue, across: number, rise: number): Light {
  const panel = Math.floor(across / 6.5);
  const colour = boards[Math.floor(speck(panel, 7, seed) * boards.length)] ?? [0.2, 0.2, 0.2];
  if (rise > BOARD_HIGH - 0.06 || rise < 0.04) return [0.3, 0.3, 0.3];
  const own = across / 6.5 - panel;
  // Shapes instead of words: a disc and bars, lighter than the board.
  const disc = Math.hypot((own - 0.18) * 6.5, rise - 0.48) < 0.28;
  const bar =
    Math.abs(rise - 0.48) < 0.13 + 0.1 * speck(Math.floor(own * 22), panel, seed) &&
    own > 0.32 &&
    own < 0.86 &&
    speck(Math.floor(own * 22), panel, seed + 1) > 0.3;
  return disc || bar ? [0.82, 0.82, 0.8] : colour;
}

/** Rows 0.72 m apart, seats 0.58 m. */
function crowdAt(venue: Venue, across: number, up: number): Light {
  const row = Math.floor(up / 0.72);
  if (row < 0) return [0.06, 0.06, 0.065];
  if (row > 13) return venue.sky;
  const ownUp = up - row * 0.72;
  // Whoever sits in front hides the lower half of the row behind.
  const front = personAt(venue, across, ownUp + 0.72, row - 1);
  if (front && row > 0) return front;
  const own = personAt(venue, across, ownUp, row);
  if (own) return own;
  if (Math.abs((across + 200) % 17) < 1.1) return [0.22, 0.22, 0.22]; // stairs
  return mixed(venue.seats, [0.02, 0.02, 0.02], ownUp < 0.3 ? 0.1 : 0.55);
}

function personAt(
  { seed, taken, crowd }: Venue,
  across: number,
  up: number,
  row: number,
): Light | null {
  const shifted = across + speck(row, 1, seed) * 0.58 + 300;
  const seat = Math.floor(shifted / 0.58);
  if (Math.abs((across + 200) % 17) < 1.1 || speck(seat, row, seed) > taken) return null;
  const u = shifted - (seat + 0.5) * 0.58 + (speck(seat, row, seed + 2) - 0.5) * 0.12;
  const tall = up - (speck(seat, row, seed + 3) - 0.5) * 0.22;
  const coat = crowd[Math.floor(speck(seat, row, seed + 4) * crowd.length)] ?? [0.2, 0.2, 0.2];
  if (u * u + (tall - 0.98) ** 2 < 0.0144) {
    if (tall > 1.03 - 0.05 * speck(seat, row, seed + 5)) return [0.035, 0.025, 0.02];
    const skin = speck(seat, row, seed + 6);
    return [0.3 + 0.3 * skin, 0.17 + 0.24 * skin, 0.11 + 0.2 * skin];
  }
  const cheers = speck(seat, row, seed + 7) > 0.88;
  if (cheers && Math.abs(Math.abs(u) - 0.2) < 0.05 && tall > 0.7 && tall < 1.3) return coat;
  return tall < 0.86 && Math.abs(u) < 0.25 - Math.max(0, tall - 0.7) * 0.9 ? coat : null;
}

/** Twice as large, with straight lines between the pixels. */
function enlarge(canvas: Canvas, half: Float32Array, widthPx: number, heightPx: number): void {
  const rows = Math.min(canvas.heightPx, 2 * heightPx);
  const row = new Float32Array(3 * widthPx);
  for (let y = 0; y < rows; y += 1) {
    const fromY = Math.min(Math.max(y / 2 - 0.25, 0), heightPx - 1);
    const above = Math.floor(fromY);
    const down = fromY - above;
    const below = Math.min(above + 1, heightPx - 1);
    const [first, second] = [3 * above * widthPx, 3 * below * widthPx];
    for (let i = 0; i < row.length; i += 1)
      row[i] = (half[first + i] ?? 0) * (1 - down) + (half[second + i] ?? 0) * down;
    let to = 3 * y * canvas.widthPx;
    for (let x = 0; x < canvas.widthPx; x += 1) {
      const fromX = Math.min(Math.max(x / 2 - 0.25, 0), widthPx - 1);
      const left = Math.floor(fromX);
      const right = fromX - left;
      const next = left + 1 < widthPx ? 3 : 0;
      for (let i = 3 * left; i < 3 * left + 3; i += 1, to += 1)
        canvas.data[to] = (row[i] ?? 0) * (1 - right) + (row[i + next] ?? 0) * right;
    }
  }
}

/** Two venues' worth of coats: what people wear in the stands. */
export const coats: readonly Light[] = [
  '#1b2430',
  '#2b2b2e',
  '#45342a',
  '#566273',
  '#7a2f2a',
  '#8b8f94',
  '#20395c',
  '#c9c3b4',
  '#3c4b3a',
].map(light);
