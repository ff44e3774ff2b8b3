// Where the window was, kept between starts, and never off every screen.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from '../disk/write-file.ts';

const windowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  maximised: z.boolean(),
});

export type WindowState = z.output<typeof windowState>;
export type Bounds = Omit<WindowState, 'maximised'>;

const firstSize = { width: 1280, height: 800, maximised: false } as const;

/** The kept state, as far as a screen still shows it; else a size and no place, which the system then chooses. */
export function readWindowState(
  file: string,
  screens: readonly Bounds[],
): WindowState | typeof firstSize {
  const kept = readState(file);
  if (kept === undefined) return firstSize;
  return screens.some((screen) => shows(screen, kept)) ? kept : firstSize;
}

export function saveWindowState(file: string, state: WindowState): void {
  writeWhole(file, JSON.stringify(state), { secret: true });
}

/** A lost or damaged file is not worth a word: the window opens where the system likes. */
function readState(file: string): WindowState | undefined {
  try {
    return windowState.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Enough of the title bar to drag the window by. */
const grip = { width: 100, height: 40 } as const;

function shows(screen: Bounds, window: Bounds): boolean {
  const across = Math.min(screen.x + screen.width, window.x + window.width);
  const down = Math.min(screen.y + screen.height, window.y + grip.height);
  return (
    across - Math.max(screen.x, window.x) >= grip.width &&
    down - Math.max(screen.y, window.y) >= grip.height
  );
}
