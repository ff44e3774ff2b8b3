// What the command line shows: results on stdout, progress and sentences on stderr.

import type { AnalysisProgress } from '../../shared/contract.ts';

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Rows as a table with aligned columns; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String));
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

export type ProgressLine = {
  readonly show: (progress: AnalysisProgress) => void;
  readonly end: () => void;
};

/** Shows one line that keeps changing on a terminal, and a line every tenth of the way elsewhere. */
export function progressLine(): ProgressLine {
  const live = process.stderr.isTTY;
  let tenth = -1;
  return {
    show(progress) {
      if (progress.total === 0) return;
      if (live) {
        process.stderr.write(`\r\x1b[K${progressText(progress)}`);
        return;
      }
      const now = Math.floor((progress.done * 10) / progress.total);
      if (now > tenth) say(progressText(progress));
      tenth = Math.max(tenth, now);
    },
    end() {
      if (live) process.stderr.write('\r\x1b[K');
    },
  };
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
