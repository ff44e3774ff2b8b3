// Photos found by what they show: the words go to the engine, the likest photos come first.

import type { PhotoColumns } from '../../shared/photo.ts';
import { call, sentenceOf } from '../page/engine.ts';
import { relevantFrom } from './relevance.ts';
import { get, set, type WordSearch } from '../page/store.ts';
import { strings } from '../strings.ts';
import { rerank } from '../weights/ranking.ts';
import { changing } from '../page/toast.ts';

/** Looks for photos that show what the words say. What was typed stops filtering by name once they are found. */
export async function searchWords(text: string): Promise<void> {
  const words = text.trim();
  const { photos } = get();
  if (words === '' || !photos) return;
  const earlier = get().search;
  const before = earlier?.found ? earlier : (earlier?.before ?? null);
  const asked: WordSearch = { words, found: null, problem: null, all: false, before };
  set({ search: asked });
  try {
    const found = await find(photos.columns, words);
    if (get().search !== asked) return; // other words were asked for meanwhile
    set({ search: before }); // what is on the screen until now: undo comes back to it
    changing(strings.search.undo(words), searching, search);
    search({ search: { ...asked, found, before: null }, text: '' });
  } catch (error) {
    if (get().search === asked) set({ search: { ...asked, problem: sentenceOf(error) } });
  }
}

type Searching = { readonly search: WordSearch | null; readonly text: string };

function searching(): Searching {
  return { search: get().search, text: get().filters.text };
}

function search({ search: wanted, text }: Searching): void {
  rerank({ search: wanted, filters: { ...get().filters, text } });
}

/** Back to the ranking by weights. */
export function clearSearch(): void {
  const { search: before } = get();
  if (!before) return;
  const found = before.found ? before : before.before;
  if (found) {
    set({ search: found });
    changing(strings.search.undo(found.words), searching, search);
  }
  search({ search: null, text: get().filters.text });
}

/** Shows the photos that are hardly like the words too, or no longer. */
export function showAllFound(all: boolean): void {
  const { search: before } = get();
  if (before) rerank({ search: { ...before, all } });
}

/** The search there was, and the same words on new columns; null where nothing is searched for. */
export async function searchAgain(
  columns: PhotoColumns,
): Promise<{ readonly before: WordSearch; readonly now: WordSearch } | null> {
  const { search: before } = get();
  if (!before?.found) return null;
  return { before, now: { ...before, found: await find(columns, before.words) } };
}

async function find({ count }: PhotoColumns, words: string): Promise<WordSearch['found']> {
  const found = await call('search.photos', { folders: [...get().folders], words });
  // Photos were added in between: the next results bring them, and the search is made again.
  const similarity = new Float64Array(count).fill(NaN);
  if (found.similarity.length === count) similarity.set(found.similarity);
  return { similarity, from: relevantFrom(similarity), model: found.model };
}
