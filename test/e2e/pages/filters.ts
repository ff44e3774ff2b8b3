// The filters as a user names their parts.

import type { Locator, Page } from 'playwright-core';
import { untilTexts } from './views.ts';

export type FilterParts = {
  /** The line above the grid; not there while nothing is filtered. */
  readonly line: Locator;
  readonly chip: (text: string) => Locator;
  readonly clearAll: Locator;
  readonly number: Locator;
  readonly takenFrom: Locator;
  readonly takenTo: Locator;
  /** Waits until a dropdown offers exactly this, with these counts. */
  readonly offers: (name: string, choices: readonly string[]) => Promise<void>;
  /** The same of a row of chips. */
  readonly offersChips: (name: string, choices: readonly string[]) => Promise<void>;
  /** Presses a chip of a row. */
  readonly press: (name: string, choice: string | RegExp) => Promise<void>;
  readonly choose: (name: string, choice: string | RegExp) => Promise<void>;
};

export function filtersOf(page: Page): FilterParts {
  const line = page.getByRole('group', { name: 'Filters in use' });
  const box = (name: string) => page.getByRole('combobox', { name, exact: true });
  return {
    line,
    chip: (text) => line.getByRole('button', { name: text, exact: true }),
    clearAll: line.getByRole('button', { name: 'Clear all' }),
    number: box('Number'),
    takenFrom: page.getByRole('slider', { name: 'Taken from' }),
    takenTo: page.getByRole('slider', { name: 'Taken up to' }),
    async offersChips(name, choices) {
      const row = page.getByRole('group', { name, exact: true });
      for (const [place, choice] of choices.entries())
        await row
          .getByRole('button')
          .nth(place)
          .and(page.getByLabel(choice, { exact: true }))
          .waitFor();
      await row.getByRole('button').nth(choices.length).waitFor({ state: 'detached' });
    },
    press: (name, choice) =>
      page.getByRole('group', { name, exact: true }).getByRole('button', { name: choice }).click(),
    offers: (name, choices) => untilTexts(box(name).locator('option'), choices),
    async choose(name, choice) {
      const option = box(name).locator('option', { hasText: choice });
      await box(name).selectOption({ label: (await option.textContent()) ?? '' });
    },
  };
}
