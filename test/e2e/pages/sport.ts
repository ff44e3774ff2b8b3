// Sports as a user meets them: beside the photos, in the reasons, and in the window about a dropped photo.

import type { Locator, Page } from 'playwright-core';
import { dropFile } from './drop.ts';
import { untilTexts } from './views.ts';

export type SportParts = {
  /** The button of a sport in the list of the folder's sports. */
  readonly inFolder: (name: string) => Locator;
  /** Waits until these are the sports of the folder, each with its count. */
  readonly areInFolder: (texts: readonly string[]) => Promise<void>;
  readonly ofPhoto: Locator;
  readonly dropped: Locator;
  /** Drops a photo onto the page, as from the desktop, and asks what sport it is. */
  readonly drop: (bytes: Buffer, name: string) => Promise<void>;
  /** Drops the next one onto the answer about the last. */
  readonly dropNext: (bytes: Buffer, name: string) => Promise<void>;
};

export function sportOf(page: Page): SportParts {
  const list = page
    .getByRole('region', { name: 'Show', exact: true })
    .getByRole('group', { name: 'Sport' });
  const why = page.getByRole('region', { name: 'Why this score' });
  return {
    inFolder: (name) => list.getByRole('button', { name: new RegExp(`^${name}`) }),
    areInFolder: (texts) => untilTexts(list.getByRole('listitem'), texts),
    ofPhoto: why.getByRole('group', { name: 'Sport' }),
    dropped: page.getByRole('dialog', { name: 'What sport is this?' }),
    drop: async (bytes, name) => {
      await dropFile(page.locator('body'), bytes, name);
      await page.getByRole('button', { name: 'What sport is it?' }).click();
    },
    dropNext: (bytes, name) => dropFile(page.locator('body'), bytes, name),
  };
}
