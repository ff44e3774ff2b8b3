// One delivery on its way: its files one after the other, what is there already left out, until all have arrived.

import { errorCode } from '../../disk/file-errors.ts';
import type { DeliveryProblem, Destination } from '../../../shared/delivery/deliveries.ts';
import { addressOf } from '../../../shared/delivery/deliveries.ts';
import { basename } from 'node:path';
import type { FileToSend, KeptDeliveries } from './kept-deliveries.ts';
import { DeliveryError, FileProblem, problemOf } from './problems.ts';
import { openRemote } from './open-remote.ts';
import { placeName, type Remote, type RemoteOptions } from './remote.ts';
import { partName, sendFile } from './send-file.ts';

export type SendDelivery = {
  readonly id: number;
  readonly destination: Destination;
  readonly kept: KeptDeliveries;
  readonly remote: RemoteOptions;
  readonly signal: AbortSignal;
  /** Bytes on their way, and that a file has arrived. */
  readonly onBytes: (bytes: number) => void;
  readonly onFile: () => void;
};

/** What ended it: nothing is left (null), or a problem, which may pass. Rejects where `signal` is aborted. */
export async function sendDelivery(run: SendDelivery): Promise<DeliveryProblem | null> {
  const { destination, signal } = run;
  const where = placeName(destination);
  let name: string | null = null;
  let remote: Remote | null = null;
  const stop = () => remote?.close();
  signal.addEventListener('abort', stop);
  try {
    remote = await openRemote(destination, run.remote);
    signal.throwIfAborted();
    for (const file of waiting(run)) {
      name = basename(file.path);
      await sendOne(file, remote, run);
      signal.throwIfAborted();
    }
    return null;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError || error instanceof RangeError) throw error; // ours, not the server's
    return problemOf(error, where, name);
  } finally {
    signal.removeEventListener('abort', stop);
    remote?.close();
  }
}

function waiting({ kept, id }: SendDelivery): FileToSend[] {
  return kept.filesOf(id).filter(({ state }) => state === 'waiting');
}

async function sendOne(file: FileToSend, remote: Remote, run: SendDelivery): Promise<void> {
  const { kept, id, destination, signal, onBytes } = run;
  const address = addressOf(destination);
  try {
    const sent = await sendFile(file, { remote, kept, address, id, signal, onBytes });
    kept.arrived(id, file, sent);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof FileProblem)) throw error;
    kept.failed(id, file.path, error.message);
  }
  run.onFile();
}

/** What a delivery that is not to be finished may have left there half done; where that cannot be reached it stays. */
export async function removeParts(
  run: Pick<SendDelivery, 'id' | 'destination' | 'kept' | 'remote'>,
): Promise<void> {
  const next = run.kept.filesOf(run.id).find(({ state }) => state === 'waiting');
  if (!next) return;
  try {
    const remote = await openRemote(run.destination, run.remote);
    try {
      await remote.remove(partName(next.name, run.id));
    } finally {
      remote.close();
    }
  } catch (error) {
    if (error instanceof DeliveryError || errorCode(error) !== '') return;
    if (error instanceof TypeError || error instanceof RangeError) throw error;
  }
}
