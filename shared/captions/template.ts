// Templates of captions: texts with variables, what each variable stands for, and what is wrong with one that there is not.

import { listing } from '../listing.ts';
import {
  captionFieldNames,
  fieldEdit,
  fieldText,
  isListField,
  mergeCaptions,
  saidOnly,
  type Caption,
  type CaptionEdit,
  type CaptionField,
  type ListField,
} from './caption.ts';
import { offersFor } from './offers.ts';
import { playersNamed, teamsOf, type Player, type Roster } from './roster.ts';

/** The variables, in the order in which they are told. */
export const variables = {
  player: 'the persons shown, or who by the roster wears the numbers that were read',
  number: 'their numbers',
  team: 'their team',
  opponent: 'the other team of the roster, where it has two',
  date: 'the day it was taken, 2026-05-31',
  time: 'the time it was taken, 18:30',
  event: 'the event',
  venue: 'where it takes place',
  city: 'the city',
  country: 'the country',
  score: 'how the match stands, as the roster says it',
  name: 'the name of the file',
  camera: 'the camera',
  lens: 'the lens',
  sport: 'the sport, where it is sure',
} as const;

export type Variable = keyof typeof variables;

/** Texts with variables, by field; fields that are left out are left alone. */
export type TemplateFields = Readonly<Partial<Record<CaptionField, string>>>;
export type Template = { readonly name: string; readonly fields: TemplateFields };

/** What is known of a photo that is captioned. */
export type CaptionedPhoto = {
  /** Milliseconds as in `PhotoColumns.takenMs`; NaN when unknown. */
  readonly takenMs: number;
  /** Its file's name without folders. */
  readonly fileName: string;
  readonly camera: string | null;
  readonly lens: string | null;
  readonly sport: string | null;
  /** What is said of it by its file, and by the user. */
  readonly said: Caption;
  readonly written: Caption;
  /** Numbers that were read on it, the largest player first, and the names of its faces. */
  readonly numbers: readonly string[];
  readonly names: readonly string[];
};

export type Values = Readonly<Record<Variable, string>>;

/** What counts: what the user wrote, and where they wrote nothing what the file says. */
export function effective({ said, written }: Pick<CaptionedPhoto, 'said' | 'written'>): Caption {
  return saidOnly(mergeCaptions(written, said));
}

/** `{word}`: with letters alone, so that nothing else in braces is taken for a variable. */
const inBraces = /\{([\p{L}_ -]{1,40})\}/gu;

/** Null, or what is wrong, as a sentence. */
export function templateProblem(text: string): string | null {
  const unknown = [...text.matchAll(inBraces)].find(([, name = '']) => !isVariable(plain(name)));
  if (!unknown) return null;
  const names = listing(Object.keys(variables).map((name) => `{${name}}`));
  return `There is no variable ${unknown[0]}. There are ${names}.`;
}

export function hasVariables(text: string): boolean {
  return [...text.matchAll(inBraces)].length > 0;
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

function isVariable(name: string): name is Variable {
  return Object.hasOwn(variables, name);
}

export type Expanded = {
  readonly text: string;
  /** Variables of which nothing is known here. */
  readonly empty: readonly Variable[];
};

/** The text with what its variables stand for; those that there are not stay as they are. */
export function expandVariables(text: string, values: Values): Expanded {
  const empty = new Set<Variable>();
  const expanded = text.replace(inBraces, (all, said: string) => {
    const name = plain(said);
    if (!isVariable(name)) return all;
    if (values[name] === '') empty.add(name);
    return values[name];
  });
  return { text: tidied(expanded, empty.size > 0), empty: [...empty] };
}

/** Where nothing stood for a variable no two blanks are left, and none before a comma. */
function tidied(text: string, isEmpty: boolean): string {
  if (!isEmpty) return text;
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/[ \t]+([,.;:!?])/g, '$1')
    .trim();
}

/** What the variables stand for on a photo, once `edit` is written; `joined` makes one text of several. */
export function valuesFor(
  photo: CaptionedPhoto,
  roster: Roster,
  edit: CaptionEdit = {},
  joined: (words: readonly string[]) => string = listing,
): Values {
  const caption = { ...effective(photo), ...saidOnly(edit) };
  const players = playersOn(photo, roster, caption);
  const teams = [...new Set(players.map(({ team }) => team))].filter((team) => team !== '');
  const others = teamsOf(roster).filter((team) => !teams.includes(team));
  const isMatch = teams.length === 1 && others.length === 1;
  const shown = (field: CaptionField) => fieldText(caption, field);
  const taken = Number.isFinite(photo.takenMs) ? new Date(photo.takenMs).toISOString() : '';
  return {
    player: joined(players.map(({ name }) => name)),
    number: joined(players.map(({ number }) => number).filter((number) => number !== '')),
    team: joined(teams),
    opponent: isMatch ? (others[0] ?? '') : '',
    date: taken.slice(0, 10),
    time: taken.slice(11, 16),
    event: shown('event') || roster.match.event,
    venue: shown('location') || roster.match.venue,
    city: shown('city'),
    country: shown('country'),
    score: roster.match.score,
    name: photo.fileName.replace(/\.[^.]+$/, ''),
    camera: photo.camera ?? '',
    lens: photo.lens ?? '',
    sport: photo.sport ?? '',
  };
}

/** The persons shown; where none are said, those that a roster surely has for what was read and named. */
function playersOn(photo: CaptionedPhoto, roster: Roster, caption: Caption): Player[] {
  const { persons = [] } = caption;
  const names =
    persons.length > 0
      ? persons
      : offersFor({ ...photo, roster, shown: [] }).offered.map(({ name }) => name);
  return names.map((name) => playersNamed(roster, [name])[0] ?? { name, number: '', team: '' });
}

export type CaptionPlan = {
  readonly edit: CaptionEdit;
  /** Variables of which nothing is known on this photo. */
  readonly empty: readonly Variable[];
};

/**
 * What `typed` fields become on a photo: variables as they stand once the other fields are written, a list that begins with
 * `+` added to what is there.
 */
export function planCaption(
  typed: TemplateFields,
  photo: CaptionedPhoto,
  roster: Roster,
): CaptionPlan {
  const fields = captionFieldNames.filter((field) => typed[field] !== undefined);
  const plainFields = fields.filter((field) => !hasVariables(typed[field] ?? ''));
  const plainEdit = editOf(plainFields, (field) => typed[field] ?? '', photo);
  const inTexts = valuesFor(photo, roster, plainEdit);
  const inLists = valuesFor(photo, roster, plainEdit, (words) => words.join('; '));
  const empty = new Set<Variable>();
  const edit = editOf(
    fields,
    (field) => {
      const values = isListField(field) ? inLists : inTexts;
      const expanded = expandVariables(typed[field] ?? '', values);
      for (const name of expanded.empty) empty.add(name);
      return expanded.text;
    },
    photo,
  );
  return { edit, empty: [...empty] };
}

function editOf(
  fields: readonly CaptionField[],
  textOf: (field: CaptionField) => string,
  photo: CaptionedPhoto,
): CaptionEdit {
  const edits = fields.map((field) => {
    const text = textOf(field);
    return isListField(field) && text.startsWith('+')
      ? addedTo(field, text.slice(1), effective(photo))
      : fieldEdit(field, text);
  });
  return Object.assign({}, ...edits) as CaptionEdit;
}

function addedTo(field: ListField, text: string, caption: Caption): CaptionEdit {
  const fresh = fieldEdit(field, text)[field] ?? [];
  return fieldEdit(field, [...(caption[field] ?? []), ...fresh].join(';') + ';');
}
