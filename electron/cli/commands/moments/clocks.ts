// `podium clocks`: the cameras of folders, and how far the clock of each is moved.

import { resolve } from 'node:path';
import { cameraClocks, readShift, shiftText, type CameraClock } from '../../../../shared/clocks.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../../../shared/contract.ts';
import { bodyNamed, momentOf, moveClock } from '../../../host/moving-clocks.ts';
import { print, printJson, say, table } from '../../terminal/terminal.ts';
import { analyseFolder, syncFolder } from '../folder.ts';

export type ClocksOptions = {
  readonly camera?: string;
  readonly by?: string;
  readonly right?: string;
  readonly wrong?: string;
  readonly json?: boolean;
  readonly recursive: boolean;
};

/** Exit code 0, or 3 when some photos could not be read. */
export async function clocks(
  call: Call<PodiumContract>,
  folders: readonly string[],
  options: ClocksOptions,
  signal: AbortSignal,
): Promise<number> {
  const { camera, by, right, wrong } = options;
  const seconds = by === undefined ? null : readShift(by);
  refuse(options, seconds);
  const found = await syncFolder(call, folders, options.recursive, signal);
  const { columns, input, problems } = await analyseFolder(call, found, signal);
  const moment =
    right !== undefined && wrong !== undefined
      ? momentOf(columns, resolve(right), resolve(wrong))
      : camera !== undefined && seconds !== null
        ? { body: bodyNamed(columns, camera), seconds }
        : null;
  tell(moment ? await moveClock(call, input, moment, signal) : cameraClocks(columns), options);
  return problems.length > 0 ? 3 : 0;
}

function refuse({ camera, by, right, wrong }: ClocksOptions, seconds: number | null): void {
  if ((camera === undefined) !== (by === undefined))
    throw new EngineError('bad-input', 'Give both --camera and --by.');
  if ((right === undefined) !== (wrong === undefined))
    throw new EngineError('bad-input', 'Give both --right and --wrong.');
  if (camera !== undefined && right !== undefined)
    throw new EngineError('bad-input', 'Give either --camera and --by, or --right and --wrong.');
  if (by !== undefined && seconds === null)
    throw new EngineError('bad-input', `"${by}" is no time: give --by=+1:00:00 or --by=-2.5.`);
}

function tell(cameras: readonly CameraClock[], { json = false }: ClocksOptions): void {
  if (json) printJson({ cameras });
  else if (cameras.length > 0)
    print(
      table(
        cameras.map(({ body, photos, seconds }) => [
          body,
          photos,
          seconds === null ? 'differs between its folders' : shiftText(seconds),
        ]),
      ),
    );
  if (cameras.length === 0) say('No photo there says which camera took it.');
}
