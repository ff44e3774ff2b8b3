// Photos found by what they show, in the page's words.

import * as looking from '../../shared/shoot/acts/looking.ts';
import { opened } from '../page/store.ts';
import { strings } from '../strings.ts';

/** Looks for photos that show what the words say. */
export function searchWords(text: string): void {
  const words = text.trim();
  if (words !== '') void looking.searchWords(opened(), words, strings.search.undo(words));
}

/** Back to the ranking by weights. */
export function clearSearch(): void {
  void looking.clearSearch(opened(), strings.search.undo);
}

/** Shows the photos that are hardly like the words too, or no longer. */
export function showAllFound(all: boolean): void {
  looking.showAllFound(opened(), all);
}
