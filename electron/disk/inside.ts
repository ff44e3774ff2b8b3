// Whether one path lies in another, by their names alone.

import { isAbsolute, relative, sep } from 'node:path';

/** Also where both are the same. @param outer and `inner` absolute paths */
export function isInside(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
