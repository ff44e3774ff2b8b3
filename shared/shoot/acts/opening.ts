// Opening folders: what is there at once, before anything is analysed.

import { presetWeights } from '../../ranking/presets.ts';
import { throwIfCancelled } from '../../calls/rpc.ts';
import { noFilters } from '../filters.ts';
import { foldersOf } from './answers.ts';
import { askedWhile, attempt, keepOpen, type OpenShoot, type ShootHost } from './open.ts';
import { photoSteps, type Photos } from '../photos.ts';
import { only } from '../selection.ts';
import { firstShoot } from '../changes.ts';
import { byScore } from '../sorting.ts';
import type { Looking } from '../shoot.ts';

/** How folders were left. Photos by their paths: the cache that numbers them may be deleted. */
export type FolderLeft = Omit<Looking, 'person' | 'search'> & {
  readonly selectedPath: string | null;
  /** The photo at the top of the grid. */
  readonly topPath: string | null;
};

export type Opening = {
  readonly folders: readonly string[];
  /** Aborted when the folders are left, before they are open or after. */
  readonly life: AbortController;
  readonly onFound: (progress: { readonly found: number }) => void;
  /** How these folders were left; null where they are new. */
  readonly recall: () => Promise<FolderLeft | null>;
};

/** Shows the folders as soon as their files are known. Rejects with a sentence, or as cancelled. */
export async function openFolders(host: ShootHost, opening: Opening): Promise<OpenShoot> {
  const { folders, life, onFound, recall } = opening;
  const { signal } = life;
  const ask = askedWhile(signal, host.call);
  const input = { folders: [...folders] };
  const [settings, { presets }, left, sync] = await Promise.all([
    ask('settings.read', {}),
    ask('preset.list', {}),
    recall(),
    ask('folder.sync', { ...input, waits: true }, { onProgress: onFound }),
  ]);
  const usual = settings['ranking.preset'];
  const aestheticBy = left?.aestheticBy ?? usual;
  const columns = await ask('folder.columns', { ...input, preset: aestheticBy });
  const embeddings = await ask('folder.embeddings', input);
  await host.writes.last(); // of folders that were left just now
  const decisions = await ask('decision.read', input);
  const photos = await host.inSlices(photoSteps(columns, settings, null, embeddings));
  await host.rest(0);
  throwIfCancelled(signal);
  const selected = idOf(photos, left?.selectedPath ?? null);
  const looking: Looking = {
    weights: presetWeights(settings, usual),
    presetName: usual,
    filters: noFilters,
    sort: byScore,
    ...(left && lookedAt(left)),
    aestheticBy,
    person: null,
    search: null,
  };
  const { problems: scanProblems, leftOut, stills, state } = sync;
  const known = { photos, settings, presets, decisions, scanProblems, leftOut, stills, state };
  const wanted = { ...looking, ...only(selected), openBurst: null };
  const shoot = firstShoot({ folders, signal, ...known, wanted });
  await host.rest(0); // drawing is another piece of work
  throwIfCancelled(signal);
  const open = keepOpen(host, life, shoot);
  if (columns.count > 0) void attempt(open, () => remember(open));
  return open;
}

export async function remember(open: OpenShoot): Promise<void> {
  await open.tell('library.opened', foldersOf(open));
}

function lookedAt(left: FolderLeft): Partial<Looking> {
  const { weights, presetName, aestheticBy, filters, sort } = left;
  return { weights, presetName, aestheticBy, filters, sort };
}

/** The number of today of the photo at a path; null when there is none. */
export function idOf({ columns }: Photos, path: string | null): number | null {
  return path === null ? null : (columns.ids[columns.paths.indexOf(path)] ?? null);
}
