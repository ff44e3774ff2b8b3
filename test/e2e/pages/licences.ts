// The third-party notices as a user finds them.

import type { Locator, Page } from 'playwright-core';

export type Licences = {
  readonly dialog: Locator;
  /** In the sheet of keys. */
  readonly button: Locator;
  /** The text, which scrolls. */
  readonly text: Locator;
};

export function licencesOf(page: Page): Licences {
  const dialog = page.getByRole('dialog', { name: 'Licences' });
  return {
    dialog,
    button: page.getByRole('button', { name: 'Licences' }),
    text: dialog.getByRole('group', { name: 'Licences' }),
  };
}
