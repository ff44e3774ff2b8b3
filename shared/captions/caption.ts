// A photo's caption: the fields of IPTC Core that a sports desk asks for, what the file says in them, and what the user wrote.

/** The fields in the order in which they are filled in. `list` fields hold several texts. */
export const captionFields = [
  { name: 'headline', label: 'Headline', kind: 'text' },
  { name: 'description', label: 'Description', kind: 'lines' },
  { name: 'persons', label: 'Persons shown', kind: 'list' },
  { name: 'keywords', label: 'Keywords', kind: 'list' },
  { name: 'event', label: 'Event', kind: 'text' },
  { name: 'location', label: 'Location', kind: 'text' },
  { name: 'city', label: 'City', kind: 'text' },
  { name: 'country', label: 'Country', kind: 'text' },
  { name: 'byline', label: 'Byline', kind: 'text' },
  { name: 'copyright', label: 'Copyright', kind: 'text' },
] as const;

type FieldRow = (typeof captionFields)[number];
export type CaptionField = FieldRow['name'];
export type ListField = Extract<FieldRow, { kind: 'list' }>['name'];
export type TextField = Exclude<CaptionField, ListField>;

export const captionFieldNames = captionFields.map(({ name }) => name);

/** What is said in some fields; one that is left out says nothing. Texts have no blanks around them. */
export type Caption = Readonly<Partial<Record<TextField, string>>> &
  Readonly<Partial<Record<ListField, readonly string[]>>>;

/** What is to be said in some fields: an empty text empties the field, null leaves it to the file again. */
export type CaptionEdit = Readonly<Partial<Record<TextField, string | null | undefined>>> &
  Readonly<Partial<Record<ListField, readonly string[] | null | undefined>>>;

/** The longest text of a field, in characters: far more than any desk takes. */
export const longestText = 10_000;
/** The most entries of a list field. */
export const mostEntries = 200;

export function isListField(field: CaptionField): field is ListField {
  return field === 'persons' || field === 'keywords';
}

export function isCaptionField(name: string): name is CaptionField {
  return captionFieldNames.some((field) => field === name);
}

/** What is said first wins, field by field; the others fill what it leaves open. */
export function mergeCaptions(first: Caption, second: Caption): Caption {
  return { ...second, ...first };
}

/** `caption` without what it says nothing in. */
export function saidOnly(caption: CaptionEdit): Caption {
  const said = Object.entries(caption).filter(([, value]) => value && value.length > 0);
  return Object.fromEntries(said);
}

/** The text of one field as it is shown and typed; lists as `listText`. Empty where it says nothing. */
export function fieldText(caption: CaptionEdit, field: CaptionField): string {
  if (isListField(field)) return listText(caption[field] ?? []);
  return caption[field] ?? '';
}

/** One field with what was typed into it. */
export function fieldEdit(field: CaptionField, typed: string): CaptionEdit {
  if (isListField(field)) return { [field]: listed(typed) };
  return { [field]: cleanText(typed) };
}

/** Without blanks around it, lines ended by \n. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim().slice(0, longestText);
}

/** A list on one line: commas between, or semicolons where an entry has a comma of its own. */
export function listText(entries: readonly string[]): string {
  if (!entries.some((entry) => entry.includes(','))) return entries.join(', ');
  return entries.length === 1 ? `${entries.join('')};` : entries.join('; ');
}

/** What was typed as a list: between semicolons where there is one, else between commas; nothing twice. */
export function listed(typed: string): string[] {
  const parts = typed.split(typed.includes(';') ? /[;\n\r]/ : /[,\n\r]/);
  return distinct(parts.map((part) => part.trim()).filter((part) => part !== ''));
}

/** Each text once, whatever its case and however its accents are encoded; the first stays. */
export function distinct(texts: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const text of texts) if (!seen.has(sameText(text))) seen.set(sameText(text), text);
  return [...seen.values()].slice(0, mostEntries);
}

/** The same for texts that differ in case or in how accents are encoded only. */
export function sameText(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
