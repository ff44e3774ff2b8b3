// Folders of photos made and opened, and everything known about them: from there on nothing moves by itself on the page.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fillFolder } from '../../fixtures/match-folder.ts';
import type { Session } from './session.ts';
import { viewsOf } from './views.ts';

/** Analysing a match takes seconds; on a machine that does much else at once, minutes. */
const analysisMs = 240_000;

/** Makes a folder of varied photos in the session's own; returns its path. */
export async function makePhotos(session: Session, name: string, count: number): Promise<string> {
  const folder = join(session.folder, name);
  mkdirSync(folder);
  await fillFolder(folder, count);
  return folder;
}

/** Opens folders by the page's address, and waits until all is known and in its place. */
export async function openFolders(session: Session, ...folders: string[]): Promise<void> {
  await session.page.goto(session.address(folders));
  await settled(session);
}

/** Waits until the open folders are analysed and their photos stand in the order that follows from it. */
export async function settled({ page }: Session): Promise<void> {
  const { status, grid } = viewsOf(page);
  await status.done.waitFor({ timeout: analysisMs });
  await page.mouse.move(5, 5); // results never reorder the photos under the pointer
  await grid.newOrder.waitFor({ state: 'detached' });
}
