// What the window of cameras' clocks does.

import { shiftText, type SameMoment } from '../../shared/clocks.ts';
import { moveClock } from '../../shared/shoot/acts/clocks.ts';
import { shownSelected } from '../../shared/shoot/selection.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { opened, setScreen } from '../page/store.ts';
import { clockStrings } from '../strings/clocks.ts';

export function openClocks(): void {
  setScreen({ dialog: 'clocks' });
}

export function move(moment: SameMoment): void {
  const text = clockStrings.moved(moment.body, shiftText(moment.seconds));
  void moveClock(opened(), moment, text);
}

/** The two photos that are selected, by index; null where it is another number of them. */
export function twoSelected({ known, wanted, order }: Shoot): readonly [number, number] | null {
  const { ids } = known.photos.columns;
  const [one, other, more] = shownSelected(wanted, { shown: order.shown, ids });
  return one === undefined || other === undefined || more !== undefined ? null : [one, other];
}
