// Every decoder and parser that Podium feeds with what it did not write itself.

import type { Parser } from './parser.ts';
import { callParsers } from './parsers/calls.ts';
import { modelParsers } from './parsers/models.ts';
import { photoParsers } from './parsers/photos.ts';
import { textParsers } from './parsers/texts.ts';

export const parsers: readonly Parser[] = [
  ...photoParsers,
  ...textParsers,
  ...modelParsers,
  ...callParsers,
];

/** Throws where there is none of that name. */
export function parserNamed(name: string): Parser {
  const found = parsers.find((parser) => parser.name === name);
  if (found) return found;
  throw new Error(
    `There is no parser ${name}; there are ${parsers.map((one) => one.name).join(', ')}.`,
  );
}
