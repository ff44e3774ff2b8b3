// Where stills of videos lie: in the data folder, each under the path of its video, so that it counts as a photo of that folder.

import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import type { Settings } from '../../../shared/settings.ts';

export type StillsPlace = {
  /** All of them. */
  readonly folder: string;
  /** Whether stills are photos of the folders of their videos now. */
  areUsed(): boolean;
  /** Where the stills of a video lie, or those of all videos in a folder. */
  of(path: string): string;
  /** The video of a still; undefined for any other file. */
  videoOf(path: string): string | undefined;
};

/** Beside what is kept: a cache may be deleted, while a still of a video that is gone could not be taken again. */
export function stillsBeside(decisionsFile: string, settings: () => Settings): StillsPlace {
  const folder = resolve(dirname(decisionsFile), 'stills');
  return {
    folder,
    areUsed: () => settings()['stills.use'] === 'on',
    of(path) {
      const { root } = parse(path);
      return join(folder, rootName(root), path.slice(root.length));
    },
    videoOf(path) {
      if (!path.startsWith(folder + sep)) return undefined; // asked of every file of a folder
      const [first = '', ...rest] = relative(folder, dirname(path)).split(sep);
      return rootNamed(first) + rest.join(sep);
    },
  };
}

/** A root as the name of a folder: "root" for /, "disk C" for C:\, "share SERVER SHARE" for \\SERVER\SHARE\. */
function rootName(root: string): string {
  const words = root.split(/[\\/:]+/).filter((word) => word !== '');
  if (words.length === 0) return 'root';
  return [words.length === 1 ? 'disk' : 'share', ...words].join(' ');
}

function rootNamed(name: string): string {
  const [kind, first = '', ...more] = name.split(' ');
  if (kind === 'disk') return `${first}:${sep}`;
  return kind === 'share' ? `${sep}${sep}${first}${sep}${more.join(' ')}${sep}` : sep;
}
