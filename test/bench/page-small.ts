// A folder of real photos that Podium has not seen: how soon it is on the screen, how it scrolls, how the page behaves meanwhile.

import { openSession, type Session } from '../e2e/pages/session.ts';
import { viewsOf } from '../e2e/pages/views.ts';
import { openBarePage, type BarePage } from './bare-page.ts';
import {
  categories,
  median,
  memoryIn,
  openMeasured,
  probe,
  say,
  spread,
  tasksOf,
  untilPainted,
  watching,
} from './page-watch.ts';

/** Opens the folder through the chooser. Milliseconds from the click that accepts it to the first screen of pictures. */
async function open(session: Session, folder: string): Promise<number> {
  const { page } = session;
  const { start, chooser } = viewsOf(page);
  await page.goto(session.address());
  await page.waitForLoadState('networkidle'); // the engine has started, as it has when somebody comes to choose
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

const decisions = 40;

/** A star by its key, from the key to the painted mark, and on to the next photo; the analysis paused. */
export async function measureDeciding(folder: string): Promise<void> {
  const session = await openMeasured();
  const { page } = session;
  const { grid, status } = viewsOf(page);
  try {
    await page.goto(session.address([folder]));
    await grid.tiles.first().waitFor();
    await status.pause.click({ timeout: 300_000 });
    await grid.tiles.first().click();
    const marked: number[] = [];
    const moved: number[] = [];
    for (let decision = 0; decision < decisions; decision++) {
      const press = (key: string) => () => page.keyboard.press(key);
      const stars = String(1 + (decision % 5));
      const [mark = NaN] = await untilPainted(page, 'keydown', ['decided'], press(stars));
      marked.push(mark);
      const [move = NaN] = await untilPainted(page, 'keydown', ['selection'], press('ArrowRight'));
      moved.push(move);
    }
    say(`(6) key to painted decision: ${spread(marked)}`);
    say(`    key to next photo: ${spread(moved)}`);
  } finally {
    await session.close();
  }
}

/** Scrolls as a finger on a touch pad does, to the end. */
async function scroll(page: BarePage): Promise<void> {
  const distance = Number(
    await page.evaluate(
      `(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('.grid'))`,
    ),
  );
  const gesture = { x: 640, y: 400, speed: 8000, gestureSourceType: 'mouse' };
  await page.toPage('Input.synthesizeScrollGesture', { ...gesture, yDistance: -distance });
  const end = Number(await page.evaluate(`document.querySelector('.grid').scrollTop`));
  say(`    scrolled ${end.toFixed(0)} of ${distance} px`);
}

const button = (name: string) =>
  `[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === '${name}')`;

/** On the unseen folder, the analysis paused. */
export async function measureScrolling(folder: string): Promise<void> {
  const session = await openSession();
  const page = await openBarePage(session.address([folder]));
  try {
    await page.until(`${button('Pause')} !== undefined`); // the first look is over: analysis runs
    await page.evaluate(`${button('Pause')}.click()`);
    await page.until(`${button('Go on')} !== undefined`);
    await page.evaluate(`${await probe()}; podiumProbe.watch()`);
    const trace = await page.traced(categories, () => scroll(page));
    const { frames } = (await page.evaluate('podiumProbe.watched()')) as { frames: number[] };
    say(`(2) scrolling end to end: ${await tasksOf(trace, page.toBrowser)}`);
    say(`    frames: ${spread(frames)}`);
    say(`    page: ${await memoryIn(page.toPage, page.toBrowser)}`);
  } finally {
    await page.close();
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
