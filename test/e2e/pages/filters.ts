// The filters as a user names their parts.

import type { Locator, Page } from 'playwright-core';

export type FilterParts = {
  /** The line above the grid; not there while nothing is filtered. */
  readonly line: Locator;
  readonly chip: (text: string) => Locator;
  readonly clearAll: Locator;
  readonly takenFrom: Locator;
  readonly takenTo: Locator;
  /** What a filter offers, with the counts. */
  readonly choices: (name: string) => Promise<string[]>;
  readonly choose: (name: string, choice: string | RegExp) => Promise<void>;
};

export function filtersOf(page: Page): FilterParts {
  const line = page.getByRole('group', { name: 'Filters in use' });
  const box = (name: string) => page.getByRole('combobox', { name, exact: true });
  const choices = (name: string) => box(name).locator('option').allTextContents();
  return {
    line,
    chip: (text) => line.getByRole('button', { name: text, exact: true }),
    clearAll: line.getByRole('button', { name: 'Clear all' }),
    takenFrom: page.getByRole('slider', { name: 'Taken from' }),
    takenTo: page.getByRole('slider', { name: 'Taken up to' }),
    choices,
    async choose(name, choice) {
      const option = box(name).locator('option', { hasText: choice });
      await box(name).selectOption({ label: (await option.textContent()) ?? '' });
    },
  };
}
