// Dark, light, or as the computer: what the style sheet reads is written onto the page.

import { useStore } from '../page/store.ts';
import type { Look } from '../page/left.ts';

export function followLook(): void {
  const write = (look: Look) => {
    document.documentElement.dataset['look'] = look;
  };
  write(useStore.getState().page.kept.look);
  useStore.subscribe(({ page }, before) => {
    if (page.kept.look !== before.page.kept.look) write(page.kept.look);
  });
}
