// The two values that the page shows: the page itself, and the shoot that is open.

import { create } from 'zustand';
import type { OpenShoot } from '../../shared/shoot/acts/open.ts';
import type { QuickLook } from '../../shared/shoot/acts/quick.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import type { PageLeft } from './left.ts';
import { firstPage, type Page, type Screen } from './page.ts';

/** The owner of what is open, and the small pictures for what is on the screen. */
export type Opened = OpenShoot & { readonly quick: QuickLook };

type State = {
  readonly page: Page;
  /** What is open now, and who changes it; null at the start. */
  readonly shoot: Shoot | null;
  readonly opened: Opened | null;
};

export const useStore = create<State>()(() => ({ page: firstPage(), shoot: null, opened: null }));

const { getState: get, setState: set } = useStore;

export const page = (): Page => get().page;
export const screen = (): Screen => get().page.screen;

export function setPage(change: Partial<Page>): void {
  set({ page: { ...page(), ...change } });
}

export function setScreen(change: Partial<Screen>): void {
  setPage({ screen: { ...screen(), ...change } });
}

export function setKept(change: Partial<PageLeft>): void {
  setPage({ kept: { ...page().kept, ...change } });
}

/** The owner of what is open; null at the start. */
export const openedNow = (): Opened | null => get().opened;

/** As `openedNow`, for what can only be done where something is open. */
export function opened(): Opened {
  const now = openedNow();
  if (!now) throw new Error('Nothing is open.');
  return now;
}

/** What is open, for what is only shown and done where something is. */
export const shoot = (): Shoot => opened().get();

export const usePage = <T>(select: (page: Page) => T): T =>
  useStore(({ page: now }) => select(now));

export const useScreen = <T>(select: (screen: Screen) => T): T =>
  useStore(({ page: now }) => select(now.screen));

/** Only in views of what is open: there are none at the start. */
export const useShoot = <T>(select: (shoot: Shoot) => T): T =>
  useStore(({ shoot: now }) => {
    if (!now) throw new Error('Nothing is open.');
    return select(now);
  });

export const useIsOpen = (): boolean => useStore(({ shoot: now }) => now !== null);

/** Index of the photo that keys act on; -1 when nothing is selected. */
export function selectedIndex({ known, wanted }: Pick<Shoot, 'known' | 'wanted'>): number {
  return known.photos.indexOf.get(wanted.selected ?? NaN) ?? -1;
}

/** Index of the photo that panels tell of; -1 when none is selected. In the grid a hidden selection is no selection. */
export function useLookedAt(): number {
  const inGrid = useScreen(({ view }) => view === 'grid');
  return useShoot((now) => {
    const index = selectedIndex(now);
    return inGrid && !now.order.shown.includes(index) ? -1 : index;
  });
}
