// What the user decided, as far as it can be counted, and how to say what a copy of it has and lacks.

/** How much was ever said in a decisions.db. */
export type Extent = {
  /** Photos with a pick, reject, stars or label. */
  readonly photos: number;
  /** People with a name. */
  readonly people: number;
  /** Decisions, names and presets that were ever changed: it only grows. */
  readonly changes: number;
};

export type KeptCopy = Extent & {
  readonly file: string;
  readonly madeMs: number;
  /** Changes that were made after it; null when nobody knows. */
  readonly lacks: number | null;
};

export type LostKept = {
  /** What is wrong, as a sentence. */
  readonly why: string;
  /** The newest copy that is whole; null when there is none. */
  readonly copy: KeptCopy | null;
};

/** How it stands with what the user decided. */
export type KeptState = {
  /** Where decisions, faces and names lie, and nowhere else. */
  readonly folder: string;
  /** Null when decisions.db is whole. */
  readonly lost: LostKept | null;
  /** Copies that are kept, newest first. */
  readonly copies: readonly string[];
  /** Files that were damaged or replaced, and are no longer used. */
  readonly aside: readonly string[];
  /** What the user should be told of the settings file, as sentences. */
  readonly notes: readonly string[];
};

/** What one gets back with a copy, and what not. */
export function copySentences(copy: KeptCopy): string {
  const made = new Date(copy.madeMs);
  const day = `${made.getDate()} ${months[made.getMonth()] ?? ''} ${made.getFullYear()}`;
  const time = `${two(made.getHours())}:${two(made.getMinutes())}`;
  const has = `The copy of ${day}, ${time} has the decisions on ${many(copy.photos, 'photo', 'photos')} and ${many(copy.people, 'named person', 'named people')}.`;
  if (copy.lacks === null) return `${has} What was decided after that is not in it.`;
  return copy.lacks === 0
    ? `${has} Nothing was changed after that.`
    : `${has} The last ${many(copy.lacks, 'change', 'changes')} after that ${copy.lacks === 1 ? 'is' : 'are'} not in it.`;
}

const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function many(count: number, one: string, more: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${more}`;
}

/** What is asked before anything is forgotten, in the app and on the command line. */
export const forgetQuestions = {
  person: (name: string): string =>
    `Forget ${name}? The name, the faces that were given it and what they look like are removed, from the copies of your decisions as well. The photos stay. This cannot be taken back.`,
  folder: (folder: string): string =>
    `Forget ${folder}? All that is known of its photos, their thumbnails and what you decided about them are removed, from the copies of your decisions as well. The photos themselves stay. This cannot be taken back.`,
  everything:
    'Forget everything? All that is known of every photo, every person, all your decisions, presets and the copies of them are removed. The photos themselves, your settings and the models stay. This cannot be taken back.',
} as const;
