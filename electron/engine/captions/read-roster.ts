// A list of players in any of the shapes that clubs send: CSV, TSV, semicolons, Photo Mechanic's codes, or plain lines.

import { EngineError } from '../../../shared/calls/rpc.ts';
import {
  isPlayerCode,
  rosterOfCodes,
  rosterOfLines,
  rosterOfTable,
  type ReadRoster,
} from '../../../shared/captions/roster.ts';
import { delimiterOf, tableRows, type TableRow } from '../../disk/csv-rows.ts';
import { reasonOf } from '../../disk/file-errors.ts';

/** Throws EngineError `bad-input` with a sentence where a text is no list of players. */
export function readRoster(text: string, what: string): ReadRoster {
  const read = rosterIn(text.replace(/^\ufeff/, '').replaceAll('\0', ''), what);
  if (read.players.length > 0) return read;
  const [first] = read.problems;
  const why = first ? ` Line ${first.line}: ${first.message}` : ' It is empty.';
  throw new EngineError('bad-input', `${what} names no player.${why}`);
}

function rosterIn(text: string, what: string): ReadRoster {
  const lines = plainLines(text);
  if (lines.length === 0) return { players: [], problems: [] };
  if (!lines.some(({ cells: [line = ''] }) => /[,;\t]/.test(line))) return rosterOfLines(lines);
  const asCodes = lines.map(({ line, cells: [all = ''] }) => ({ line, cells: all.split('\t') }));
  const coded = asCodes.filter(({ cells: [code = '', ...rest] }) => {
    return rest.length > 0 && isPlayerCode(code);
  });
  if (coded.length * 2 > lines.length) return rosterOfCodes(asCodes);
  try {
    return rosterOfTable(tableRows(text, delimiterOf(firstTableLine(text))));
  } catch (cause) {
    throw new EngineError('bad-input', `${what} cannot be read as a list: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

/** Lines with something in them that are no comments, each in one cell. */
function plainLines(text: string): TableRow[] {
  return text
    .split(/\r\n?|\n/)
    .map((line, index) => ({ line: index + 1, cells: [line] }))
    .filter(({ cells: [line = ''] }) => line.trim() !== '' && !line.trimStart().startsWith('//'));
}

/** What is between the cells shows in the first line that has several; a single header says nothing. */
function firstTableLine(text: string): string {
  return text.split(/\r\n?|\n/).find((line) => /[,;\t]/.test(line)) ?? '';
}
