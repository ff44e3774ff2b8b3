// How far everything is that is sent: what is kept of it, with what is under way at this moment.

import type { Delivery } from '../../../shared/delivery/deliveries.ts';
import type { KeptDeliveries, KeptDelivery, KeptFile } from './kept-deliveries.ts';
import { bytesPerSecond, type Meter } from './pace.ts';
import type { SendQueue } from './send-queue.ts';

/** Notes beyond are counted, not listed. */
const mostNotes = 50;

/** Oldest first. */
export function deliveriesNow({
  kept,
  queue,
}: {
  readonly kept: KeptDeliveries;
  readonly queue: SendQueue;
}): Delivery[] {
  return kept.list().map((row) => deliveryNow(row, kept.filesOf(row.id), queue.meterOf(row.id)));
}

function deliveryNow(row: KeptDelivery, files: readonly KeptFile[], meter: Meter | null): Delivery {
  const arrived = files.filter(({ state }) => state === 'sent' || state === 'there');
  const doneBytes = bytesOf(arrived) + (meter?.openBytes ?? 0);
  const totalBytes = bytesOf(files.filter(({ state }) => state !== 'failed'));
  const againAtMs = meter?.againAtMs ?? null;
  const speed = meter && againAtMs === null ? bytesPerSecond(meter) : 0;
  const { id, destination, title } = row;
  return {
    ...{ id, destination, title },
    state: row.state === 'waiting' && meter && againAtMs === null ? 'sending' : row.state,
    problem: meter?.problem ?? row.problem,
    done: arrived.length,
    total: files.length,
    doneBytes,
    totalBytes,
    already: arrived.filter(({ state }) => state === 'there').length,
    bytesPerSecond: speed,
    secondsLeft: speed > 0 ? (totalBytes - doneBytes) / speed : null,
    againInSeconds: againAtMs === null ? null : Math.max(0, (againAtMs - performance.now()) / 1000),
    notes: notesOf(files),
  };
}

function bytesOf(files: readonly KeptFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function notesOf(files: readonly KeptFile[]): string[] {
  const notes = files.flatMap(({ name, sentAs, problem }) => [
    ...(sentAs === null ? [] : [`${name} is called ${sentAs} there: another file has that name.`]),
    ...(problem === null ? [] : [problem]),
  ]);
  const more = notes.length - mostNotes;
  return more > 0 ? [...notes.slice(0, mostNotes), `And ${more} more.`] : notes;
}
