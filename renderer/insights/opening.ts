// Opening the insights, the photos of one of their marks, and coming back from those.

import { lookAs } from '../../shared/shoot/acts/looking.ts';
import { noFilters } from '../../shared/shoot/filters.ts';
import { enter, openGrid } from '../page/moving.ts';
import { opened, screen, setScreen, shoot } from '../page/store.ts';
import { insightStrings as words } from '../strings/insights.ts';

export function openInsights(): void {
  if (screen().view !== 'insights') enter('insights');
}

export type OpenedMark = {
  /** Id of its element. */
  readonly from: string;
  /** What its photos have in common. */
  readonly name: string;
  /** Indices in the columns. */
  readonly photos: Uint32Array;
};

/** Shows exactly the photos of a mark, in the grid: whatever else was filtered or looked for waits until one comes back. */
export function openPhotos({ from, name, photos }: OpenedMark): void {
  const { known, wanted } = shoot();
  const { columns } = known.photos;
  const ids = new Set(Array.from(photos, (photo) => columns.ids[photo] ?? NaN));
  const { filters, person, search } = wanted;
  // A second mark opened from the first one's photos still leads back to how one looked before both.
  const before = filters.chosen ? screen().insightOpened?.before : undefined;
  setScreen({ insightOpened: { from, before: before ?? { filters, person, search } } });
  const only = { ...noFilters, stacked: false, chosen: { name, ids } };
  void lookAs(opened(), { filters: only, person: null, search: null }, words.undo);
  openGrid();
}

/** The insights again, and the photos as one looked at them before. */
export function backToInsights(): void {
  const { insightOpened } = screen();
  if (insightOpened) void lookAs(opened(), insightOpened.before, words.undo);
  openInsights();
}
