// Moving a zoomed photo by key, within the edges of the photo as it stands on the screen.

import type { ActionId } from '../keys/key-table.ts';
import { page, screen, setScreen } from '../page/store.ts';
import { dragged } from './fit.ts';

/** One press moves by this share of the window: far enough to get on, near enough to keep one's bearings. */
const panShare = 0.25;

const directions: Readonly<Partial<Record<ActionId, readonly [number, number]>>> = {
  left: [1, 0],
  right: [-1, 0],
  up: [0, 1],
  down: [0, -1],
};

/** Shows what lies in that direction of the zoomed photo; false when nothing is zoomed. */
export function pan(action: ActionId): boolean {
  const direction = directions[action];
  const { photo } = page().onScreen;
  if (!screen().zoomed || !direction || !photo) return false;
  const { placed, size } = photo;
  const [x, y] = direction;
  const by = [x * panShare * size.widthPx, y * panShare * size.heightPx] as const;
  setScreen({ centre: dragged(placed, size, ...by) });
  return true;
}
