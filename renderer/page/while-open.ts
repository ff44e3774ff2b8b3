// Whether what was begun still means the folders that are open: other ones may be opened while an answer is awaited.

import { get } from './store.ts';

/** Remembers the open folders; the answer is whether they are still the open ones, not closed or opened anew. */
export function whileOpen(): () => boolean {
  const { folders } = get();
  return () => get().folders === folders;
}
