// The focus is always somewhere: in the view that opened, at the next filter, or back at the photos.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { checkAxe } from './pages/axe.ts';
import { filtersOf } from './pages/filters.ts';
import { makePhotos, openFolders } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await session.page.keyboard.press(key);
}

/** What a screen reader says of the element that has the focus. */
async function focused(): Promise<string | null> {
  return session.page.evaluate<string | null>(
    'document.activeElement === document.body ? "nowhere" : (document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent)',
  );
}

describe('the focus', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    await openFolders(session, await makePhotos(session, 'match', 12));
  });
  after(() => session.close());

  it('goes to each view that opens, with its name, and keys go on working there', async () => {
    await views.grid.tiles.first().click();
    assert.equal(await focused(), 'Photos, best first');
    for (const [key, name] of [
      ['e', 'Photo'],
      ['c', 'Compare two photos'],
      ['n', 'Survey'],
      ['f', 'Faces'],
      ['g', 'Photos, best first'],
    ] as const) {
      await press(key);
      await session.page.locator('main').getByLabel(name, { exact: true }).first().waitFor();
      assert.equal(await focused(), name);
      await press('p');
      await views.status.line.getByText('1 pick').waitFor();
      await press('Control+z');
      await views.status.line.getByText('1 pick').waitFor({ state: 'detached' });
    }
    await press('e');
    await views.loupe.view.waitFor();
    await checkAxe(session);
    await press('g');
  });

  it('comes back to the photos when a control vanishes under it', async () => {
    await press('e');
    await views.loupe.view.getByRole('button', { name: 'Back to the grid' }).focus();
    await press('Enter');
    await views.grid.box.waitFor();
    assert.equal(await focused(), 'Photos, best first');
    await press('x');
    await views.toast.undo.focus();
    await press('Enter');
    await views.toast.text(/^Undone: Reject/).waitFor();
    assert.equal(await focused(), 'Photos, best first');
  });

  it('goes from a filter that is removed to the next, and from the last to the photos', async () => {
    const filters = filtersOf(session.page);
    await filters.press('Decisions', /^Undecided/);
    await filters.press('Faces', /^Several/);
    await filters.chip('Undecided').focus();
    await press('Enter');
    await filters.chip('Undecided').waitFor({ state: 'detached' });
    assert.equal(await focused(), 'Several faces');
    await press('Enter');
    await filters.line.waitFor({ state: 'detached' });
    assert.equal(await focused(), 'Photos, best first');
  });

  it('makes the page complain of nothing', () => {
    assert.deepEqual(session.complaints, []);
  });
});

describe('what was just done', () => {
  before(async () => {
    session = await openSession();
    views = viewsOf(session.page);
    await openFolders(session, await makePhotos(session, 'match', 12));
    await views.grid.tiles.first().click();
  });
  after(() => session.close());

  it('is said where it lies over nothing of any view, however narrow the window', async () => {
    for (const width of [1920, 1280, 640]) {
      await session.resize(width, 700);
      for (const key of ['g', 'e', 'c', 'n', 'f']) {
        await press(key, 'p');
        await views.toast.text(/^Pick: DSC_/).waitFor();
        const [toast, content] = await Promise.all(
          ['.toast', 'main'].map((part) => session.page.locator(part).boundingBox()),
        );
        assert.ok(toast && content, 'both are there');
        assert.ok(toast.y >= content.y + content.height, `${key} at ${width} px: it lies over`);
        assert.ok(toast.y + toast.height <= 700, `${key} at ${width} px: it is cut off`);
        await press('Control+z');
        await views.toast.text(/^Undone: Pick: DSC_/).waitFor();
      }
    }
  });
});
