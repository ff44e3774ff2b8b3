// Choices as lines of JSON, one a line: for other raters, other programs and labelling teams.

import { reasonsShown, verdicts, type Choice } from './choice.ts';

/** A choice as it stands in a line: its photos by picture, or by the name of a file. */
export type LineChoice = Omit<Choice, 'left' | 'right'> & {
  readonly left: string;
  readonly right: string;
  /** 1 first. */
  readonly line: number;
};

export type ReadLines = {
  readonly choices: readonly LineChoice[];
  /** What is wrong with lines that are none, as sentences. */
  readonly problems: readonly string[];
};

/** Far longer than any line of a choice, and short enough to be looked at. */
const longestLine = 4096;
const longestName = 80;

export function choiceLine(
  choice: Choice,
  files?: { readonly left: string; readonly right: string },
): string {
  const { atMs, ...rest } = choice;
  return JSON.stringify({
    ...rest,
    at: new Date(atMs).toISOString(),
    ...(files && { left_file: files.left, right_file: files.right }),
  });
}

/** @param nowMs when a choice was made that does not say */
export function readChoiceLines(text: string, nowMs: number): ReadLines {
  const choices: LineChoice[] = [];
  const problems: string[] = [];
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .forEach((line, index) => {
      if (line.trim() === '') return;
      const read = readLine(line, nowMs + index);
      if (typeof read === 'string') problems.push(`Line ${index + 1} ${read}.`);
      else choices.push({ ...read, line: index + 1 });
    });
  return { choices, problems };
}

/** What is wrong with it, as the end of a sentence, where it is no choice. */
function readLine(line: string, atMs: number): Omit<LineChoice, 'line'> | string {
  if (line.length > longestLine) return `is longer than ${longestLine} characters: it is no choice`;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'is no JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no object';
  const fields = value as Readonly<Record<string, unknown>>;
  const { left, right, verdict, at = null } = fields;
  if (typeof left !== 'string' || typeof right !== 'string' || left === '' || right === '')
    return 'names no two photos: it needs "left" and "right"';
  if (left === right) return 'names one photo twice';
  const said = verdicts.find((one) => one === verdict);
  if (said === undefined) return `needs a "verdict" of ${verdicts.join(', ')}`;
  const when = typeof at === 'string' ? Date.parse(at) : at === null ? atMs : NaN;
  if (!(when >= 0)) return 'has a time "at" that is none';
  const [rater, sport] = [fields['rater'] ?? '', fields['sport'] ?? ''];
  if (
    typeof rater !== 'string' ||
    typeof sport !== 'string' ||
    Math.max(rater.length, sport.length) > longestName
  )
    return `has a "rater" or "sport" that is no text of at most ${longestName} characters`;
  const shown = reasonsShown.find((one) => one === fields['shown']) ?? 'given';
  return {
    left,
    right,
    verdict: said,
    rater: rater.trim(),
    sport: sport.trim(),
    shown,
    atMs: when,
  };
}
