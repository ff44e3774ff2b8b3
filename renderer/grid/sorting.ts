// The order in which photos are shown, in the page's words.

import * as looking from '../../shared/shoot/acts/looking.ts';
import type { SortName } from '../../shared/shoot/sorting.ts';
import { opened, shoot } from '../page/store.ts';
import { strings } from '../strings.ts';

function setSort(by: SortName, reversed: boolean): void {
  looking.setSort(opened(), { by, reversed }, strings.order.undo(by));
}

/** Another order begins as it is usual. */
export function sortBy(by: SortName): void {
  setSort(by, false);
}

export function turnOrder(): void {
  const { by, reversed } = shoot().wanted.sort;
  setSort(by, !reversed);
}

/** By time where it is not, else by score. */
export function switchOrder(): void {
  sortBy(shoot().wanted.sort.by === 'time' ? 'score' : 'time');
}
