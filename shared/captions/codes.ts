// Code replacements as Photo Mechanic has them: short codes in a tab-separated file that stand for names and texts.

export type Codes = ReadonlyMap<string, readonly string[]>;

/** What is wrong in a line; 1 is the first. */
export type LineProblem = { readonly line: number; readonly message: string };

export type CodeFile = { readonly codes: Codes; readonly problems: readonly LineProblem[] };

/** Photo Mechanic's own (docs.camerabits.com, "Introduction to Code Replacements"). */
export const usualDelimiter = '=';

/**
 * One code a line: the code, a tab, what it stands for, and after further tabs what else it can stand for. Codes are
 * case-sensitive; lines that begin with `//` are comments. Of a code that comes twice the first line counts, and it is told.
 */
export function parseCodes(text: string): CodeFile {
  const codes = new Map<string, readonly string[]>();
  const lines = new Map<string, number>();
  const problems: LineProblem[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const line = index + 1;
    if (raw.trim() === '' || raw.trimStart().startsWith('//')) continue;
    const [first = '', ...rest] = raw.split('\t').map((cell) => cell.trim());
    const texts = rest.filter((cell, place) => cell !== '' || place === 0);
    const problem = problemOf(first, texts, lines.get(first));
    if (problem !== null) problems.push({ line, message: problem });
    else {
      codes.set(first, texts);
      lines.set(first, line);
    }
  }
  return { codes, problems };
}

function problemOf(code: string, texts: readonly string[], before?: number): string | null {
  if (texts.length === 0) return 'There is no tab between a code and its text.';
  if (code === '') return 'There is no code before the tab.';
  if (texts[0] === '') return `The code ${code} stands for nothing: after its tab is no text.`;
  return before === undefined
    ? null
    : `The code ${code} is in line ${before} already, and that line counts.`;
}

/** Codes of several files; where two have the same code that of the later file counts. */
export function joinCodes(files: readonly Codes[]): Codes {
  return new Map(files.flatMap((codes) => [...codes]));
}

/** The delimiter that a setting holds: its first letter that is no blank. */
export function delimiterIn(setting: string): string {
  return Array.from(setting.trim())[0] ?? usualDelimiter;
}

/** What stands between two delimiters: a code, and which of its texts, 1 the first. */
function textFor(inside: string, codes: Codes): string | undefined {
  const whole = codes.get(inside)?.[0];
  if (whole !== undefined) return whole;
  const [, code = '', place = ''] = /^(.*)#(\d+)$/.exec(inside) ?? [];
  return codes.get(code)?.[Number(place) - 1];
}

/** `=ab10=` and `=ab10#2=` replaced by what they stand for; what is no code of these stays as it is. */
export function expandCodes(text: string, codes: Codes, delimiter: string): string {
  const parts = text.split(delimiter);
  let expanded = parts[0] ?? '';
  for (let i = 1; i < parts.length; i++) {
    const inside = parts[i] ?? '';
    // Without a delimiter after it, it is no code.
    const found = i + 1 < parts.length ? textFor(inside, codes) : undefined;
    if (found === undefined) expanded += delimiter + inside;
    else expanded += found + (parts[++i] ?? '');
  }
  return expanded;
}

export type Typed = { readonly text: string; readonly caret: number };

/** As soon as the delimiter after a code is typed the code becomes its text; null where nothing is to be replaced. */
export function expandTyped({ text, caret }: Typed, codes: Codes, delimiter: string): Typed | null {
  const before = text.slice(0, caret);
  if (!before.endsWith(delimiter)) return null;
  const end = caret - delimiter.length;
  const start = before.lastIndexOf(delimiter, end - 1);
  if (start < 0 || end <= start) return null;
  const found = textFor(before.slice(start + delimiter.length, end), codes);
  if (found === undefined) return null;
  return { text: text.slice(0, start) + found + text.slice(caret), caret: start + found.length };
}
