// Files of a folder that are not taken as photos, counted by what they are: nothing vanishes without a word.

export const leftOutKinds = ['video', 'sound', 'sidecar', 'unfinished', 'other'] as const;

/**
 * `sidecar`: edits of a photo by a program whose files are not read, descriptions of none here, and thumbnails of videos. `unfinished`: copies that another program keeps before
 * it writes, and files that are still being copied.
 */
export type LeftOutKind = (typeof leftOutKinds)[number];

/** How many of each kind; a kind that is not there is absent. */
export type LeftOut = Readonly<Partial<Record<LeftOutKind, number>>>;

const words: Readonly<Record<LeftOutKind, readonly [one: string, many: string]>> = {
  video: ['video', 'videos'],
  sound: ['sound recording', 'sound recordings'],
  sidecar: ['sidecar file', 'sidecar files'],
  unfinished: ['backup or unfinished copy', 'backups or unfinished copies'],
  other: ['other file', 'other files'],
};

/** What files of a kind are called: "Videos". */
export function leftOutWord(kind: LeftOutKind): string {
  const [, many] = words[kind];
  return many.charAt(0).toUpperCase() + many.slice(1);
}

/** "2 videos and 1 other file were left out: they are not photos."; null where nothing was. */
export function leftOutSentence(leftOut: LeftOut): string | null {
  const counted = leftOutKinds.flatMap((kind) => {
    const count = leftOut[kind] ?? 0;
    return count === 0 ? [] : [{ count, text: `${count} ${words[kind][count === 1 ? 0 : 1]}` }];
  });
  if (counted.length === 0) return null;
  const [last = '', ...before] = counted.map(({ text }) => text).reverse();
  const list = before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
  const isOne = counted.length === 1 && counted[0]?.count === 1;
  return `${list} ${isOne ? 'was left out: it is not a photo' : 'were left out: they are not photos'}.`;
}

/** How many of each kind there are. */
export function countLeftOut(kinds: Iterable<LeftOutKind>): LeftOut {
  const counts: Partial<Record<LeftOutKind, number>> = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
