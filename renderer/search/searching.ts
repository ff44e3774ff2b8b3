// Photos found by what they show, in the page's words.

import * as looking from '../../shared/shoot/acts/looking.ts';
import { typedSearch } from '../../shared/numbers.ts';
import { readNumbers } from '../filters/number-acts.ts';
import { opened, shoot } from '../page/store.ts';
import { strings } from '../strings.ts';

/** Looks for photos that show what the words say, a number written as `#10`, or both; has numbers read where they are not. */
export function searchWords(text: string): void {
  const typed = text.trim();
  if (typed === '') return;
  if (typedSearch(typed).number !== null && !areNumbersRead()) readNumbers();
  void looking.searchWords(opened(), typed, strings.search.undo(typed));
}

function areNumbersRead(): boolean {
  return shoot().known.settings['numbers.read'] === 'on';
}

/** Back to the ranking by weights. */
export function clearSearch(): void {
  void looking.clearSearch(opened(), strings.search.undo);
}

/** Shows the photos that are hardly like the words too, or no longer. */
export function showAllFound(all: boolean): void {
  looking.showAllFound(opened(), all);
}
