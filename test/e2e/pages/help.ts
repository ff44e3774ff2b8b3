// The sheet of keys as a user names its parts.

import type { Locator, Page } from 'playwright-core';

export type Help = {
  readonly dialog: Locator;
  readonly set: (name: string) => Locator;
  /** The row of an action, as it shows its keys now: `Pick: P`. */
  readonly row: (text: string) => Locator;
  readonly said: (text: string | RegExp) => Locator;
  readonly take: Locator;
  readonly leave: Locator;
  readonly reset: Locator;
};

export function helpOf(page: Page): Help {
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  return {
    dialog,
    set: (name) => dialog.getByRole('button', { name, exact: true }),
    row(text) {
      const [action = '', keys = ''] = text.split(': ');
      return dialog.getByRole('button', { name: `${keys} ${action}`, exact: true });
    },
    said: (text) => dialog.getByText(text),
    take: dialog.getByRole('button', { name: 'Use it here instead' }),
    leave: dialog.getByRole('button', { name: 'Leave it there' }),
    reset: dialog.getByRole('button', { name: 'Back to the set’s keys' }),
  };
}
