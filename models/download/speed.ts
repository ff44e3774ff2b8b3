// How fast a download is and how long the rest will take, as snapshots a few times a second.

import type { DownloadProgress } from '../../shared/models.ts';

/** Snapshots are so far apart, whether anything arrived meanwhile or not: a line that stands still is told too. */
const intervalMs = 200;
/** The speed is that of the last seconds: a line that got slower is told soon. */
const windowMs = 5000;

export type Speed = {
  /** So many bytes came over the line for this model. */
  received(id: string, bytes: number): void;
  /** So many bytes are there without having come over the line now; negative when some were thrown away. */
  moved(id: string, bytes: number): void;
  /** Sends the last snapshot. */
  end(): void;
};

/** Sends snapshots until `end` is called. `id`: the model that comes first. */
export function createSpeed(
  id: string,
  totalBytes: number,
  send: (progress: DownloadProgress) => void,
): Speed {
  let current = id;
  let doneBytes = 0;
  let receivedBytes = 0;
  const marks = [{ ms: performance.now(), bytes: 0 }];
  const tell = () => {
    const nowMs = performance.now();
    marks.push({ ms: nowMs, bytes: receivedBytes });
    while (nowMs - (marks[1]?.ms ?? nowMs) > windowMs) marks.shift();
    const [first] = marks;
    const seconds = (nowMs - (first?.ms ?? nowMs)) / 1000;
    const bytesPerSecond = seconds > 0 ? (receivedBytes - (first?.bytes ?? 0)) / seconds : 0;
    const secondsLeft = bytesPerSecond > 0 ? (totalBytes - doneBytes) / bytesPerSecond : null;
    send({ id: current, doneBytes, totalBytes, bytesPerSecond, secondsLeft });
  };
  const timer = setInterval(tell, intervalMs);
  return {
    received(of, bytes) {
      receivedBytes += bytes;
      doneBytes += bytes;
      current = of;
    },
    moved(of, bytes) {
      doneBytes += bytes;
      current = of;
    },
    end() {
      clearInterval(timer);
      tell();
    },
  };
}
