// Looking in another way: weights, presets, filters and searches, each with a step back of its own.

import { typedSearch } from '../../numbers.ts';
import { isPresetName, presetWeights } from '../../ranking/presets.ts';
import type { Weights } from '../../ranking/ranking.ts';
import type { SignalName } from '../../signals.ts';
import { noFilters, type Filters, type Range } from '../filters.ts';
import { lookForPerson, lookForWords, want } from './finding.ts';
import { attempt, type OpenShoot } from './open.ts';
import { settled } from '../changes.ts';
import type { Looking, PersonQuery } from '../shoot.ts';
import type { Sort } from '../sorting.ts';
import type { ShownPile } from '../../people/piles.ts';
import type { Step } from '../undo-line.ts';
import { note, noteAndSay } from './undo.ts';

type Part = Partial<Looking>;

/** A step back over some parts of the looking, as they are now: going back brings them, going on what then replaced them. */
function stepBack(open: OpenShoot, text: string, parts: readonly (keyof Looking)[]): Step {
  const read = (): Part => {
    const { wanted } = open.get();
    return Object.fromEntries(parts.map((part) => [part, wanted[part]]));
  };
  const before = read();
  let after = before;
  return {
    text,
    undo: () => {
      after = read();
      return look(open, before);
    },
    redo: () => look(open, after),
  };
}

/** Looks as it was: at once, but for what the engine has to find again. */
async function look(open: OpenShoot, { person, search, ...rest }: Part): Promise<void> {
  want(open, rest);
  if (person !== undefined) await lookForPerson(open, person);
  if (search !== undefined) await lookForWords(open, search);
}

/** Looks in another way. With a `kind` all changes of one act of the hand are one step: a drag, or a word that is typed. */
function change(open: OpenShoot, text: string, part: Part, kind?: string): void {
  const act = kind === undefined ? undefined : `${kind} ${open.host.act()}`;
  if (act === undefined || open.get().looked.done.at(-1)?.act !== act) {
    const step = stepBack(open, text, Object.keys(part) as (keyof Looking)[]);
    note(open, 'looked', { ...step, ...(act !== undefined && { act }) });
  }
  want(open, part);
}

/** Puts the order that waits on the screen. */
export function settle(open: OpenShoot): void {
  open.put(settled(open.get()));
}

export function setWeight(open: OpenShoot, signal: SignalName, weight: number, text: string): void {
  const { weights, person } = open.get().wanted;
  // Whoever moves a slider wants to see what it does: the person's photos are now ranked by the sliders.
  const byWeights = person?.by === 'best' && { person: { ...person, by: 'weights' as const } };
  const weighed = { weights: { ...weights, [signal]: weight }, presetName: null };
  change(open, text, { ...weighed, ...byWeights }, `weight ${signal}`);
}

/** Weights all at once, under no name. */
export function takeWeights(open: OpenShoot, weights: Weights, text: string): void {
  change(open, text, { weights, presetName: null });
}

/** The weights of a preset, built in or the user's own. */
export function takePreset(open: OpenShoot, name: string, text: string): void {
  const { settings, presets } = open.get().known;
  const own = presets.find((preset) => preset.name === name)?.weights;
  const weights = own ?? (isPresetName(name) ? presetWeights(settings, name) : null);
  if (weights) change(open, text, { weights, presetName: name, aestheticBy: name });
}

/** Shows the photos in another order. */
export function setSort(open: OpenShoot, sort: Sort, text: string): void {
  change(open, text, { sort });
}

/** Looks at photos in a whole other way, whoever or whatever was looked for: one step back. */
export function lookAs(
  open: OpenShoot,
  part: Pick<Looking, 'filters' | 'person' | 'search'>,
  text: string,
): Promise<void> {
  note(open, 'looked', stepBack(open, text, ['filters', 'person', 'search']));
  return attempt(open, () => look(open, part));
}

/** Changes filters; with a `kind` all changes of one drag, or of one word typed, are one step back. */
export function setFilters(
  open: OpenShoot,
  filters: Partial<Filters>,
  text: string,
  kind?: string,
): void {
  change(open, text, { filters: { ...open.get().wanted.filters, ...filters } }, kind);
}

export function setRange(
  open: OpenShoot,
  signal: SignalName,
  range: Range | null,
  text: string,
): void {
  const { ranges } = open.get().wanted.filters;
  const others = Object.entries(ranges).filter(([name]) => name !== signal);
  const left: Filters['ranges'] = Object.fromEntries(others);
  setFilters(
    open,
    { ranges: range ? { ...left, [signal]: range } : left },
    text,
    `range ${signal}`,
  );
}

/** Shows everything, and says so: all that was filtered by is gone. How bursts are shown stays. */
export function clearFilters(open: OpenShoot, text: string): void {
  const { stacked } = open.get().wanted.filters;
  const step = stepBack(open, text, ['filters']);
  want(open, { filters: { ...noFilters, stacked } });
  noteAndSay(open, 'looked', step);
}

export function rankPersonBy(open: OpenShoot, by: PersonQuery['by'], text: string): void {
  const { person } = open.get().wanted;
  if (person && person.by !== by) change(open, text, { person: { ...person, by } });
}

/** Shows one of the piles of whoever is looked for, or both. */
export function showPile(open: OpenShoot, shown: ShownPile, text: string): void {
  const { person } = open.get().wanted;
  if (person && person.shown !== shown) change(open, text, { person: { ...person, shown } });
}

/** Looks for somebody instead of whoever was looked for. */
export function findPerson(open: OpenShoot, person: PersonQuery, text: string): Promise<void> {
  return attempt(open, () => lookForPerson(open, person, noting(open, text, ['person'])));
}

export function forgetPerson(open: OpenShoot, text: string): Promise<void> {
  return attempt(open, () => lookForPerson(open, null, noting(open, text, ['person'])));
}

/**
 * Looks for photos that show what the words say, and among them those with a number typed as `#10`. What was typed stops
 * filtering by name once they are found.
 */
export function searchWords(open: OpenShoot, typed: string, text: string): Promise<void> {
  const { number, words } = typedSearch(typed);
  const filters = () => {
    const now = { ...open.get().wanted.filters, text: '' };
    return { filters: number === null ? now : { ...now, number } };
  };
  if (words === '') {
    change(open, text, filters());
    return Promise.resolve();
  }
  const noted = noting(open, text, ['search', 'filters']);
  return attempt(open, () =>
    lookForWords(open, { words, all: false }, () => ({ ...noted(), ...filters() })),
  );
}

/** Back to the ranking by weights. `text` says what was searched for. */
export function clearSearch(open: OpenShoot, text: (words: string) => string): Promise<void> {
  const { search } = open.get().wanted;
  const together = search ? noting(open, text(search.words), ['search']) : undefined;
  return attempt(open, () => lookForWords(open, null, together));
}

/** Shows the photos that are hardly like the words too, or no longer. */
export function showAllFound(open: OpenShoot, all: boolean): void {
  const { search } = open.get().wanted;
  if (search) want(open, { search: { ...search, all } });
}

/** Notes the step back at the moment when what was found is shown. */
function noting(open: OpenShoot, text: string, parts: readonly (keyof Looking)[]): () => Part {
  return () => {
    note(open, 'looked', stepBack(open, text, parts));
    return {};
  };
}
