// A folder of real photos that Podium has not seen: how soon it is on the screen, how it scrolls, how the page behaves meanwhile.

import type { Page } from 'playwright-core';
import type { Session } from '../e2e/pages/session.ts';
import { viewsOf } from '../e2e/pages/views.ts';
import {
  median,
  memoryOf,
  openMeasured,
  say,
  spread,
  untilPainted,
  watching,
} from './page-watch.ts';

/** Opens the folder through the chooser. Milliseconds from the click that accepts it to the first screen of pictures. */
async function open(session: Session, folder: string): Promise<number> {
  const { page } = session;
  const { start, chooser } = viewsOf(page);
  await page.goto(session.address());
  await start.choose.click();
  await chooser.path.fill(folder);
  await chooser.go.click();
  await page.getByText(/photos in here/).waitFor();
  const [painted = NaN] = await untilPainted(page, 'click', ['pictures'], () =>
    chooser.use.click(),
  );
  return painted;
}

export async function measureOpening(folder: string, runs: number): Promise<void> {
  const took: number[] = [];
  for (let run = 0; run < runs; run++) {
    const session = await openMeasured();
    try {
      took.push(await open(session, folder));
    } finally {
      await session.close();
    }
  }
  const each = took.map((ms) => ms.toFixed(0)).join(', ');
  say(
    `(1) folder accepted to first screen of pictures: median ${median(took).toFixed(0)} ms (${each})`,
  );
}

/** Scrolls as a finger on a touch pad does, to the end and back to the start. */
async function scroll(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const distance = await page.evaluate<number>(
    `(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('.grid'))`,
  );
  const gesture = { x: 640, y: 400, speed: 8000, gestureSourceType: 'mouse' } as const;
  await client.send('Input.synthesizeScrollGesture', { ...gesture, yDistance: -distance });
  const end = await page.evaluate<number>(`document.querySelector('.grid').scrollTop`);
  say(`    scrolled ${end.toFixed(0)} of ${distance} px`);
  await client.detach();
}

/** On the unseen folder, analysis paused, and while it runs. */
export async function measureScrolling(folder: string): Promise<void> {
  const session = await openMeasured();
  const { page } = session;
  try {
    await open(session, folder);
    await page.getByRole('progressbar').waitFor(); // the first look is over: analysis runs
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    const { tasks, frames } = await watching(page, () => scroll(page));
    say(`(2) scrolling end to end: ${tasks}`);
    say(`    frames: ${spread(frames)}`);
    say(`    page: ${await memoryOf(page)}`);
  } finally {
    await session.close();
  }
}

const watchMs = 30_000;
const keys = 30;

export async function measureWhileAnalysing(folder: string): Promise<void> {
  const session = await openMeasured();
  const { page } = session;
  const { grid, loupe } = viewsOf(page);
  try {
    await open(session, folder);
    await page.getByRole('progressbar').waitFor();
    const idle = await watching(page, () => page.waitForTimeout(watchMs));
    say(`(5) analysing, nothing touched: ${idle.tasks}`);
    await grid.tiles.first().dblclick();
    await loupe.photo.waitFor();
    const named: number[] = [];
    const pictured: number[] = [];
    const busy = await watching(page, async () => {
      for (let key = 0; key < keys; key++) {
        const next = () => page.keyboard.press('ArrowRight');
        const [photo = NaN, picture = NaN] = await untilPainted(
          page,
          'keydown',
          ['photo', 'photoPicture'],
          next,
        );
        named.push(photo);
        pictured.push(Math.max(photo, picture));
        await page.waitForTimeout(300);
      }
    });
    say(
      `    key to next photo in the loupe: ${spread(named)}; with its picture: ${spread(pictured)}`,
    );
    say(`    meanwhile ${busy.tasks}`);
  } finally {
    await session.close();
  }
}
