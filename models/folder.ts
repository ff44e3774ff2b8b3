// The model folder: which models are there, whole and unchanged, and which one fills each role.

import { hash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelRole, ModelStatus } from '../shared/models.ts';
import { buildEmbedded, embeddedEntries, embeddedFolder } from './embedded.ts';
import { manifest } from './manifest.ts';
import type { ModelEntry } from './manifest.ts';

export type ModelFile = { readonly path: string; readonly sha256: string };

/** A model whose files are all there and are the expected ones. */
export type InstalledModel = Omit<ModelEntry, 'files'> & { readonly files: readonly ModelFile[] };

export type ModelFolder = {
  readonly dir: string;
  /** The best model installed for a role; an embedded one only where nothing better is. */
  chosen(role: ModelRole): InstalledModel | null;
  /** Every model Podium can use, installed or not, best of each role first. */
  list(): readonly ModelStatus[];
  /** Reads every file again. One entry a model with at least one file there; `problem` is a sentence or null. */
  verify(): Promise<readonly { readonly id: string; readonly problem: string | null }[]>;
};

const POINTER_BYTES = 200; // a Git LFS pointer has about 130

/** `missing`, a sentence about what is wrong with it, or null when the file is the expected one. */
async function fileProblem(
  path: string,
  expected: ModelEntry['files'][number],
): Promise<string | null> {
  const bytes = await readFile(path).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new Error(`The model file ${path} cannot be read.`, { cause: error });
  });
  if (!bytes) return 'missing';
  if (hash('sha256', bytes) === expected.sha256) return null;
  if (bytes.length < POINTER_BYTES && bytes.includes('git-lfs')) {
    return `${path} is only a pointer to the model, not the model itself: the download failed. Download it again.`;
  }
  if (bytes.length !== expected.bytes) {
    return `${path} has ${bytes.length} bytes instead of ${expected.bytes}: it is incomplete or another version.`;
  }
  return `${path} is damaged: its content is not what was published. Download it again.`;
}

type Checked = {
  readonly installed: InstalledModel | null;
  readonly problem: string | null;
  readonly present: boolean;
};

async function check(entry: ModelEntry, dir: string): Promise<Checked> {
  const paths = entry.files.map(({ file }) => join(dir, file));
  const problems = await Promise.all(
    entry.files.map((file, i) => fileProblem(paths[i] ?? '', file)),
  );
  const present = problems.some((problem) => problem !== 'missing');
  const wrong = problems.find((problem) => problem !== null && problem !== 'missing');
  if (wrong) return { installed: null, problem: wrong, present };
  const missing = problems.findIndex((problem) => problem === 'missing');
  if (missing >= 0) {
    const problem = `${paths[missing] ?? ''} is missing: ${entry.title} works only with all its files.`;
    return { installed: null, problem, present };
  }
  const files = entry.files.map(({ sha256 }, i) => ({ path: paths[i] ?? '', sha256 }));
  return { installed: { ...entry, files }, problem: null, present };
}

/** Checks every entry against the disk, in the order of the manifest. */
async function checkAll(
  dir: string,
  entries: readonly ModelEntry[],
): Promise<Map<ModelEntry, Checked>> {
  const embedded = embeddedFolder(dir, entries);
  const checked = new Map<ModelEntry, Checked>();
  for (const entry of entries) {
    checked.set(entry, await check(entry, entry.source.kind === 'package' ? embedded : dir));
  }
  return checked;
}

/** Builds the embedded models unless they are all there and whole. */
async function ensureEmbedded(dir: string, entries: readonly ModelEntry[]): Promise<void> {
  const embedded = embeddedFolder(dir, entries);
  const found = await Promise.all(embeddedEntries(entries).map((entry) => check(entry, embedded)));
  if (found.every(({ installed }) => installed !== null)) return;
  try {
    await mkdir(dir, { recursive: true });
    await buildEmbedded(dir, entries);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The face models could not be built in ${dir}: ${reason}`, { cause });
  }
}

/**
 * Opens the model folder, building the embedded models on first use (about a second, 47 MB).
 * Throws a sentence when the folder cannot be written or the package's weights are not the expected ones.
 */
export async function openModelFolder(
  dir: string,
  listed: readonly ModelEntry[] = manifest,
): Promise<ModelFolder> {
  const entries = listed.filter(({ ready }) => ready);
  await ensureEmbedded(dir, entries);
  const checked = await checkAll(dir, entries);
  const chosen = (role: ModelRole): InstalledModel | null => {
    const installed = entries.flatMap((entry) => checked.get(entry)?.installed ?? []);
    return installed.find((model) => model.role === role) ?? null;
  };
  return {
    dir,
    chosen,
    list: () =>
      entries.map((entry) => ({
        id: entry.id,
        role: entry.role,
        title: entry.title,
        tier: entry.tier,
        installed: checked.get(entry)?.installed !== null,
        chosen: chosen(entry.role)?.id === entry.id,
        bytes: entry.files.reduce((sum, file) => sum + file.bytes, 0),
        licence: entry.licence,
        commercialUse: entry.commercialUse,
        adds: entry.adds,
      })),
    async verify() {
      const now = await checkAll(dir, entries);
      return [...now]
        .filter(([, { present }]) => present)
        .map(([{ id }, { problem }]) => ({ id, problem }));
    },
  };
}
