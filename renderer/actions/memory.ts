// How the page was left: weights, filters and sizes, kept by the browser for the next time.

import type { Weights } from '../../shared/ranking.ts';
import { isSignalName } from '../../shared/presets.ts';
import { noFilters, type Filters } from '../filters/filters.ts';
import { get, type State } from '../store.ts';

type Left = Pick<
  State,
  'weights' | 'presetName' | 'tilePx' | 'peopleOpen' | 'rankingOpen' | 'selected'
> & { readonly filters: Filters };

const storageKey = 'podium.left';

/** Folders whose state is kept; the oldest are forgotten. */
const keptFolders = 50;

let waiting: ReturnType<typeof setTimeout> | null = null;

/** Notes the state of the open folder soon: a slider that is dragged writes once. */
export function remember(): void {
  waiting ??= setTimeout(writeNow, 300);
}

/** Notes it at once, as when the page goes away. */
export function writeNow(): void {
  if (waiting !== null) clearTimeout(waiting);
  waiting = null;
  const { folders, weights, presetName, filters, tilePx, peopleOpen, rankingOpen, selected } =
    get();
  if (folders.length === 0) return;
  const left: Left = { weights, presetName, filters, tilePx, peopleOpen, rankingOpen, selected };
  const others = Object.entries(readAll()).filter(([key]) => key !== keyOf(folders));
  const kept = others.slice(0, keptFolders - 1);
  const all = { [keyOf(folders)]: left, ...Object.fromEntries(kept) };
  localStorage.setItem(storageKey, JSON.stringify(all));
}

/** How the folders were left; null when they are new. */
export function recall(folders: readonly string[]): Partial<Left> | null {
  const left = readAll()[keyOf(folders)];
  if (!isRecord(left)) return null;
  const { presetName, tilePx, peopleOpen, rankingOpen, selected, filters } = left;
  return {
    weights: weightsOf(left['weights']),
    presetName: typeof presetName === 'string' ? presetName : null,
    filters: isRecord(filters) ? { ...noFilters, ...filters } : noFilters,
    ...(typeof tilePx === 'number' && { tilePx }),
    ...(typeof peopleOpen === 'boolean' && { peopleOpen }),
    ...(typeof rankingOpen === 'boolean' && { rankingOpen }),
    ...(typeof selected === 'number' && { selected }),
  };
}

function weightsOf(value: unknown): Weights {
  if (!isRecord(value)) return {};
  const known = Object.entries(value).filter(
    ([name, weight]) => isSignalName(name) && typeof weight === 'number' && weight >= 0,
  );
  return Object.fromEntries(known);
}

function keyOf(folders: readonly string[]): string {
  return folders.join('\n');
}

function readAll(): Readonly<Record<string, unknown>> {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return isRecord(all) ? all : {};
  } catch {
    return {}; // written by another version, or by hand: as if nothing had been kept
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
