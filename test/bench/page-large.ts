// 50,000 analysed photos with a face each: a slider to the new order, a face to the photos of that person.

import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { engineOptions } from '../fixtures/match-folder.ts';
import { keyHeader } from '../../shared/calls/host.ts';
import { viewsOf } from '../e2e/pages/views.ts';
import { fillAnalysedFolder } from './page-photos.ts';
import { median, memoryOf, openMeasured, say, spread, untilPainted } from './page-watch.ts';

const moves = 30;
const people = 10;
const openings = 7;

export async function measureRanking(photos: number): Promise<void> {
  const session = await openMeasured();
  const { page } = session;
  const { status, ranking, grid, people: found } = viewsOf(page);
  try {
    const folder = join(session.folder, 'season');
    await fillAnalysedFolder(engineOptions(join(session.folder, 'data')), folder, photos);
    const started = performance.now();
    const asked = page.waitForRequest((request) => keyHeader in request.headers());
    await page.goto(session.address([folder]));
    await grid.tiles.first().waitFor();
    say(`    ${photos} analysed photos opened in ${(performance.now() - started).toFixed(0)} ms`);
    await status.done.waitFor({ timeout: 300_000 });
    await found.faces.first().waitFor({ timeout: 300_000 });
    say(`    people found after ${(performance.now() - started).toFixed(0)} ms`);
    const slider = ranking.weight('Action');
    await slider.focus();
    const orders: number[] = [];
    const pictures: number[] = [];
    for (let move = 0; move < moves; move++) {
      const press = () => page.keyboard.press(move % 2 === 0 ? 'PageDown' : 'PageUp');
      const [order = NaN, all = NaN] = await untilPainted(
        page,
        'keydown',
        ['order', 'pictures'],
        press,
      );
      orders.push(order);
      pictures.push(Math.max(order, all));
      await page.waitForTimeout(150);
    }
    const key = (await asked).headers()[keyHeader];
    const bare = await page.evaluate<number[]>(
      `podiumProbe.bareRanking(${JSON.stringify(folder)}, ${moves}, ${JSON.stringify(key)})`,
    );
    say(
      `(3) slider to painted new order: ${spread(orders)}; with all pictures: ${spread(pictures)}`,
    );
    say(`    bare ranking: ${spread(bare)}; ratio ${(median(orders) / median(bare)).toFixed(1)}`);
    const drawn: number[] = [];
    for (let opening = 0; opening < openings; opening++) {
      await grid.box.focus();
      const [charts = NaN] = await untilPainted(page, 'keydown', ['charts'], () =>
        page.keyboard.press('h'),
      );
      drawn.push(charts);
      await page.waitForTimeout(300);
      await page.keyboard.press('Escape');
      await grid.tiles.first().waitFor();
    }
    say(
      `    key to painted insights: ${spread(drawn)}; the first ${(drawn[0] ?? NaN).toFixed(0)} ms`,
    );
    const clicked: number[] = [];
    for (let person = 0; person < people; person++) {
      const face: Locator = found.faces.nth(person);
      await face.scrollIntoViewIfNeeded();
      const [matched = NaN] = await untilPainted(page, 'click', ['person'], () => face.click());
      clicked.push(matched);
      await page.waitForTimeout(300);
    }
    say(`(4) face to re-ranked grid: ${spread(clicked)}`);
    say(`    page: ${await memoryOf(page)}`);
  } finally {
    await session.close();
  }
}
