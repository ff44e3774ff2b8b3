// Sports as a user meets them: beside the photos, in the reasons, and in the window about a dropped photo.

import type { Locator, Page } from 'playwright-core';

export type SportParts = {
  /** The button of a sport in the list of the folder's sports. */
  readonly inFolder: (name: string) => Locator;
  readonly folderTexts: () => Promise<string[]>;
  readonly ofPhoto: Locator;
  readonly dropped: Locator;
  /** Drops a file onto the page, as from the desktop. */
  readonly drop: (bytes: Buffer, name: string) => Promise<void>;
};

export function sportOf(page: Page): SportParts {
  const list = page
    .getByRole('region', { name: 'Show', exact: true })
    .getByRole('group', { name: 'Sport' });
  const why = page.getByRole('region', { name: 'Why this score' });
  return {
    inFolder: (name) => list.getByRole('button', { name: new RegExp(`^${name}`) }),
    folderTexts: () => list.getByRole('listitem').allTextContents(),
    ofPhoto: why.getByRole('group', { name: 'Sport' }),
    dropped: page.getByRole('dialog', { name: 'What sport is this?' }),
    async drop(bytes, name) {
      const file = JSON.stringify([bytes.toString('base64'), name]);
      const dataTransfer = await page.evaluateHandle(`(() => {
        const [data, name] = ${file};
        const transfer = new DataTransfer();
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
        return transfer;
      })()`);
      await page.dispatchEvent('body', 'drop', { dataTransfer });
    },
  };
}
