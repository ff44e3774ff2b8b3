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
    vectors: {
      panel: page.getByRole('region', { name: 'Which is better' }),
      by: page.getByRole('combobox', { name: 'Better by' }),
      answer: (text: string | RegExp) =>
        page.getByRole('region', { name: 'Which is better' }).getByText(text),
      add: button(page, 'New from words…'),
      name: page.getByRole('textbox', { name: 'Name', exact: true }),
      positive: page.getByRole('textbox', { name: /^A good photo is/ }),
      negative: page.getByRole('textbox', { name: /^A bad photo is/ }),
      save: page.getByRole('button', { name: 'Save', exact: true }),
      remove: button(page, /^Remove “/),
      candidateAgain: button(page, 'Compare with the candidate again'),
    },
  }) as const;
