// Sends what an album has become, where that is asked for.

import type { ExportedFile } from '../../../shared/contract.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { filesToSend } from './files-to-send.ts';
import type { Sending } from './sending.ts';

/** Throws EngineError where it cannot be queued: the album is made then all the same. */
export async function sendMade(
  { sending }: { readonly sending: Sending },
  destination: string,
  made: readonly Pick<ExportedFile, 'to'>[],
): Promise<void> {
  try {
    const { title, files } = await filesToSend(made.map(({ to }) => to));
    sending.kept.add(destination, title, files);
  } catch (error) {
    const sentence = `The album was made, but it could not be sent to ${destination}: ${reasonOf(error)}.`;
    throw new EngineError('internal', sentence, { cause: error });
  }
  if (sending.isOn()) sending.queue.wake();
}
