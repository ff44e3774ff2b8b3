// `node test/e2e/screenshots.ts DIR`: every view and dialog as a PNG, in two sizes, light and dark, to be looked at.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { createEngine } from '../../electron/engine/engine.ts';
import { engineOptions, dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { modelsOf } from './pages/models.ts';
import { settled } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

type Shots = {
  readonly session: Session;
  readonly page: Page;
  readonly views: Views;
  /** The folder that is shown. */
  readonly match: string;
  readonly shoot: (name: string) => Promise<void>;
};

const looks = [
  { width: 1280, height: 800, dark: false },
  { width: 1280, height: 800, dark: true },
  { width: 1920, height: 1080, dark: false },
  { width: 1920, height: 1080, dark: true },
] as const;

/** The demo folder, and one file that is no photo. */
async function makeDemo(folder: string): Promise<string> {
  const engine = createEngine(engineOptions(join(folder, 'data')));
  const match = join(folder, 'Saturday match');
  try {
    await engine.call('demo.make', { to: match });
  } finally {
    await engine.close();
  }
  writeFileSync(join(match, 'DSC_9999.jpg'), 'not a photo at all');
  return match;
}

async function shootStart({ session, page, views, shoot }: Shots): Promise<void> {
  await page.goto(session.address());
  await views.start.title.waitFor();
  await shoot('start-empty');
  await views.start.choose.click();
  await views.chooser.path.fill(session.folder);
  await views.chooser.go.click();
  await page.getByText('No photos directly in here').waitFor();
  await shoot('chooser');
  await page.keyboard.press('Escape');
}

async function shootGrid({ session, page, views, match, shoot }: Shots): Promise<void> {
  await page.goto(session.address([match]));
  await views.grid.tile(/score/).first().waitFor({ timeout: 60_000 });
  await shoot('grid-analysing');
  await settled(session);
  await shoot('grid');
  await views.grid.tile(/rank 1,/).click();
  await page.keyboard.press('p');
  await page.keyboard.press('5');
  await views.toast.undo.waitFor();
  await shoot('toast');
  await views.ranking.from('Subject').fill('0.5');
  await shoot('ranking-brushed');
  await page.getByRole('searchbox').or(page.getByPlaceholder('Find a file by name')).fill('zzz');
  await page.getByText('No photo matches the filters.').waitFor();
  await shoot('filters-empty');
  await page.getByRole('button', { name: 'Clear the filters' }).first().click();
  await views.people.faces.first().click();
  await views.people.showAll.waitFor();
  await views.grid.tiles.first().click();
  await shoot('person');
  await views.people.showAll.click();
}

async function shootLoupe({ page, views, shoot }: Shots): Promise<void> {
  await views.grid.tile(/rank 1,/).dblclick();
  await views.loupe.photo.waitFor();
  await shoot('loupe');
  await page.keyboard.press('z');
  await page.locator('.photo img[src*="/full/"]').waitFor();
  await shoot('loupe-zoomed');
  await page.keyboard.press('g');
  await views.grid.box.waitFor();
}

async function shootLooking({ page, views, shoot }: Shots): Promise<void> {
  await views.grid.tile(/rank 1,/).click();
  for (const [key, view] of views.ways) {
    await page.keyboard.press(key);
    await view.waitFor();
    await page.waitForLoadState('networkidle');
    await shoot(`way-${key}`);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('g');
  await views.grid.box.waitFor();
  await page.keyboard.press('m');
  await modelsOf(page).dialog.getByText('SFace').first().waitFor();
  await shoot('models');
  await page.keyboard.press('Escape');
}

async function shootDialogs({ session, page, views, shoot }: Shots): Promise<void> {
  await page.keyboard.press('?');
  await views.help.dialog.waitFor();
  await shoot('help');
  await page.keyboard.press('Escape');
  await views.problems.open.click();
  await views.problems.dialog.waitFor();
  await shoot('problems');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await views.album.dialog.waitFor();
  await shoot('album-empty');
  const album = join(session.folder, 'Album');
  mkdirSync(album);
  await session.chooseFolder(views.album.choose, album);
  await page.getByText('First file:').waitFor();
  await shoot('album');
  await views.album.export.click();
  await page.getByText('exported to').waitFor();
  await shoot('album-exported');
  await views.album.close.click();
}

async function shootAgain({ session, page, views, shoot }: Shots): Promise<void> {
  await page.goto(session.address());
  await views.start.recent.getByRole('img').or(views.start.recent.locator('img')).first().waitFor();
  await shoot('start-recent');
}

async function shootAll(to: string): Promise<void> {
  const work = temporaryFolder();
  const match = await makeDemo(work);
  try {
    for (const look of looks) {
      const session = await openSession(look);
      const { page } = session;
      const name = `${look.width}-${look.dark ? 'dark' : 'light'}`;
      const shoot = async (view: string) => {
        await page.screenshot({ path: join(to, `${view}-${name}.png`) });
      };
      const shots = { session, page, views: viewsOf(page), match, shoot };
      try {
        for (const part of [
          shootStart,
          shootGrid,
          shootLoupe,
          shootLooking,
          shootDialogs,
          shootAgain,
        ])
          await part(shots);
      } finally {
        await session.close();
      }
      console.log(`${name}: done`);
    }
  } finally {
    dropFolder(work);
  }
}

const [to] = process.argv.slice(2);
if (to === undefined) {
  console.log('node test/e2e/screenshots.ts DIR');
  process.exitCode = 2;
} else {
  mkdirSync(resolve(to), { recursive: true });
  await shootAll(resolve(to));
}
