// Moving the selection in the grid, by rows as they are laid out on the screen.

import type { ActionId } from '../keys/key-table.ts';
import { selectedPlace, selectPlace } from '../page/moving.ts';
import { extendTo } from './selecting.ts';
import { page, shoot } from '../page/store.ts';
import { placeAcross, rowAt, rowOfPlace, type GridLayout } from './justified.ts';

/** `extend`: selects everything on the way, too. */
export function moveInGrid(action: ActionId, extend: boolean): void {
  const { shown } = shoot().order;
  const layout = page().onScreen.grid;
  const place = selectedPlace();
  if (!layout || shown.length === 0) return;
  if (place < 0) {
    selectPlace(layout.rows.starts[rowAt(layout.rows, layout.scrollTopPx)] ?? 0);
    return;
  }
  const next = placeAfter(action, layout, place);
  if (extend) extendTo(next);
  else selectPlace(next);
}

function placeAfter(action: ActionId, from: GridLayout, place: number): number {
  if (action === 'left' || action === 'right') return place + (action === 'left' ? -1 : 1);
  if (action === 'first' || action === 'last')
    return action === 'first' ? 0 : shoot().order.shown.length - 1;
  if (action === 'up' || action === 'down')
    return acrossRows(from, place, action === 'up' ? -1 : 1);
  return screenAway(from, place, action === 'pageUp' ? -1 : 1);
}

function acrossRows({ rows, gapPx }: GridLayout, place: number, step: -1 | 1): number {
  const { known, order } = shoot();
  return placeAcross(rows, order.shown, known.aspects, gapPx, place, step);
}

function screenAway({ rows, heightPx }: GridLayout, place: number, step: -1 | 1): number {
  const row = rowOfPlace(rows, place);
  const next = rowAt(rows, Math.max(0, (rows.tops[row] ?? 0) + step * heightPx));
  const along = place - (rows.starts[row] ?? 0);
  const start = rows.starts[next] ?? 0;
  return Math.min(start + along, (rows.starts[next + 1] ?? start + 1) - 1);
}
