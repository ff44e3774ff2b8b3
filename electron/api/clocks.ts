// `POST /clocks`: the cameras of folders, and how far the clock of each is moved, as `podium clocks --json` prints them.

import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { cameraClocks, mostShiftSeconds } from '../../shared/clocks.ts';
import { bodyNamed, momentOf, moveClock } from '../host/moving-clocks.ts';
import type { ApiContext } from './context.ts';
import { openFolders } from './folder.ts';
import { onlyJson } from './input.ts';
import { absolute } from './photos.ts';
import { folders, path } from './schemas.ts';

export const clocksRequest = folders.extend({
  move: z
    .object({
      camera: z.string().min(1).meta({ description: 'A part of its name.' }),
      seconds: z.number().min(-mostShiftSeconds).max(mostShiftSeconds).meta({
        description: 'How far its clock is moved in all; 0 takes it as it was.',
      }),
    })
    .optional(),
  same: z.object({ right: path, wrong: path }).optional().meta({
    description:
      'Two photos of the same moment by two cameras: the clock of the second is moved to the time of the first.',
  }),
});

export const clocks = z.object({
  cameras: z.array(
    z.object({
      body: z.string().meta({ description: 'Its name, with its serial number where it is known.' }),
      photos: z.int(),
      seconds: z.number().nullable().meta({
        description: 'How far its clock is moved; null where that differs between its folders.',
      }),
    }),
  ),
});

export async function tellClocks(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof clocks>> {
  const { move, same, ...asked } = await onlyJson(request, clocksRequest);
  const { columns, input } = await openFolders(call, asked, signal);
  let cameras = cameraClocks(columns);
  if (move) {
    const moment = { body: bodyNamed(columns, move.camera), seconds: move.seconds };
    cameras = await moveClock(call, input, moment, signal);
  }
  if (same) {
    const moment = momentOf(columns, absolute(same.right), absolute(same.wrong));
    cameras = await moveClock(call, input, moment, signal);
  }
  return { cameras };
}
