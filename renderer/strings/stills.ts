// Words of stills of videos.

import { plural } from './numbers.ts';

export const stillStrings = {
  open: 'Take stills of videos',
  take: (videos: number) => `Take stills of ${plural(videos, 'video', 'videos')}`,
  means:
    'Finds the moments of play in the videos and takes the best frame of each as a photo of this folder. The videos are only read.',
  video: 'Video',
  place: (video: string, timecode: string | null) =>
    timecode === null ? video : `${video} at ${timecode}`,
  progress: 'Taking stills',
  looking: 'Looking at the videos…',
  done: (done: number, total: number) =>
    total === 1
      ? `Taking stills · ${Math.floor(100 * done)} %`
      : `Taking stills · video ${Math.min(total, Math.floor(done) + 1)} of ${total}`,
  stop: 'Stop',
  stopped: 'Stopped. The next time goes on from here.',
} as const;
