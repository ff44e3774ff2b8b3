// What the bench watches from inside the page: when a change is painted, how long tasks and frames take.

import { bareRanking } from './bare-ranking.ts';

type Seen = () => boolean;

/** What to wait for; each looks at the page as it is before the input and tells when it has changed. */
const conditions = {
  /** Other photos, or the same in another order. */
  order: () =>
    changed(() =>
      tiles()
        .map(({ id }) => id)
        .join(),
    ),
  /** Every tile of the first screen has its picture. */
  pictures: () => () => {
    const seen = tiles().filter(isOnScreen);
    return seen.length > 0 && seen.every((tile) => isLoaded(tile.querySelector('img')));
  },
  person: () =>
    changed(() =>
      tiles()
        .filter(showsPerson)
        .map(({ id }) => id)
        .join(),
    ),
  /** The loupe names another photo. */
  photo: () => changed(() => document.querySelector('.loupe-bar .file')?.textContent ?? ''),
  /** The loupe shows a picture, however small. */
  photoPicture: () => () =>
    [...document.querySelectorAll<HTMLImageElement>('.photo img')].some(isLoaded),
  /** The active photo has other stars. */
  decided: () =>
    changed(() => document.querySelector('.tile.selected')?.getAttribute('aria-label') ?? ''),
  /** The insights' charts have their bars and points. */
  charts: () => () => document.querySelector('.insight .mark') !== null,
  selection: () => changed(() => document.querySelector('.tile.selected')?.id ?? ''),
} satisfies Record<string, () => Seen>;

function changed(look: () => string): Seen {
  const before = look();
  return () => look() !== before;
}

function tiles(): Element[] {
  return [...document.querySelectorAll('.grid .tile')];
}

function showsPerson(tile: Element): boolean {
  return tile.getAttribute('aria-label')?.includes('shows the person') ?? false;
}

function isOnScreen(tile: Element): boolean {
  const { top, bottom } = tile.getBoundingClientRect();
  const grid = document.querySelector('.grid')?.getBoundingClientRect();
  return grid !== undefined && bottom > grid.top && top < grid.bottom;
}

function isLoaded(image: HTMLImageElement | null): boolean {
  return image !== null && image.complete && image.naturalWidth > 0;
}

let armed: Promise<number[]> = Promise.resolve([]);

/**
 * Waits for the next input of a kind. `result` then gives, for each condition, the milliseconds from the input itself to the
 * end of the first frame in which it holds.
 */
function arm(kind: 'click' | 'keydown', names: readonly (keyof typeof conditions)[]): void {
  armed = new Promise((resolve) => {
    const start = (event: Event) => {
      const waits = names.map((name) => painted(conditions[name](), event.timeStamp));
      void Promise.all(waits).then(resolve);
    };
    addEventListener(kind, start, { capture: true, once: true });
  });
}

function painted(seen: Seen, startMs: number): Promise<number> {
  return new Promise((resolve) => {
    const frame = () => {
      if (seen())
        afterFrame(() => {
          resolve(performance.now() - startMs);
        });
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Called in a frame: runs when the frame is styled, laid out and handed to be drawn. */
function afterFrame(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = run;
  port2.postMessage(null);
}

let longTasks: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: 'longtask', buffered: true });

let frames: number[] | null = null;

/** Forgets what was seen and watches frames from now on. */
function watch(): void {
  longTasks = [];
  const seen: number[] = [];
  frames = seen;
  let last = performance.now();
  const next = (now: number) => {
    if (frames !== seen) return;
    seen.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/** Tasks over 50 ms and the times between frames since `watch`, milliseconds. */
function watched(): { readonly longTasks: number[]; readonly frames: number[] } {
  const seen = frames ?? [];
  frames = null;
  return { longTasks, frames: seen };
}

Object.assign(globalThis, {
  podiumProbe: { arm, result: () => armed, watch, watched, bareRanking },
});
