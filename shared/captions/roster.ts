// Who plays: teams, numbers and names, made of a table however it came, and found again by number or name.

import { numberIn } from '../numbers.ts';
import { sameText } from './caption.ts';
import type { LineProblem } from './codes.ts';

export type Player = {
  /** Empty where the list does not say. */
  readonly team: string;
  /** One to three digits; empty for a coach, or where the list does not say. */
  readonly number: string;
  readonly name: string;
};

/** What is known of the match beside who plays; empty where nobody said. */
export type Match = { readonly event: string; readonly venue: string; readonly score: string };

export type Roster = { readonly players: readonly Player[]; readonly match: Match };

export const noMatch: Match = { event: '', venue: '', score: '' };
export const noRoster: Roster = { players: [], match: noMatch };

/** A line of a list as its cells; 1 is the first line. */
export type ListRow = { readonly line: number; readonly cells: readonly string[] };

export type ReadRoster = {
  readonly players: readonly Player[];
  readonly problems: readonly LineProblem[];
};

type Column = 'team' | 'number' | 'name' | 'first' | 'last';

/** What columns are called, in lower case and without dots. */
const headers: Readonly<Record<Column, readonly string[]>> = {
  team: ['team', 'club', 'side', 'mannschaft', 'verein', 'equipe', 'équipe', 'equipo', 'squadra'],
  number: [
    ...[
      'number',
      'no',
      'nr',
      'num',
      '#',
      'jersey',
      'shirt',
      'bib',
      'jersey number',
      'shirt number',
    ],
    ...['bib number', 'nummer', 'rückennummer', 'numéro', 'numero', 'número', 'dorsal', 'maglia'],
  ],
  name: ['name', 'player', 'athlete', 'full name', 'player name', 'spieler', 'spielerin', 'nom'],
  first: ['first name', 'firstname', 'first', 'given name', 'vorname', 'prénom', 'nombre'],
  last: ['last name', 'lastname', 'last', 'surname', 'family name', 'nachname', 'apellido'],
};

type Columns = Readonly<Partial<Record<Column, number>>>;

/** Players of a table, with or without a line of headers. */
export function rosterOfTable(rows: readonly ListRow[]): ReadRoster {
  const named = headersIn(rows[0]?.cells ?? []);
  const columns = named ?? guessed(rows.map(({ cells }) => cells));
  const lines = (named ? rows.slice(1) : rows).map(({ line, cells }) => {
    const cell = (column: Column) => (cells[columns[column] ?? -1] ?? '').trim();
    const name = cell('name') || [cell('first'), cell('last')].filter(Boolean).join(' ');
    return { line, team: cell('team'), number: cell('number'), name };
  });
  return checked(lastNamesLast(lines));
}

/** Null where the first line is no line of headers. */
function headersIn(cells: readonly string[]): Columns | null {
  const columns: Partial<Record<Column, number>> = {};
  for (const [place, cell] of cells.entries()) {
    const text = cell.trim().toLowerCase().replace(/[.:]$/, '');
    const found = (Object.keys(headers) as Column[]).find((name) => headers[name].includes(text));
    if (found !== undefined) columns[found] ??= place;
  }
  const isNamed = columns.name !== undefined || columns.last !== undefined;
  return isNamed || (columns.number !== undefined && cells.length === 1) ? columns : null;
}

/** The column of numbers is that with most of them; of the others the one with most different texts has the names. */
function guessed(rows: readonly (readonly string[])[]): Columns {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const places = Array.from({ length: width }, (_, place) => place);
  const column = (place: number) => rows.map((cells) => (cells[place] ?? '').trim());
  const share = (place: number) => column(place).filter((cell) => numberIn(cell) !== null).length;
  const number = places.find((place) => share(place) * 2 > rows.length);
  const texts = places
    .filter((place) => place !== number && column(place).some((cell) => /\p{L}/u.test(cell)))
    .map((place) => ({ place, different: new Set(column(place)).size }))
    .sort((a, b) => b.different - a.different || a.place - b.place);
  const [name, team] = texts;
  return {
    ...(number !== undefined && { number }),
    ...(name && { name: name.place }),
    ...(team && team.different < rows.length && { team: team.place }),
  };
}

type Line = Player & { readonly line: number };

/** "Saka, Bukayo" in every line is Bukayo Saka. */
function lastNamesLast(lines: readonly Line[]): readonly Line[] {
  const turned = lines.map(({ name }) => /^([^,]+),\s*([^,]+)$/.exec(name));
  if (lines.length === 0 || turned.some((match) => !match)) return lines;
  return lines.map((line, place) => {
    const [, last = '', first = ''] = turned[place] ?? [];
    return { ...line, name: `${first.trim()} ${last.trim()}` };
  });
}

/** Players of a code file: letters that stand for the team, the number, and the name; a third column may name the team. */
export function rosterOfCodes(rows: readonly ListRow[]): ReadRoster {
  const lines = rows.map(({ line, cells: [code = '', name = '', team = ''] }) => {
    const [, letters = '', number = ''] = playerCode.exec(code.trim()) ?? [];
    return { line, number, name: name.trim(), team: team.trim() || letters.toUpperCase() };
  });
  return checked(lines);
}

/** A player's code: letters, then the number. */
const playerCode = /^(\p{L}{1,6})[-_.]?(\d{1,3})$/u;

export function isPlayerCode(text: string): boolean {
  return playerCode.test(text.trim());
}

/** Players of plain lines, such as "10 Bukayo Saka"; a line without a number is the team of those below it. */
export function rosterOfLines(rows: readonly ListRow[]): ReadRoster {
  let team = '';
  const lines: Line[] = [];
  for (const { line, cells } of rows) {
    const text = cells.join(' ').trim();
    const [, number, name] = /^#?(\d{1,3})[.):\s-]+(.+)$/.exec(text) ?? [];
    const [, after, last] = /^(.+?)[\s,(-]+#?(\d{1,3})\)?$/.exec(text) ?? [];
    if (number !== undefined && name !== undefined)
      lines.push({ line, team, number, name: name.trim() });
    else if (after !== undefined && last !== undefined)
      lines.push({ line, team, number: last, name: after.trim() });
    else team = text.replace(/:$/, '').trim();
  }
  return checked(lines);
}

function checked(lines: readonly Line[]): ReadRoster {
  const players: Player[] = [];
  const problems: LineProblem[] = [];
  const places = new Map<string, number>();
  for (const { line, team, number: said, name } of lines) {
    const number = said === '' ? '' : numberIn(said);
    const key = `${number ?? ''} ${sameText(team)}`;
    const before = number === '' || number === null ? undefined : places.get(key);
    if (name === '') problems.push({ line, message: 'There is no name.' });
    else if (number === null)
      problems.push({ line, message: `"${said}" is no number of one to three digits.` });
    else if (before !== undefined)
      problems.push({ line, message: `The number ${number} is in line ${before} already.` });
    if (name === '' || number === null) continue;
    places.set(key, before ?? line);
    players.push({ team, number, name });
  }
  return { players, problems };
}

/** The teams in the order in which they come. */
export function teamsOf({ players }: Roster): string[] {
  return [...new Set(players.map(({ team }) => team))].filter((team) => team !== '');
}

/** All who wear a number: of two teams mostly one each. */
export function playersWith({ players }: Roster, number: string): Player[] {
  return players.filter((player) => player.number === number);
}

/** The players of these names, in the order of the names; names that nobody has are left out. */
export function playersNamed({ players }: Roster, names: readonly string[]): Player[] {
  return names.flatMap(
    (name) => players.find((one) => sameText(one.name) === sameText(name)) ?? [],
  );
}

/** One roster of those of several folders; the first match that says something counts. */
export function joinRosters(rosters: readonly Roster[]): Roster {
  const said = (field: keyof Match) =>
    rosters.map(({ match }) => match[field]).find((text) => text !== '') ?? '';
  return {
    players: rosters.flatMap(({ players }) => players),
    match: { event: said('event'), venue: said('venue'), score: said('score') },
  };
}
