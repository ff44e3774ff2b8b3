// Cameras' clocks moved in folders, asked of the engine: what the command line and the HTTP API have in common.

import {
  cameraClocks,
  sameMoment,
  type CameraClock,
  type SameMoment,
} from '../../shared/clocks.ts';
import { EngineError, type Call } from '../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { FolderInput } from './rank-folders.ts';

/** Moves a clock in each of the folders; the cameras as they are then. */
export async function moveClock(
  call: Call<PodiumContract>,
  input: FolderInput,
  moment: SameMoment,
  signal: AbortSignal,
): Promise<CameraClock[]> {
  const changes = input.folders.map((folder) => ({ folder, ...moment }));
  await call('clock.write', { changes }, { signal });
  return cameraClocks(await call('folder.columns', input, { signal }));
}

/** The one camera whose name has this part, in any case. Throws EngineError `not-found` for none, `bad-input` for several. */
export function bodyNamed({ bodies }: PhotoColumns, part: string): string {
  const wanted = part.toLowerCase();
  const exact = bodies.names.find((name) => name.toLowerCase() === wanted);
  const found = bodies.names.filter((name) => name.toLowerCase().includes(wanted));
  const [body, more] = exact === undefined ? found : [exact];
  if (body === undefined)
    throw new EngineError('not-found', `No photo there was taken by a camera named "${part}".`);
  if (more !== undefined)
    throw new EngineError('bad-input', `"${part}" may be ${found.join(' or ')}: say which.`);
  return body;
}

/** What makes the clock of the camera of `wrong` show the time of `right`; both by their absolute paths. Throws EngineError. */
export function momentOf(columns: PhotoColumns, right: string, wrong: string): SameMoment {
  const [one, other] = [right, wrong].map((path) => {
    const photo = columns.paths.indexOf(path);
    if (photo < 0) throw new EngineError('not-found', `${path} is no photo of these folders.`);
    return photo;
  });
  const moment = sameMoment(columns, one ?? 0, other ?? 0);
  if (moment) return moment;
  throw new EngineError(
    'bad-input',
    'The two photos must be of two cameras, and both must say when they were taken.',
  );
}
