// Going about the page by the keyboard alone.

import type { Locator } from 'playwright-core';
import type { Session } from './session.ts';
import { hasFocus, viewsOf } from './views.ts';

/** More controls than any view has. */
const mostTabs = 200;

export type ByKeys = {
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Goes on with Tab until something has the focus. */
  tabTo(wanted: Locator): Promise<void>;
  /** Goes there and presses Enter. */
  enter(button: Locator): Promise<void>;
  /** Goes to a text and writes another in its place. */
  write(field: Locator, text: string): Promise<void>;
  /** Presses a button and chooses a folder in the page's own chooser. */
  choose(button: Locator, folder: string): Promise<void>;
};

export function byKeys({ page }: Session): ByKeys {
  const { keyboard } = page;
  const tabTo = async (wanted: Locator) => {
    await wanted.waitFor();
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      if (await hasFocus(wanted)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`No way there by Tab: ${String(wanted)}`);
  };
  const enter = async (button: Locator) => {
    await tabTo(button);
    await keyboard.press('Enter');
  };
  const write = async (field: Locator, text: string) => {
    await tabTo(field);
    await keyboard.press('Control+a');
    await keyboard.type(text);
  };
  return {
    async press(...keys) {
      for (const key of keys) await keyboard.press(key);
    },
    type: (text) => keyboard.type(text),
    tabTo,
    enter,
    write,
    async choose(button, folder) {
      const { chooser } = viewsOf(page);
      await enter(button);
      await write(chooser.path, folder);
      await enter(chooser.use);
      await chooser.dialog.waitFor({ state: 'detached' });
    },
  };
}
