// What a file is called that is set aside: no longer used, and kept for whoever can make something of it.

import { basename, dirname, join } from 'node:path';

/** Between the name and the time at which it was set aside. */
export const asideMark = '.aside-';

export function asideName(file: string): string {
  const time = new Date().toISOString().slice(0, 23).replaceAll(/[:.]/g, '-');
  return join(dirname(file), `${basename(file)}${asideMark}${time}`);
}
