// The views of the page as a user names their parts: what a test clicks and reads, in one place.

import type { Locator, Page } from 'playwright-core';

export type Views = ReturnType<typeof viewsOf>;

/** Locators only: nothing is looked up before it is used. */
export function viewsOf(page: Page) {
  const button = (name: string | RegExp, within: Page | Locator = page) =>
    within.getByRole('button', { name });
  const box = page.getByRole('listbox', { name: 'Photos, best first' });
  return {
    start: {
      title: page.getByRole('heading', { name: 'Drop a match folder' }),
      choose: button('Choose a folder…'),
      recent: page.getByRole('region', { name: 'Recent folders' }),
    },
    chooser: {
      dialog: page.getByRole('dialog', { name: 'Choose a folder' }),
      path: page.getByRole('textbox', { name: 'Path of the folder' }),
      go: button('Go'),
      use: button('Choose this folder'),
    },
    bar: { album: button('Make an album…'), home: button('Start screen') },
    grid: {
      box,
      tiles: box.getByRole('option'),
      /** Shown while a new order waits for the user. */
      newOrder: button(/^New results/),
      selected: page.locator('.tile.selected'),
      tile: (name: string | RegExp) => box.getByRole('option', { name }),
    },
    ranking: {
      weight: (label: string) => page.getByRole('slider', { name: `Weight of ${label}` }),
      from: (label: string) => page.getByRole('slider', { name: `Show only from, ${label}` }),
      preset: page.getByRole('combobox', { name: 'Preset' }),
      why: page.getByRole('region', { name: 'Why this score' }),
    },
    filters: { decisions: page.getByRole('combobox', { name: 'Decisions' }) },
    people: {
      faces: page.getByRole('button', { name: /^Find .*photos?$/ }),
      showAll: button('Show everybody'),
      names: page.getByRole('textbox', { name: /^Name of / }),
    },
    loupe: {
      view: page.getByRole('region', { name: 'Photo', exact: true }),
      photo: page.getByRole('img', { name: 'Photo' }),
      back: button('Back to the grid'),
      zoom: button('Zoom to 1:1'),
      fit: button('Fit to the window'),
    },
    album: {
      dialog: page.getByRole('dialog', { name: 'Make an album' }),
      count: page.getByRole('spinbutton', { name: 'Photos' }),
      choose: button('Choose…'),
      pictures: page.locator('.album-preview li'),
      export: button(/^Export \d/),
      close: button('Close').last(),
    },
    help: { dialog: page.getByRole('dialog', { name: 'Keys' }) },
    problems: {
      open: button(/problems?$/),
      dialog: page.getByRole('dialog', { name: 'What could not be used' }),
    },
    status: { line: page.getByRole('contentinfo'), done: page.getByText('Everything is analysed') },
    toast: { text: (text: string | RegExp) => page.getByText(text), undo: button('Undo') },
  };
}

/** The names of the photos in the order of the grid, as far as they are on the screen. */
export async function namesShown({ grid }: Views): Promise<string[]> {
  const labels = await grid.tiles.evaluateAll((tiles) =>
    tiles
      .map((tile) => ({
        place: Number(tile.getAttribute('aria-posinset')),
        label: tile.getAttribute('aria-label') ?? '',
      }))
      .sort((a, b) => a.place - b.place)
      .map(({ label }) => label),
  );
  return labels.map((label) => label.split(', ')[0] ?? '');
}
