// Moving a zoomed photo by key, within the edges of the photo as it stands on the screen.

import type { ActionId } from '../keys/key-table.ts';
import { get, set } from '../page/store.ts';
import type { Size } from '../parts/use-size.ts';
import { dragged, type Placed } from './fit.ts';

/** One press moves by this share of the window: far enough to get on, near enough to keep one's bearings. */
const panShare = 0.25;

type OnScreen = { readonly placed: Placed; readonly size: Size };

let onScreen: OnScreen | null = null;

export function notePlaced(next: OnScreen): void {
  onScreen = next;
}

const directions: Readonly<Partial<Record<ActionId, readonly [number, number]>>> = {
  left: [1, 0],
  right: [-1, 0],
  up: [0, 1],
  down: [0, -1],
};

/** Shows what lies in that direction of the zoomed photo; false when nothing is zoomed. */
export function pan(action: ActionId): boolean {
  const direction = directions[action];
  if (!get().zoomed || !direction || !onScreen) return false;
  const { placed, size } = onScreen;
  const [x, y] = direction;
  const by = [x * panShare * size.widthPx, y * panShare * size.heightPx] as const;
  set({ centre: dragged(placed, size, ...by) });
  return true;
}
