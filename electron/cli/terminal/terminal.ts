// What the command line shows: results on stdout, progress and sentences on stderr.

import type { Delivery } from '../../../shared/delivery/deliveries.ts';
import type {
  AnalysisProgress,
  CountProgress,
  ExportProgress,
  IngestProgress,
} from '../../../shared/contract.ts';
import type { DownloadProgress } from '../../../shared/models.ts';
import type { TeachProgress } from '../../../shared/teach/taught-model.ts';
import type { StillsProgress } from '../../../shared/contract-stills.ts';
import { megabytes } from '../../../shared/units.ts';
import { reasonOf } from '../../engine/engine.ts';

/** Control characters, and those that turn the direction of text around. */
const controls = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Text on one line that changes nothing but what it shows: a file name may hold anything. */
export function printable(text: string): string {
  return text.replace(controls, '?');
}

/** Writes one or several lines of the result. */
export function print(lines: string): void {
  process.stdout.write(`${lines.split('\n').map(printable).join('\n')}\n`);
}

/** Writes a result whose every character has to arrive: what would control a terminal is escaped. */
export function printJson(value: unknown): void {
  const text = JSON.stringify(value, null, 2);
  const lines = text.split('\n').map((line) => line.replace(controls, escaped));
  process.stdout.write(`${lines.join('\n')}\n`);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Writes one sentence beside the result. */
export function say(sentence: string): void {
  process.stderr.write(`${printable(sentence)}\n`);
}

/**
 * Keeps working when nobody reads on: `podium rank | head -1`, or a terminal that was closed. Any other
 * trouble with the output, such as a full disk, ends the process with a sentence and exit code 1.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'EIO') return;
      say(`The results could not be written: ${reasonOf(error)}.`);
      process.exit(1);
    });
  }
}

/** Rows as a table with aligned columns; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => printable(String(cell))));
  const widths = cells.reduce<number[]>(
    (known, row) => row.map((cell, column) => Math.max(cell.length, known[column] ?? 0)),
    [],
  );
  const pad = (cell: string, column: number, row: number) => {
    const width = widths[column] ?? 0;
    const isNumber = typeof rows[row]?.[column] === 'number';
    return isNumber ? cell.padStart(width) : cell.padEnd(width);
  };
  return cells
    .map((row, index) =>
      row
        .map((cell, column) => pad(cell, column, index))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

type SendProgress = CountProgress &
  Pick<Delivery, 'destination' | 'bytesPerSecond' | 'secondsLeft'>;

export type ProgressLine<P> = {
  readonly show: (progress: P) => void;
  readonly end: () => void;
};

/** How far the analysis is. */
export function progressLine(): ProgressLine<AnalysisProgress> {
  return changingLine(progressText);
}

/** How far the export is. */
export function exportLine(what = 'exported'): ProgressLine<ExportProgress> {
  return changingLine(({ done, total }) => `${done} of ${total} photos ${what}`);
}

/** How far a copy from a card is. */
export function ingestLine(): ProgressLine<IngestProgress> {
  return changingLine(({ done, total, bytesPerSecond, secondsLeft }) =>
    [
      `${done} of ${total} shots copied`,
      `${megabytes(bytesPerSecond)}/s`,
      ...(secondsLeft === null ? [] : [`${duration(secondsLeft)} left`]),
    ].join(', '),
  );
}

/** How far taking stills is, videos in part: `1.4 of 3 videos looked at`. */
export function stillsLine(): ProgressLine<StillsProgress> {
  return changingLine(({ done, total, secondsLeft }) =>
    [
      `${done.toFixed(1)} of ${total} videos looked at`,
      ...(secondsLeft === null ? [] : [`${duration(secondsLeft)} left`]),
    ].join(', '),
  );
}

/** How far sending is. */
export function sendLine(): ProgressLine<SendProgress> {
  return changingLine(({ done, total, destination, bytesPerSecond, secondsLeft }) =>
    [
      `${done} of ${total} files sent to ${destination}`,
      ...(bytesPerSecond === 0 ? [] : [`${megabytes(bytesPerSecond)}/s`]),
      ...(secondsLeft === null ? [] : [`${duration(secondsLeft)} left`]),
    ].join(', '),
  );
}

/** How many of something are done: `12 of 300 photos looked at`. */
export function countLine(what: string): ProgressLine<CountProgress> {
  return changingLine(({ done, total }) => `${done} of ${total} ${what}`);
}

/** How far teaching is: photos are looked at first, then learned from. */
export function teachLine(): ProgressLine<TeachProgress> {
  const [looking, learning] = [0, 1].map(() =>
    changingLine<TeachProgress>(({ step, done, total, secondsLeft }) =>
      [
        step === 'looking' ? `${done} of ${total} photos looked at` : `learning: ${done} %`,
        ...(secondsLeft === null ? [] : [`${duration(secondsLeft)} left`]),
      ].join(', '),
    ),
  );
  return {
    show: (progress) => (progress.step === 'looking' ? looking : learning)?.show(progress),
    end: endLive,
  };
}

/** How far a download is; `title` names a model by its id. */
export function downloadLine(title: (id: string) => string): ProgressLine<DownloadProgress> {
  const line = changingLine<ExportProgress & { readonly text: string }>(({ text }) => text);
  return {
    show(progress) {
      const { id, doneBytes: done, totalBytes: total } = progress;
      line.show({ done, total, text: `${title(id)}: ${downloadText(progress)}` });
    },
    end: line.end,
  };
}

function downloadText(progress: DownloadProgress): string {
  const { doneBytes, totalBytes, bytesPerSecond, secondsLeft } = progress;
  const parts = [
    `${(doneBytes / 1e6).toFixed(1)} of ${megabytes(totalBytes)}`,
    `${megabytes(bytesPerSecond)}/s`,
    ...(secondsLeft === null ? [] : [`${duration(secondsLeft)} left`]),
  ];
  return parts.join(', ');
}

/** How many files were found so far, on a terminal only: there is no telling how many there will be. */
export function scanLine(): ProgressLine<{ readonly found: number }> {
  return {
    show({ found }) {
      if (process.stderr.isTTY) showLive(`${found} files found`);
    },
    end: endLive,
  };
}

/** Shows one line that keeps changing on a terminal, and a line every tenth of the way elsewhere. */
function changingLine<P extends CountProgress>(text: (progress: P) => string): ProgressLine<P> {
  let tenth = -1;
  return {
    show(progress) {
      if (progress.total === 0) return;
      if (process.stderr.isTTY) {
        showLive(text(progress));
        return;
      }
      const now = Math.floor((progress.done * 10) / progress.total);
      if (now > tenth) say(text(progress));
      tenth = Math.max(tenth, now);
    },
    end: endLive,
  };
}

function showLive(text: string): void {
  process.stderr.write(`\r\x1b[K${text}`);
}

function endLive(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

function progressText(progress: AnalysisProgress): string {
  const { done, total, photosPerSecond, secondsLeft, failed } = progress;
  const parts = [
    `${done} of ${total} photos`,
    `${photosPerSecond.toFixed(1)} photos/s`,
    ...(secondsLeft === null ? [] : [`${duration(secondsLeft)} left`]),
    ...(failed === 0 ? [] : [`${failed} not readable`]),
  ];
  return parts.join(', ');
}

/** Seconds as `45 s`, `3 min 20 s` or `2 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
