// The dialog of models as a user names its parts.

import type { Locator, Page } from 'playwright-core';

export type ModelRowView = {
  readonly row: Locator;
  readonly download: Locator;
  readonly goOn: Locator;
  readonly stop: Locator;
  readonly use: Locator;
  readonly remove: Locator;
  readonly problem: Locator;
  readonly inUse: Locator;
};

export type ModelsView = {
  readonly dialog: Locator;
  /** What the last act said. */
  readonly said: Locator;
  readonly verify: Locator;
  readonly importing: Locator;
  readonly form: Readonly<Record<'path' | 'labels' | 'name' | 'import' | 'problem', Locator>>;
  readonly teach: Readonly<
    Record<'open' | 'dialog' | 'folder' | 'learn' | 'use' | 'discard' | 'again' | 'back', Locator>
  > & {
    /** What was learned under a name. */
    readonly learned: (name: string) => Locator;
  };
  /** A model by the name of its role and its own. */
  model(role: string, title: string): ModelRowView;
};

export function modelsOf(page: Page): ModelsView {
  const dialog = page.getByRole('dialog', { name: 'Models' });
  const button = (within: Locator, name: string | RegExp) => within.getByRole('button', { name });
  const teach = page.getByRole('dialog', { name: 'Teach a sport' });
  return {
    dialog,
    teach: {
      open: button(dialog, 'Teach a sport…'),
      dialog: teach,
      folder: button(teach, 'Choose… the folder'),
      learn: button(teach, 'Learn'),
      use: button(teach, 'Use it'),
      discard: button(teach, 'Throw it away'),
      again: button(teach, 'Teach again'),
      back: button(teach, 'Back to the models'),
      learned: (name) => teach.getByRole('heading', { name: `Learned: ${name}` }),
    },
    said: dialog.getByRole('contentinfo').getByRole('status'),
    verify: button(dialog, 'Check all files'),
    importing: button(dialog, 'Import from disk…'),
    form: {
      path: dialog.getByRole('textbox', { name: 'Model file' }),
      labels: dialog.getByRole('textbox', { name: 'Class names, only for a classifier' }),
      name: dialog.getByRole('textbox', { name: 'Name, only for a classifier' }),
      import: dialog.getByRole('button', { name: 'Import', exact: true }),
      problem: dialog.getByRole('form').getByRole('alert'),
    },
    model(role, title) {
      const row = dialog.getByRole('region', { name: role }).getByRole('listitem', { name: title });
      return {
        row,
        download: button(row, /: Download \d/),
        goOn: button(row, /: Download the last/),
        stop: button(row, /^Stop the download/),
        use: button(row, /^Use /),
        remove: button(row, /^Remove /),
        problem: row.getByRole('alert'),
        inUse: row.getByText('In use', { exact: true }),
      };
    },
  };
}
