// Whether the numbers on shirts are read: a setting, and the analysis that follows from it.

import { arrived } from '../changes.ts';
import { analyseAgain } from './analysing.ts';
import { attempt, type OpenShoot } from './open.ts';
import { noteAndSay } from './undo.ts';

/** Has them read, in what is open and from now on. */
export function readNumbers(open: OpenShoot, text: string): Promise<void> {
  return attempt(open, async () => {
    const set = async (value: 'off' | 'on') => {
      const settings = await open.tell('settings.write', { values: { 'numbers.read': value } });
      open.put(arrived(open.get(), { settings }));
      analyseAgain(open);
    };
    await set('on');
    noteAndSay(open, 'looked', { text, undo: () => set('off') });
  });
}
