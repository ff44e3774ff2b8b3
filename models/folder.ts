// The model folder: which models are there, whole and unchanged, and which one fills each role.

import { reasonOf } from '../electron/disk/file-errors.ts';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { modelRoles, type ModelRole, type ModelStatus } from '../shared/models.ts';
import { readCatalogue } from './catalogue.ts';
import { readChoices } from './choices.ts';
import { embeddedEntries, embeddedFolder } from './embedded.ts';
import { markUsed, removeUnused } from './embedded-users.ts';
import { openFileCheck, whatChanged, type FileCheck, type Reading } from './file-check.ts';
import { inputProblem } from './inputs.ts';
import { changing } from './lock.ts';
import { manifest } from './manifest.ts';
import type { ModelEntry } from './manifest.ts';

export type ModelFile = {
  readonly path: string;
  readonly sha256: string;
  /** As it was when its hash was found to be this one. */
  readonly checked: Reading;
};

/** A model whose files are all there and are the expected ones. */
export type InstalledModel = Omit<ModelEntry, 'files'> & {
  /** The model folder. */
  readonly dir: string;
  readonly files: readonly ModelFile[];
  /**
   * Path of one of its files, to be opened at once. It is read only where its size or time is not as when its SHA-256
   * was checked. Rejects with a sentence when it is another file by now, or gone.
   */
  pathOf(index?: number): Promise<string>;
};

/** What runs a model is not the folder's word. */
export type ListedModel = Omit<ModelStatus, 'runsOn'>;

/** The folder as it was when it was opened: open it again after a change. */
export type ModelFolder = {
  readonly dir: string;
  /** Every model Podium can use, installed or not, by role: the user's own first, then the best first. */
  readonly entries: readonly ModelEntry[];
  /**
   * The model the user chose for a role, else the best one installed that is used by itself; an embedded one only where
   * nothing better is.
   */
  chosen(role: ModelRole): InstalledModel | null;
  /** A model by its id, chosen or not; null when it is not there or not whole. */
  installed(id: string): InstalledModel | null;
  list(): readonly ListedModel[];
  /** Reads every file again. One entry a model with at least one file there; `problem` is a sentence or null. */
  verify(): Promise<readonly { readonly id: string; readonly problem: string | null }[]>;
};

type Checked = {
  readonly installed: InstalledModel | null;
  readonly problem: string | null;
  /** At least one of its files is there. */
  readonly present: boolean;
  readonly partialBytes: number;
};

/** Where a file's bytes wait while they are being downloaded. */
export function partOf(path: string): string {
  return `${path}.part`;
}

/** What the entries are checked against. */
type Disk = {
  readonly dir: string;
  /** The folder of the built models. */
  readonly embedded: string;
  readonly files: FileCheck;
  /** Called when a file is found to be another one, or gone, after its check. */
  readonly onChanged: () => void;
};

async function check(entry: ModelEntry, disk: Disk): Promise<Checked> {
  const { dir, embedded, files } = disk;
  const home = entry.source.kind === 'package' ? embedded : dir;
  const paths = entry.files.map(({ file }) => join(home, file));
  const problems: (string | null)[] = [];
  let partialBytes = 0;
  for (const [i, file] of entry.files.entries()) {
    const path = paths[i] ?? '';
    const problem = await files.problemOf(path, file);
    problems.push(problem);
    partialBytes += problem === null ? file.bytes : await bytesOf(partOf(path));
  }
  const present = problems.some((problem) => problem !== 'missing');
  const wrong = problems.find((problem) => problem !== null && problem !== 'missing');
  if (wrong) return { installed: null, problem: wrong, present, partialBytes };
  const missing = problems.findIndex((problem) => problem === 'missing');
  if (missing >= 0) {
    const problem = present
      ? `${paths[missing] ?? ''} is missing: ${entry.title} works only with all its files.`
      : null;
    return { installed: null, problem, present, partialBytes };
  }
  const unfit = inputProblem(entry);
  if (unfit !== null) return { installed: null, problem: unfit, present, partialBytes };
  const whole = paths.flatMap((path): ModelFile[] => {
    const checked = files.readingOf(path);
    return checked ? [{ path, sha256: checked.sha256, checked }] : [];
  });
  const installed = { ...entry, dir, files: whole, pathOf: pathOfWhole(entry, whole, disk) };
  return { installed, problem: null, present, partialBytes: 0 };
}

function pathOfWhole(
  { title, source }: ModelEntry,
  files: readonly ModelFile[],
  { onChanged }: Disk,
): InstalledModel['pathOf'] {
  return async (index = 0) => {
    const file = files[index];
    if (!file) throw new RangeError(`${title} has no file number ${index}.`);
    const change = await whatChanged(file.path, file.checked);
    if (change === null) return file.path;
    onChanged();
    const is = change === 'gone' ? 'is no longer there' : 'is no longer the file that was checked';
    throw new Error(`${title} cannot be used: ${file.path} ${is}. ${advice(source)}`);
  };
}

function advice({ kind }: ModelEntry['source']): string {
  if (kind === 'package') return 'Try again: Podium builds it anew.';
  return `${kind === 'import' ? 'Import' : 'Download'} it again, or go on without it.`;
}

async function bytesOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

/** Checks every entry against the disk, in the order of the list. */
async function checkAll(
  dir: string,
  entries: readonly ModelEntry[],
  onChanged: () => void,
  again = false,
): Promise<Map<ModelEntry, Checked>> {
  const files = openFileCheck(dir, again);
  const disk = { dir, embedded: embeddedFolder(dir, entries), files, onChanged };
  const checked = new Map<ModelEntry, Checked>();
  for (const entry of entries) checked.set(entry, await check(entry, disk));
  files.remember();
  return checked;
}

/** Builds the embedded models unless they are all there and whole; those of earlier versions go when unused. */
async function ensureEmbedded(dir: string, entries: readonly ModelEntry[]): Promise<void> {
  const built = embeddedEntries(entries);
  if (built.length === 0) return;
  const embedded = embeddedFolder(dir, entries);
  const areThere = async () => {
    const checked = await checkAll(dir, built, () => undefined);
    return [...checked.values()].every(({ installed }) => installed !== null);
  };
  try {
    await markUsed(dir, embedded); // before they are looked for: from then on nobody removes them
    if (!(await areThere()))
      await changing(dir, async () => {
        if (await areThere()) return; // another process just built them
        const { buildEmbedded } = await import('./build-embedded.ts'); // once: later starts do without
        await buildEmbedded(dir, entries);
      });
    await removeUnused(dir, embedded);
  } catch (cause) {
    throw new Error(`The built-in models could not be built in ${dir}: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

/**
 * Opens the model folder, building the embedded models on first use (about two seconds, 80 MB).
 * Throws a sentence when the folder cannot be written, the package's weights are not the expected ones, or the
 * user's own catalogue cannot be used. `onChanged` is called when a file of a model of this folder is found to be
 * another one when it is to be opened: what the folder says is out of date then.
 */
export async function openModelFolder(
  dir: string,
  listed: readonly ModelEntry[] = manifest,
  onChanged: () => void = () => undefined,
): Promise<ModelFolder> {
  await ensureEmbedded(
    dir,
    listed.filter(({ ready }) => ready),
  );
  const own = await readCatalogue(dir, listed);
  const entries = [...own, ...listed].filter(({ ready }) => ready).toSorted(byRole);
  const checked = await checkAll(dir, entries, onChanged);
  const choices = readChoices(dir);
  const installed = entries.flatMap((entry) => checked.get(entry)?.installed ?? []);
  const chosen = (role: ModelRole): InstalledModel | null => {
    const able = installed.filter((model) => model.role === role);
    const wanted = able.find(({ id }) => id === choices[role]);
    return wanted ?? able.find(({ byItself }) => byItself !== false) ?? null;
  };
  return {
    dir,
    entries,
    chosen,
    installed: (id) => installed.find((model) => model.id === id) ?? null,
    list: () =>
      entries.map((entry) => ({
        ...statusOf(entry, checked.get(entry)),
        chosen: chosen(entry.role)?.id === entry.id,
        recommended: recommended(entries, entry.role) === entry,
        own: own.includes(entry),
      })),
    async verify() {
      const now = await checkAll(dir, entries, onChanged, true);
      return [...now]
        .filter(([, { present }]) => present)
        .map(([{ id }, { problem }]) => ({ id, problem }));
    },
  };
}

function byRole(a: ModelEntry, b: ModelEntry): number {
  return modelRoles.indexOf(a.role) - modelRoles.indexOf(b.role);
}

/** The small one of a role where there is one: it is a fraction of the size of the best and nearly as good. */
function recommended(entries: readonly ModelEntry[], role: ModelRole): ModelEntry | undefined {
  const offered = entries.filter(
    ({ byItself, source, ...entry }) =>
      entry.role === role && source.kind === 'download' && byItself !== false,
  );
  return offered.find(({ tier }) => tier === 'compact') ?? offered[0];
}

type OwnStatus = Omit<ListedModel, 'chosen' | 'recommended' | 'own'>;

function statusOf(entry: ModelEntry, checked: Checked | undefined): OwnStatus {
  const { id, role, title, tier, adds, licence, licenceUrl, commercialUse, files } = entry;
  const there = checked?.installed != null;
  return {
    ...{ id, role, title, tier, adds, licence, licenceUrl, commercialUse },
    installed: there,
    choosable: there,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    partialBytes: checked?.partialBytes ?? 0,
    urls: files.flatMap(({ url }) => url ?? []),
    problem: checked?.problem ?? null,
  };
}
