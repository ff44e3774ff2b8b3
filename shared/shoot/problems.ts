// What could not be read of the open folders, in one list: folders, files that are no photos, damaged photos.

import type { Problem } from '../photo.ts';

/** Each path once; of a path that is in several lists, what the last of them says: it was found out last. */
export function mergeProblems(...lists: readonly (readonly Problem[])[]): readonly Problem[] {
  return [...new Map(lists.flat().map((problem) => [problem.path, problem])).values()];
}
