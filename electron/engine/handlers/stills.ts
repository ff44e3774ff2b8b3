// Handlers of stills: those of the videos in folders, one video after the other.

import { resolve } from 'node:path';
import type { StillsTaken } from '../../../shared/contract-stills.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Area, EngineParts } from '../context.ts';
import { kindOfOther } from '../files/left-out.ts';
import { filesIn, type FolderInput } from '../files/sync.ts';
import { atMostTenASecond, createSecondsLeft } from '../progress.ts';
import { findFfmpeg } from '../stills/ffmpeg.ts';
import { takeStills } from '../stills/take-stills.ts';
import { bytesOfStills } from '../stills/taken.ts';
import { createTurns } from '../turns.ts';

type Parts = Pick<EngineParts, 'files' | 'sync' | 'settings' | 'stills'>;

export function stillsHandlers(parts: Parts): Area<'stills'> {
  const turns = createTurns(); // two at once would take the same ones, and each the half of the machine
  return {
    'stills.take': ({ videos, ...input }, call) =>
      turns.inTurn(async (): Promise<StillsTaken> => {
        const settings = parts.settings();
        if (settings['stills.use'] === 'off') throw new EngineError('bad-input', turnedOff);
        await parts.sync(input, call.signal);
        const chosen = chosenOf(videosIn(parts, input), videos);
        if (chosen.length === 0) return { videos: [] };
        const program = await findFfmpeg(settings['stills.ffmpeg']);
        const room = {
          bytes: settings['stills.mostMegabytes'] * 1e6 - bytesOfStills(parts.stills.folder),
        };
        const secondsLeft = createSecondsLeft();
        const tell = atMostTenASecond(call.onProgress);
        const taken: StillsTaken['videos'][number][] = [];
        for (const path of chosen)
          taken.push(
            await takeStills(path, {
              ...{ program, settings, room, signal: call.signal },
              folder: parts.stills.of(path),
              onShare(share) {
                const done = taken.length + share;
                const left = secondsLeft(done / chosen.length);
                tell({ done, total: chosen.length, secondsLeft: left });
              },
            }),
          );
        call.onProgress({ done: chosen.length, total: chosen.length, secondsLeft: 0 });
        return { videos: taken };
      }),
  };
}

const turnedOff = 'Stills of videos are turned off in the settings.';

function videosIn({ files }: Parts, input: FolderInput): string[] {
  return filesIn(files, input)
    .filter(({ path, kind }) => kind === null && kindOfOther(path) === 'video')
    .map(({ path }) => path);
}

/** Throws EngineError `not-found` for one that is none of the folders' videos. */
function chosenOf(all: readonly string[], asked: readonly string[] | undefined): readonly string[] {
  const chosen = asked?.map((path) => resolve(path));
  const unknown = chosen?.find((path) => !all.includes(path));
  if (unknown !== undefined) throw new EngineError('not-found', `${unknown} is not a video.`);
  return chosen ?? all;
}
