// Which panels are shown: as one likes them where there is room beside the photos, else one at a time over them.

import type { PageLeft } from './left.ts';
import type { Panel } from './page.ts';
import { page, setKept, setPage, setScreen, usePage } from './store.ts';

const keptAs = {
  people: 'peopleOpen',
  ranking: 'rankingOpen',
  info: 'infoOpen',
  captions: 'captionsOpen',
} as const satisfies Record<Panel, keyof PageLeft>;

/** As in theme.css; at 200 % zoom a window of 1280 px has half as many. */
const narrowest = '(max-width: 900px)';

export function usePanel(panel: Panel): boolean {
  return usePage(({ narrow, screen, kept }) =>
    narrow ? screen.over === panel : kept[keptAs[panel]],
  );
}

export function togglePanel(panel: Panel): void {
  const { narrow, screen, kept } = page();
  if (narrow) setScreen({ over: screen.over === panel ? null : panel });
  else setKept({ [keptAs[panel]]: !kept[keptAs[panel]] });
}

export function showPanel(panel: Panel): void {
  if (page().narrow) setScreen({ over: panel });
  else setKept({ [keptAs[panel]]: true });
}

/** A window that becomes small closes what would lie over its photos; a large one has its panels back. */
export function listenToWidth(): void {
  const query = matchMedia(narrowest);
  const follow = () => {
    setPage({ narrow: query.matches });
    setScreen({ over: null });
  };
  query.addEventListener('change', follow);
  follow();
}
