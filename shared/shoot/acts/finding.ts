// Wanting something else: at once where nothing has to be found for it, and when it is found where the engine is asked.

import { compare, findWords } from './answers.ts';
import { only } from '../selection.ts';
import { isCancelled, sentenceOf } from '../../calls/rpc.ts';
import { attempt, type OpenShoot } from './open.ts';
import { catchUp, takeResults } from './results.ts';
import { changed } from '../changes.ts';
import type { Asked, Known, PersonQuery, Wanted, WordQuery } from '../shoot.ts';

/** The user wants something else, without a step back. `known`: an answer that it waited for. */
export function want(open: OpenShoot, change: Partial<Wanted>, known: Partial<Known> = {}): void {
  const { aestheticBy } = open.get().wanted;
  open.put(changed(open.get(), change, known));
  if (open.get().wanted.aestheticBy !== aestheticBy) void attempt(open, () => measureAgain(open));
}

/** Each preset measures the aesthetic by its own prompts. */
async function measureAgain(open: OpenShoot): Promise<void> {
  const { aesthetic } = open.get().known.photos.columns.signals;
  // Without a single number the prompts may have been at fault; without CLIP there is nothing to wait for.
  if (aesthetic.every(Number.isNaN) && !(await readsWords(open))) return;
  await takeResults(open);
}

async function readsWords(open: OpenShoot): Promise<boolean> {
  const models = await open.ask('models.list', {});
  return models.some(({ role, chosen }) => role === 'clip-text' && chosen);
}

function putAsked(open: OpenShoot, asked: Partial<Asked>): void {
  const shoot = open.get();
  open.put({ ...shoot, asked: { ...shoot.asked, ...asked } });
}

const nothingAsked: Asked = { person: null, words: null };

/** Asks instead of what was asked before; while the answer is awaited the shoot says what it is about. */
async function asking<T>(
  open: OpenShoot,
  question: keyof Asked,
  about: Asked[keyof Asked],
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = open.renew(question);
  putAsked(open, { [question]: about });
  try {
    return await ask(signal);
  } finally {
    if (!signal.aborted) putAsked(open, { [question]: nothingAsked[question] });
  }
}

/** What changes together with a find; told just before it is shown, which is when its step back is noted. */
type Together = () => Partial<Wanted>;

const nothingElse: Together = () => ({});

/** Looks for somebody, or for nobody, instead of whoever was asked for before. */
export async function lookForPerson(
  open: OpenShoot,
  person: PersonQuery | null,
  together = nothingElse,
): Promise<void> {
  if (person === null || person.references === open.get().wanted.person?.references) {
    open.stop('person');
    putAsked(open, { person: null });
    want(open, { ...together(), person });
    return;
  }
  const compared = await asking(open, 'person', person, (signal) =>
    compare(open, person.references, signal),
  );
  want(open, { person, ...only(null), ...together() }, { compared });
  void attempt(open, () => catchUp(open));
}

/** Looks for photos that show words, or for none. Why nothing can be found stays to be read. */
export async function lookForWords(
  open: OpenShoot,
  search: WordQuery | null,
  together = nothingElse,
): Promise<void> {
  if (search === null || search.words === open.get().wanted.search?.words) {
    open.stop('words');
    putAsked(open, { words: null });
    want(open, { ...together(), search });
    return;
  }
  const { words } = search;
  const { count } = open.get().known.photos.columns;
  try {
    const found = await asking(open, 'words', { words, problem: null }, (signal) =>
      findWords(open, words, count, signal),
    );
    want(open, { ...together(), search }, { found });
  } catch (error) {
    if (isCancelled(error)) throw error;
    putAsked(open, { words: { words, problem: sentenceOf(error) } });
  }
}
