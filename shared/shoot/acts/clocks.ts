// Cameras' clocks put right in the open folders: kept with them, undone as a decision.

import type { ClockChange } from '../../contract.ts';
import type { SameMoment } from '../../clocks.ts';
import { settled } from '../changes.ts';
import type { Step } from '../undo-line.ts';
import { attempt, type OpenShoot } from './open.ts';
import { takeNewColumns } from './results.ts';
import { noteAndSay } from './undo.ts';

/** Moves the clock of one camera by so many seconds in all; `text` says it. */
export function moveClock(
  open: OpenShoot,
  { body, seconds }: SameMoment,
  text: string,
): Promise<void> {
  const changes = open.get().folders.map((folder) => ({ folder, body, seconds }));
  let before: readonly ClockChange[] = [];
  const write = async (wanted: () => readonly ClockChange[]) => {
    const { host } = open;
    await open.whileOpen(
      host.writes.add(async () => {
        before = (await host.call('clock.write', { changes: [...wanted()] })).before;
      }),
    );
    await takeNewColumns(open);
    open.put(settled(open.get()));
  };
  const step: Step = {
    text,
    undo: () => write(() => before),
    redo: () => write(() => changes),
  };
  return attempt(open, async () => {
    await write(() => changes);
    noteAndSay(open, 'decided', step);
  });
}
