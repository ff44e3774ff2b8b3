// What is said of stills and the videos that gave them, on the page and on the command line.

import type { StillsTaken } from '../contract-stills.ts';

/** Videos of open folders that gave stills, and how many. */
export type StillsCount = { readonly videos: number; readonly stills: number };

export const noStills: StillsCount = { videos: 0, stills: 0 };

/** "3 videos gave 41 stills."; null where there is none. */
export function stillsSentence({ videos, stills }: StillsCount): string | null {
  return videos === 0 ? null : `${counted(videos, 'video')} gave ${counted(stills, 'still')}.`;
}

/** What taking stills came to: what they gave in all, then what is to be said of single videos. */
export function takenSentences({ videos }: StillsTaken): string[] {
  if (videos.length === 0) return ['There is no video in these folders.'];
  const giving = videos.filter((video) => video.stills > 0);
  const stills = giving.reduce((sum, video) => sum + video.stills, 0);
  const gave = stillsSentence({ videos: giving.length, stills }) ?? 'No video gave a still.';
  return [gave, ...videos.flatMap(({ problem }) => problem ?? [])];
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
