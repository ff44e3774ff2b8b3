// The words of what is kept: where it lies, lost decisions, forgetting.

import type { Forgotten } from '../../shared/contract.ts';
import { count, photosText, plural } from './numbers.ts';

export const keptStrings = {
  where: (folder: string): string =>
    `Faces, names and decisions are kept in ${folder} on this computer, and nowhere else.`,
  lost: {
    title: 'Your decisions are not where they were',
    aside: 'Whatever you choose, the file that is there now is renamed and kept.',
    noCopy:
      'There is no copy that could be brought back. If you have one of your own, close Podium and put it in the place of that file.',
    restore: 'Bring this copy back',
    empty: 'Start without them',
  },
  forget: {
    title: 'Forget',
    person: (name: string): string => `Forget ${name}…`,
    folder: (folder: string): string => `Forget ${folder}…`,
    everything: 'Forget everything…',
    yes: 'Forget',
    no: 'Keep',
    working: 'Forgetting…',
    done: ({ photos, people, faces, copies }: Forgotten): string => {
      const what = [
        photos > 0 && photosText(photos),
        people > 0 && plural(people, 'person', 'people'),
        faces > 0 && plural(faces, 'face', 'faces'),
      ].filter((text) => text !== false);
      return `Forgotten: ${what.join(', ')}. Copies of the decisions: ${count(copies)} written anew or removed.`;
    },
  },
} as const;
