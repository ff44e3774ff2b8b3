// A view as it is in either look and in small windows: axe finds nothing, nothing lies beyond the edge; pictures of it where asked for.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkAxe, turn } from './axe.ts';
import type { Session } from './session.ts';

/** The last is what 1280 x 800 leaves at 200 %. */
const sizes = [
  [1280, 800],
  [1024, 768],
  [640, 400],
] as const;

/** `check` looks at each size once more; pictures go into the folder PODIUM_SHOTS. */
export async function checkLooks(
  session: Session,
  name: string,
  check: (size: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { page } = session;
  const folder = process.env['PODIUM_SHOTS'];
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  for (const look of ['light', 'dark'] as const) {
    await turn(session, look);
    await checkAxe(session);
    for (const [width, height] of sizes) {
      await session.resize(width, height);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.equal(overflow, 0, `${look} at ${width}`);
      await check(`${width} x ${height}`);
      if (folder !== undefined)
        await page.screenshot({ path: join(folder, `${name}-${look}-${width}.png`) });
    }
    await session.resize(1280, 800);
  }
}
