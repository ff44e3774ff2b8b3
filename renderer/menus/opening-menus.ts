// Where a menu opens: at the pointer, or below what it belongs to when it was asked for by the keyboard.

import { clickPhoto } from '../grid/selecting.ts';
import { setScreen, shoot } from '../page/store.ts';

type Asked = Pick<MouseEvent, 'clientX' | 'clientY' | 'target' | 'preventDefault'>;

/** The menu of the photo under the pointer, which is selected first; by the keyboard that of the selected one. */
export function openPhotoMenu(event: Asked, selectedTile: Element | null): void {
  event.preventDefault();
  const under = event.target instanceof Element ? event.target.closest('.tile') : null;
  if (under instanceof HTMLElement) {
    const id = Number(under.dataset['id']);
    if (!shoot().wanted.selection.has(id)) clickPhoto(id, { range: false, toggle: false });
    setScreen({ menu: { of: 'photo', leftPx: event.clientX, topPx: event.clientY } });
  } else if (selectedTile) {
    const { left, top } = selectedTile.getBoundingClientRect();
    setScreen({ menu: { of: 'photo', leftPx: left + 16, topPx: top + 16 } });
  }
}

export function openMoreMenu(button: Element): void {
  const { left, bottom } = button.getBoundingClientRect();
  setScreen({ menu: { of: 'more', leftPx: left, topPx: bottom + 4 } });
}
