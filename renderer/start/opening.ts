// Opening folders: what is there at once, what the engine finds out while the user is already looking.

import type { Problem } from '../../shared/photo.ts';
import type { PhotoEmbeddings } from '../../shared/likeness.ts';
import { presetWeights } from '../../shared/presets.ts';
import { throwIfCancelled } from '../../shared/rpc.ts';
import { call, isCancelled, sentenceOf } from '../page/engine.ts';
import { get, initialState, set, type Photos } from '../page/store.ts';
import { putFoldersInAddress } from '../page/address.ts';
import { readDecisions } from '../page/deciding.ts';
import { photoSteps, sameFaces } from '../page/derive.ts';
import { only } from '../grid/selection.ts';
import { wantTopPhoto } from '../grid/scroll-place.ts';
import type { FolderLeft } from '../page/left.ts';
import { recallFolders, writeNow } from '../page/memory.ts';
import { loadGroups, matchAgain, withMatch } from '../people/person-acts.ts';
import { forgetQuickThumbnails, quickThumbnailsShown } from '../grid/quick-thumbnails.ts';
import { reranked, results } from '../weights/ranking.ts';
import { nextTask, runInSlices } from '../page/slices.ts';
import { searchAgain } from '../search/searching.ts';
import { sayProblem } from '../page/toast.ts';

/** New results are fetched this often while photos are analysed, or more seldom when fetching takes long. */
const refreshMs = 1000;

/** Analysis waits so long for the first screen of pictures: looking comes first. */
const firstLookMs = 1500;

let running: AbortController | null = null;

/** Shows the folders as soon as their files are known, then analyses them. */
export async function openFolders(folders: readonly string[]): Promise<void> {
  closeFolders();
  putFoldersInAddress(folders);
  const input = { folders: [...folders] };
  const opening = new AbortController();
  running = opening;
  set({ opening: { found: 0 }, openProblem: null, folders: [...folders] }); // its own: see whileOpen
  try {
    const [settings, { presets }, left, sync] = await Promise.all([
      call('settings.read', {}),
      call('preset.list', {}),
      recallFolders(folders),
      call('folder.sync', input, {
        signal: opening.signal,
        onProgress: (opened) => set({ opening: opened }),
      }),
    ]);
    const aestheticBy = left?.aestheticBy ?? settings['ranking.preset'];
    const wanted = { ...input, preset: aestheticBy };
    const columns = await call('folder.columns', wanted, { signal: opening.signal });
    const embeddings = await call('folder.embeddings', input, { signal: opening.signal });
    const decisions = await call('decision.read', input, { signal: opening.signal });
    const weights = presetWeights(settings, settings['ranking.preset']);
    const photos = await runInSlices(photoSteps(columns, settings, null, embeddings));
    await nextTask();
    throwIfCancelled(opening.signal);
    const ranked = reranked({
      ...{ weights, presetName: settings['ranking.preset'], aestheticBy },
      ...(left && { ...placesOf(left, photos), aestheticBy }),
      ...{ settings, presets, photos, decisions, opening: null, view: 'grid' },
      ...{ scanProblems: sync.problems, problems: eachOnce(sync.problems, columns.problems) },
    });
    await nextTask(); // drawing is another piece of work
    throwIfCancelled(opening.signal);
    set(ranked);
    if (columns.count > 0) void call('library.opened', input).catch(sayProblem);
  } catch (error) {
    if (isCancelled(error)) return;
    set({ opening: null, openProblem: sentenceOf(error), folders: [] });
    void loadRecent();
    return;
  }
  set({ analysis: { state: 'running', progress: null, problem: null } });
  await quickThumbnailsShown(firstLookMs);
  if (running !== opening) return; // other folders are open by now
  if (opening.signal.aborted) set({ analysis: { state: 'paused', progress: null, problem: null } });
  else await analyse(true);
}

/** Of one path, what was found out last. */
function eachOnce(...lists: readonly (readonly Problem[])[]): readonly Problem[] {
  return [...new Map(lists.flat().map((problem) => [problem.path, problem])).values()];
}

/** How the folders were left, its photos by their numbers of today. */
function placesOf({ selectedPath, topPath, ...left }: FolderLeft, { columns }: Photos) {
  const idOf = (path: string | null) =>
    path === null ? null : (columns.ids[columns.paths.indexOf(path)] ?? null);
  wantTopPhoto(idOf(topPath));
  return { ...left, ...only(idOf(selectedPath)) };
}

/**
 * Analyses what is stale; results come in while it runs. Called again it goes on where it was paused.
 * @param opened the folders have just been opened, so that what CLIP saw is known if nothing is stale
 */
export async function analyse(opened = false): Promise<void> {
  const analysing = new AbortController();
  running = analysing;
  const { signal } = analysing;
  const input = { folders: [...get().folders] };
  set({ analysis: { state: 'running', progress: null, problem: null } });
  const stopRefreshing = refreshUntilStopped();
  try {
    const { analysed } = await call('folder.analyse', input, {
      signal,
      onProgress: (progress) => set({ analysis: { state: 'running', progress, problem: null } }),
    });
    stopRefreshing();
    await (opened && analysed === 0 ? refresh() : refreshAll());
    if (running !== analysing) return;
    await loadGroups();
    if (running === analysing) set({ analysis: { state: 'idle', progress: null, problem: null } });
  } catch (error) {
    stopRefreshing();
    if (running !== analysing) return; // other folders are open by now
    const { progress } = get().analysis;
    if (!isCancelled(error)) {
      set({ analysis: { state: 'stopped', progress, problem: sentenceOf(error) } });
      return;
    }
    set({ analysis: { state: 'paused', progress, problem: null } });
    await refreshAll().catch(sayProblem); // what was found since the last time
  }
}

export function pause(): void {
  running?.abort();
}

/** Fetches results again and again, resting at least nine times as long as a fetch takes. */
function refreshUntilStopped(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let doneBefore = 0;
  const next = (restMs: number) => {
    timer = setTimeout(() => {
      void tick();
    }, restMs);
  };
  const tick = async () => {
    const done = get().analysis.progress?.done ?? 0;
    const startMs = performance.now();
    if (done !== doneBefore) await refresh().catch(() => undefined); // the run itself reports what is wrong
    doneBefore = done;
    if (!stopped) next(Math.max(refreshMs, 9 * (performance.now() - startMs)));
  };
  next(refreshMs / 2);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/**
 * Takes what the engine knows by now, and what CLIP saw: too much for every second of an analysis, and bursts that joined
 * each other all the time would not let the grid come to rest.
 */
async function refreshAll(): Promise<void> {
  const embeddings = await call('folder.embeddings', { folders: [...get().folders] });
  await refresh(embeddings);
}

/** Takes what the engine knows by now; what CLIP saw is as before where it is not given. */
export async function refresh(embeddings: PhotoEmbeddings | null = null): Promise<void> {
  const { folders, aestheticBy: preset } = get();
  const input = { folders: [...folders], ...(preset !== null && { preset }) };
  const columns = await call('folder.columns', input);
  const { settings, photos: before } = get();
  if (get().folders !== folders) return;
  const photos = await runInSlices(photoSteps(columns, settings, before, embeddings));
  const searched = await searchAgain(columns).catch(() => null); // what is wrong was said when it was asked for
  for (;;) {
    const { person } = get();
    const match = await matchAgain(photos, person);
    // Read again: the decisions about a renamed photo are known once it has been read. Last: none made meanwhile is lost.
    const decisions = await readDecisions(folders);
    if (get().folders !== folders) return;
    const seenSince = !embeddings && get().photos?.embeddings !== before?.embeddings;
    if (get().aestheticBy !== preset || seenSince) return refresh(embeddings);
    const { person: now, scanProblems, groups } = get();
    if (now?.references !== person?.references || now?.match !== person?.match) continue; // somebody else by now
    const stillWanted = searched?.before === get().search;
    if (searched && stillWanted) set({ search: searched.now });
    results({
      ...(now ? withMatch(photos, now, match) : { photos }),
      groups: sameFaces(get().photos, photos) ? groups : null,
      ...{ decisions, problems: eachOnce(scanProblems, columns.problems) },
    });
    return;
  }
}

/** Leaves the open folders, keeping how they were left. */
export function closeFolders(): void {
  writeNow();
  running?.abort();
  running = null;
  forgetQuickThumbnails();
  wantTopPhoto(null);
  putFoldersInAddress([]);
  const { recent, tilePx, peopleOpen, rankingOpen, keys } = get();
  set({ ...initialState, recent, tilePx, peopleOpen, rankingOpen, keys });
}

export async function loadRecent(): Promise<void> {
  try {
    const { folders } = await call('library.recent', {});
    set({ recent: folders });
  } catch (error) {
    // Without the engine nothing can be opened: it is said where folders are opened.
    set({ recent: [], openProblem: get().openProblem ?? sentenceOf(error) });
  }
}
