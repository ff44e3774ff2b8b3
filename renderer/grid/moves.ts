// Moving the selection in the grid, by rows as they are laid out on the screen.

import type { ActionId } from '../keys.ts';
import { selectedPlace, selectNext, selectPlace } from '../actions/move.ts';
import { get } from '../store.ts';
import { placeAcross, rowAt, rowOfPlace, type Rows } from './justified.ts';

/** What the grid has on the screen now. */
export type GridLayout = {
  readonly rows: Rows;
  readonly gapPx: number;
  readonly scrollTopPx: number;
  readonly heightPx: number;
};

let layout: GridLayout | null = null;

export function noteLayout(next: GridLayout | null): void {
  layout = next;
}

export function moveInGrid(action: ActionId): void {
  const { shown } = get();
  const place = selectedPlace();
  if (!layout || shown.length === 0) return;
  if (place < 0) {
    selectPlace(layout.rows.starts[rowAt(layout.rows, layout.scrollTopPx)] ?? 0);
    return;
  }
  if (action === 'left' || action === 'right') selectNext(action === 'left' ? -1 : 1);
  else if (action === 'first' || action === 'last')
    selectPlace(action === 'first' ? 0 : shown.length - 1);
  else if (action === 'up' || action === 'down')
    selectPlace(acrossRows(layout, place, action === 'up' ? -1 : 1));
  else selectPlace(screenAway(layout, place, action === 'pageUp' ? -1 : 1));
}

function acrossRows({ rows, gapPx }: GridLayout, place: number, step: -1 | 1): number {
  const { shown, photos } = get();
  return placeAcross(rows, shown, photos?.aspects ?? new Float64Array(), gapPx, place, step);
}

function screenAway({ rows, heightPx }: GridLayout, place: number, step: -1 | 1): number {
  const row = rowOfPlace(rows, place);
  const next = rowAt(rows, Math.max(0, (rows.tops[row] ?? 0) + step * heightPx));
  const along = place - (rows.starts[row] ?? 0);
  const start = rows.starts[next] ?? 0;
  return Math.min(start + along, (rows.starts[next + 1] ?? start + 1) - 1);
}
