// What the aesthetic is measured by: a setting, and the results that follow from it; no photo is opened for them.

import type { Settings } from '../../settings.ts';
import { arrived } from '../changes.ts';
import { attempt, type OpenShoot } from './open.ts';
import { takeResults } from './results.ts';
import { noteAndSay } from './undo.ts';

export type AestheticWay = Settings['clip.aesthetic'];

/** Has it measured in another way, in what is open and from now on. */
export function measureAestheticBy(
  open: OpenShoot,
  way: AestheticWay,
  text: string,
): Promise<void> {
  const before = open.get().known.settings['clip.aesthetic'];
  const set = async (next: AestheticWay) => {
    const settings = await open.tell('settings.write', { values: { 'clip.aesthetic': next } });
    open.put(arrived(open.get(), { settings }));
    await takeResults(open);
  };
  return attempt(open, async () => {
    await set(way);
    noteAndSay(open, 'looked', { text, undo: () => set(before) });
  });
}
