// The engine: answers every method of the contract, on one cache, with one set of models.

import { mkdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { openModelFolder, type ModelFolder } from '../../models/folder.ts';
import { contract, type PodiumContract } from '../../shared/contract.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import {
  EngineError,
  serve,
  throwIfCancelled,
  type Call,
  type Handlers,
} from '../../shared/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import { openAnalyses } from './cache/analyses.ts';
import { openColumns } from './cache/columns.ts';
import { openDatabase } from './cache/database.ts';
import { openFiles, type FileRow } from './cache/files.ts';
import { dropImages, imagePath } from './cache/images.ts';
import { cacheMigrations } from './cache/migrations.ts';
import { groupFiles } from './cache/photo-files.ts';
import { decodePhoto } from './decode.ts';
import { makeDemo } from './demo/make.ts';
import { exportAlbum } from './export.ts';
import { nearestReference, referenceEmbedding, type ReferencePhoto } from './person.ts';
import { analyseFiles, type QueueCall } from './queue.ts';
import { writeContactSheet, writeHistograms } from './report.ts';
import { readSettings, resetSettings, writeSettings } from './settings-file.ts';
import { faceModelHashes, openFaceModels, type FaceModels } from './signals/faces.ts';
import { fileProblems, filesIn, syncFile, syncFolders } from './sync.ts';
import { runVersions } from './versions.ts';

export type EngineOptions = {
  /** Holds cache.db and the cached images; may be deleted at any moment while no engine runs. */
  readonly cacheFolder: string;
  readonly modelsFolder: string;
  readonly settingsFile: string;
};

export type Engine = {
  readonly call: Call<PodiumContract>;
  close(): Promise<void>;
};

/** Opens the cache and answers calls. Throws EngineError when the cache cannot be opened. */
export function createEngine(options: EngineOptions): Engine {
  const open = openCache(options);
  const handlers = createHandlers(options, open);
  return {
    call: serve(contract, handlers),
    async close() {
      await open.idle();
      open.database.close();
    },
  };
}

function openCache({ cacheFolder, modelsFolder }: EngineOptions) {
  mkdirSync(cacheFolder, { recursive: true });
  const database = openDatabase(join(cacheFolder, 'cache.db'), cacheMigrations);
  const files = openFiles(database);
  files.countDeaths(isAlive);
  let folder: Promise<ModelFolder> | undefined;
  let faces: { readonly key: number; readonly models: Promise<FaceModels> } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const modelFolder = () => (folder ??= openModelFolder(modelsFolder));
  return {
    database,
    files,
    analyses: openAnalyses(database),
    columns: openColumns(database),
    imagesFolder: join(cacheFolder, 'images'),
    modelFolder,
    /** Sessions are made once, and again only when the setting that they read has changed. */
    async faceModels(settings: Settings): Promise<FaceModels> {
      const key = settings['engine.threads'];
      if (faces?.key !== key) {
        await (await faces?.models)?.release();
        faces = { key, models: openFaceModels(await modelFolder(), settings) };
      }
      return faces.models;
    },
    /** Runs analyses one after the other: two at once would only fight for the same cores. */
    inTurn<T>(run: () => Promise<T>): Promise<T> {
      const result = last.then(run, run);
      last = result.catch(() => undefined);
      return result;
    },
    async idle() {
      await last;
      await (await faces?.models)?.release();
    },
  };
}

type OpenCache = ReturnType<typeof openCache>;

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function createHandlers(options: EngineOptions, open: OpenCache): Handlers<PodiumContract> {
  const { files, analyses } = open;
  const settings = () => readSettings(options.settingsFile);

  const analyse = async (roots: readonly string[], wanted: readonly FileRow[], call: QueueCall) => {
    const now = settings();
    const versions = runVersions(now, faceModelHashes(await open.modelFolder()));
    const ids = new Set(roots.flatMap((root) => [...analyses.staleFiles(root, versions)]));
    const stale = wanted.filter((file) => ids.has(file.id));
    if (stale.length === 0)
      return { analysed: 0, failed: 0, filesRead: 0, decoded: 0, inferences: 0 };
    const models = await open.faceModels(now);
    const { imagesFolder } = open;
    const context = { files, analyses, imagesFolder, models, settings: now, versions };
    return analyseFiles(stale, context, call);
  };

  const columns = (rows: readonly FileRow[]): PhotoColumns =>
    open.columns.read(groupFiles(rows), fileProblems(rows), settings());

  const referencePhoto = async (
    path: string,
    signal: AbortSignal,
    space: string,
  ): Promise<ReferencePhoto> => {
    const row = await syncFile(files, await referenceFile(path));
    const quiet: QueueCall = { signal, onProgress: () => undefined };
    await open.inTurn(() => analyse([dirname(row.path)], [row], quiet));
    const read = columns([files.find(row.path) ?? row]);
    return { columns: read, embeddings: open.columns.embeddings(read.ids, space) };
  };

  return {
    'folder.sync': (input, { signal, onProgress }) =>
      syncFolders(files, input, signal, (found) => {
        onProgress({ found });
      }),
    'folder.analyse': (input, call) =>
      open.inTurn(async () => {
        const rows = filesIn(files, input);
        const roots = input.folders.map((folder) => resolve(folder));
        const summary = await analyse(
          roots,
          groupFiles(rows).map(({ file }) => file),
          call,
        );
        for (const sha256 of analyses.prune()) dropImages(open.imagesFolder, sha256);
        return summary;
      }),
    'folder.columns': (input) => Promise.resolve(columns(filesIn(files, input))),
    'person.match': async ({ references, ...input }, { signal }) => {
      const now = settings();
      const models = await open.faceModels(now);
      const wanted: Float32Array[] = [];
      for (const reference of references) {
        throwIfCancelled(signal);
        const photo = await referencePhoto(reference.path, signal, models.embeddingSpace);
        wanted.push(referenceEmbedding(reference, photo, now));
      }
      const { ids } = columns(filesIn(files, input));
      const faces = open.columns.embeddings(ids, models.embeddingSpace);
      return {
        similarity: nearestReference(faces, wanted),
        threshold:
          now['person.threshold'] === 'custom'
            ? now['person.customThreshold']
            : models.matchThreshold,
        space: models.embeddingSpace,
      };
    },
    'album.export': ({ items, ...plan }, call) => exportAlbum(items, { ...plan, ...call }),
    'report.contactSheet': async ({ to, title, tiles }) => {
      const now = settings();
      const pictures = tiles.map(async ({ path, ...tile }) => ({
        ...tile,
        jpeg: await previewOf(open, path, now),
      }));
      return { files: await writeContactSheet(to, { title, tiles: await Promise.all(pictures) }) };
    },
    'report.histograms': async ({ to, ...plan }) => {
      await writeHistograms(to, plan);
      return { file: to };
    },
    'settings.read': () => Promise.resolve(settings()),
    'settings.write': ({ values }) => Promise.resolve(writeSettings(options.settingsFile, values)),
    'settings.reset': ({ names }) => Promise.resolve(resetSettings(options.settingsFile, names)),
    'demo.make': ({ to }, { signal, onProgress }) => makeDemo(to, signal, onProgress),
    'models.list': async () => (await open.modelFolder()).list(),
    'models.verify': async () => (await open.modelFolder()).verify(),
  };
}

async function referenceFile(path: string) {
  const absolute = resolve(path);
  const found = await stat(absolute, { bigint: true }).catch(() => undefined);
  if (!found?.isFile())
    throw new EngineError('not-found', `There is no reference photo at ${absolute}.`);
  return { path: absolute, sizeBytes: Number(found.size), modifiedMs: Number(found.mtimeMs) };
}

/** The cached preview; a photo that was never analysed is decoded for it. */
async function previewOf(
  { analyses, imagesFolder }: OpenCache,
  path: string,
  settings: Settings,
): Promise<Buffer> {
  const sha256 = analyses.sha256Of(path);
  if (sha256) return readFile(imagePath(imagesFolder, sha256, 'preview'));
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new EngineError('not-found', `There is no photo at ${path} any more.`, { cause });
  });
  return (await decodePhoto(bytes, basename(path), settings)).preview;
}
