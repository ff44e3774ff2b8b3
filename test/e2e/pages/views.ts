// The views of the page as a user names their parts: what a test clicks and reads, in one place.

import type { Locator, Page } from 'playwright-core';

export type Views = ReturnType<typeof viewsOf>;

function button(page: Page | Locator, name: string | RegExp): Locator {
  return page.getByRole('button', { name });
}

function box(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Photos, best first' });
}

/** Locators only: nothing is looked up before it is used. */
export const viewsOf = (page: Page) =>
  ({
    start: {
      title: page.getByRole('heading', { name: 'Drop a match folder' }),
      choose: button(page, 'Choose a folder…'),
      recent: page.getByRole('region', { name: 'Recent folders' }),
      /** What opens such a folder; beside it is what forgets it. */
      recentFolder: page
        .getByRole('region', { name: 'Recent folders' })
        .getByRole('button', { name: / photos? · / }),
    },
    lost: {
      page: page.getByRole('main').filter({ hasText: 'Your decisions are not where they were' }),
      restore: button(page, 'Bring this copy back'),
      empty: button(page, 'Start without them'),
    },
    forget: {
      dialog: page.getByRole('dialog', { name: 'Forget' }),
      yes: page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }),
      no: button(page, 'Keep'),
    },
    chooser: {
      dialog: page.getByRole('dialog', { name: 'Choose a folder' }),
      path: page.getByRole('textbox', { name: 'Path of the folder' }),
      go: button(page, 'Go'),
      use: button(page, 'Choose this folder'),
    },
    bar: {
      album: button(page, 'Make an album…'),
      home: button(page, 'Start screen'),
      selected: (photos: number) => page.getByText(` · ${photos} selected`),
    },
    menus: {
      more: button(page, /^More$/),
      menu: page.getByRole('menu'),
      item: (name: string | RegExp) => page.getByRole('menuitem', { name }),
      choice: (name: string) => page.getByRole('menuitemradio', { name, exact: true }),
    },
    grid: {
      box: box(page),
      tiles: box(page).getByRole('option'),
      /** There while a new order waits; to be seen, and to be pressed, only when it has waited for a while. */
      newOrder: page.locator('.new-order'),
      selected: page.locator('.tile.selected'),
      tile: (name: string | RegExp) => box(page).getByRole('option', { name }),
    },
    ranking: {
      weight: (label: string) => page.getByRole('slider', { name: `Weight of ${label}` }),
      from: (label: string) =>
        page.getByRole('slider', { name: `Show only from, ${label}`, exact: true }),
      preset: page.getByRole('combobox', { name: 'Preset' }),
      why: page.getByRole('region', { name: 'Why this score' }),
    },
    filters: {
      decision: (name: string) =>
        button(page.getByRole('group', { name: 'Decisions' }), new RegExp(`^${name}`)),
    },
    people: {
      faces: page.getByRole('button', { name: /^Find .*photos?$/ }),
      showAll: button(page, 'Show everybody'),
      names: page.getByRole('textbox', { name: /^Name of / }),
    },
    loupe: {
      view: page.getByRole('region', { name: 'Photo', exact: true }),
      photo: page.getByRole('img', { name: 'Photo' }),
      back: button(page, 'Back to the grid'),
      zoom: button(page, 'Zoom to 1:1'),
      fit: button(page, 'Fit to the window'),
    },
    compare: {
      pane: (side: 'Select' | 'Candidate', file: string) =>
        page.getByRole('group', { name: `${side}: ${file}` }),
      /** The one that keys act on. */
      active: (file: string) => page.locator('.pane[aria-current=true]', { hasText: file }),
      why: page.getByRole('region', { name: 'What sets them apart' }),
      /** The pictures of every pixel, one a pane. */
      everyPixel: page.locator('.pane img[src*="/full/"]'),
      photos: page.locator('.pane .photo'),
    },
    survey: {
      photos: page.getByRole('listbox', { name: 'Survey' }).getByRole('option'),
      active: (name: string | RegExp) => page.getByRole('option', { name, selected: true }),
      best: page.getByRole('option', { name: /Best of its burst/ }),
    },
    faces: {
      view: page.getByRole('region', { name: 'Faces', exact: true }),
      cards: page.locator('.face-card'),
    },
    /** The key of each way of looking at photos, and what is to be seen then. */
    ways: [
      ['c', page.getByRole('region', { name: 'Compare two photos' })],
      ['n', page.getByRole('region', { name: 'Survey' })],
      ['f', page.getByRole('region', { name: 'Faces', exact: true })],
    ],
    album: {
      dialog: page.getByRole('dialog', { name: 'Make an album' }),
      count: page.getByRole('spinbutton', { name: 'Photos' }),
      choose: button(page, 'Choose…'),
      pictures: page.locator('.album-preview li'),
      export: button(page, /^Export \d/),
      stop: page.getByRole('dialog').getByRole('button', { name: 'Stop' }),
      close: page.getByRole('dialog').getByRole('button', { name: 'Close' }).last(),
    },
    ingest: {
      open: button(page, 'Copy from a card…'),
      dialog: page.getByRole('dialog', { name: 'Copy from a card' }),
      from: button(page, 'Another folder…'),
      to: button(page, 'Choose… where to copy to'),
      also: button(page, 'Choose… a second place'),
      noAlso: button(page, 'No second place'),
      template: page.getByRole('textbox', { name: 'Folders and names' }),
      start: button(page, /^Copy \d+ shots?$/),
      stop: page.getByRole('dialog').getByRole('button', { name: 'Stop' }),
      show: button(page, 'Open the photos'),
      close: page.getByRole('dialog').getByRole('button', { name: 'Close' }).last(),
      more: button(page, 'Copy more'),
    },
    help: { dialog: page.getByRole('dialog', { name: 'Keys' }) },
    problems: {
      open: button(page, /problems?$/),
      dialog: page.getByRole('dialog', { name: 'What could not be used' }),
    },
    status: {
      line: page.getByRole('contentinfo'),
      done: page.getByText('Everything is analysed'),
      again: button(page, 'Try again'),
      pause: button(page, 'Pause'),
      goOn: button(page, 'Go on'),
      /** There as soon as the engine has said how far it is. */
      progress: page.getByRole('progressbar', { name: 'Analysis' }),
      paused: page.getByText('Paused', { exact: true }),
    },
    toast: {
      text: (text: string | RegExp) => page.getByText(text),
      undo: button(page, 'Undo'),
    },
  }) as const;

/** The names of the photos in the order of the grid, as far as they exist on the page. */
export async function namesShown({ grid }: Views): Promise<string[]> {
  const labels = await attributes(grid.tiles, 'aria-label');
  return labels.map((label) => label.split(', ')[0] ?? '');
}

/** As much of an element of the page as is read here: the page's own types are not those of the tests. */
type OnPage = {
  getAttribute(name: string): string | null;
  getBoundingClientRect(): { readonly left: number };
};

/** Whether keys go to it. */
export function hasFocus(found: Locator): Promise<boolean> {
  type Focusable = { readonly ownerDocument: { readonly activeElement: unknown } };
  return found.evaluate((element: Focusable) => element === element.ownerDocument.activeElement);
}

/** An attribute of every element found, in the order of the page; of all at one moment, or they may be of two orders. */
export function attributes(found: Locator, name: string): Promise<string[]> {
  return found.evaluateAll(
    (elements: OnPage[], wanted) => elements.map((each) => each.getAttribute(wanted) ?? ''),
    name,
  );
}

/** Where elements begin, px from the left of the window, in the order of the page; of all at one moment. */
export function leftsOf(found: Locator): Promise<number[]> {
  return found.evaluateAll((elements: OnPage[]) =>
    elements.map((each) => each.getBoundingClientRect().left),
  );
}

/** Waits until exactly these texts are found, in this order: what counts photos is drawn after the photos. */
export async function untilTexts(found: Locator, texts: readonly string[]): Promise<void> {
  for (const [place, text] of texts.entries()) {
    const pattern = new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    const likeIt = found.filter({ hasText: pattern });
    await found.nth(place).and(likeIt).waitFor({ state: 'attached' }); // options are never visible
  }
  await found.nth(texts.length).waitFor({ state: 'detached' });
}
