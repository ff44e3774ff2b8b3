// What axe finds on a page: nothing, or the test fails with what, where, and what it wants instead.

import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Look } from '../../../renderer/page/left.ts';
import type { Session } from './session.ts';
import { viewsOf } from './views.ts';

/** Turns the page dark or light as its menu does, also behind a window that keeps the menu out of reach. */
export async function turn({ page }: Session, look: Look): Promise<void> {
  await page.evaluate(`document.documentElement.dataset.look = '${look}'`);
}

/** As a user does, for good; a folder must be open. */
export async function chooseLook({ page }: Session, name: string): Promise<void> {
  const { menus } = viewsOf(page);
  await menus.more.click();
  await menus.choice(name).click();
  await menus.menu.waitFor({ state: 'detached' });
}

export async function checkAxe({ page, host }: Session): Promise<void> {
  // Without legacy mode axe opens a page of its own, which Electron does not let it.
  const axe = new AxeBuilder({ page }).setLegacyMode(host === 'electron');
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary ?? ''}`),
  );
  assert.deepEqual(found, []);
}
