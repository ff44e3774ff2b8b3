// The search by words, and the comparison by master vectors, as a user names their parts.

import type { Locator, Page } from 'playwright-core';

export type SearchParts = ReturnType<typeof searchOf>;

const button = (from: Page | Locator, name: string | RegExp) => from.getByRole('button', { name });

export const searchOf = (page: Page) =>
  ({
    field: page.getByRole('searchbox', { name: 'Find by file name, or by what photos show' }),
    suggestion: button(page, /^Photos that show/),
    line: page.getByRole('group', { name: 'Search', exact: true }),
    others: button(page, 'Show the others too'),
    best: button(page, 'Only the likest'),
    clear: button(page, 'Clear the search'),
  }) as const;
