// Handlers of folders: find the photos, analyse what is stale, give the columns and a quick look.

import { resolve } from 'node:path';
import type { ModelFolder } from '../../../models/folder.ts';
import type { AnalysisSummary } from '../../../shared/contract.ts';
import { unknownEmbeddings } from '../../../shared/likeness.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { FileRow } from '../cache/files.ts';
import { dropImages } from '../cache/images.ts';
import { groupFiles } from '../cache/photo-files.ts';
import { embeddingRows } from '../scoring/embedding-rows.ts';
import type { Area, OpenCache } from '../context.ts';
import { analyseFiles, type QueueCall } from '../queue.ts';
import { createProgress } from '../progress.ts';
import { keepNewestQuickThumbnails, quickThumbnails } from '../formats/quick-thumbnail.ts';
import { chooseClip, clipImageHashes, clipSpace } from '../stages/clip/clip-models.ts';
import { faceModelHashes } from '../stages/faces/faces.ts';
import { chosenClassifier } from '../scoring/sport-model.ts';
import { runInSlices } from '../slices.ts';
import { filesIn, syncFolders, type FolderInput } from '../files/sync.ts';
import { sportStage } from '../scoring/sport-stage.ts';
import { failureVersion, runVersions, type RunVersions } from '../versions.ts';
import { photoFile } from './photo.ts';

export function folderHandlers(open: OpenCache): Area<'folder'> {
  const { files, analyses, imagesFolder } = open;
  let trimmed = false;
  const photosIn = (input: FolderInput) =>
    groupFiles(filesIn(files, input)).map(({ file }) => file);
  return {
    'folder.sync': (input, { signal, onProgress }) =>
      syncFolders(files, input, signal, (found) => {
        onProgress({ found });
      }),
    'folder.analyse': (input, call) =>
      open.inTurn(async () => {
        const roots = input.folders.map((folder) => resolve(folder));
        const photos = () => photosIn(input);
        const folder = await open.modelFolder();
        await open.sports.prepare(folder, open.settings(), call.signal, () => {
          createProgress(photos().length, call.onProgress); // its first snapshot: none is done
        });
        let summary = await analyse(open, roots, photos, call);
        // Where a picture failed, its RAW stands in for it from then on: analysed in the next pass.
        for (let last = summary; last.failed > 0;) {
          last = await analyse(open, roots, photos, continued(call, summary));
          summary = sum(summary, last);
        }
        for (const sha256 of analyses.prune()) dropImages(imagesFolder, sha256);
        return summary;
      }),
    'folder.columns': async ({ preset, ...input }, { signal }) => {
      // Photos can be looked at without models: what is wrong with them, the analysis says.
      const folder = await open.modelFolder().catch(() => null);
      if (folder === null) return open.photos.columns(input);
      const ids = photosIn(input).map(({ id }) => id);
      const { score, problem: unscored } = await open.clip.score(
        folder,
        open.settings(),
        preset,
        ids,
        signal,
      );
      const untold = await open.sports.score(folder, open.settings(), ids, signal);
      const told = [untold, unscored].flatMap((problem) => problem ?? []);
      const columns = open.photos.columns(input, score);
      // Of one file, both say the same.
      const problems = new Map(told.map((problem) => [problem.path, problem])).values();
      return { ...columns, problems: [...columns.problems, ...problems] };
    },
    'folder.embeddings': async (input, { signal }) => {
      const { ids } = open.photos.columns(input);
      const folder = await open.modelFolder().catch(() => null); // as for the columns
      const image = folder && chooseClip(folder).image;
      if (!image) return unknownEmbeddings(ids);
      return runInSlices(embeddingRows(open.clip.cache, ids, clipSpace(image)), signal);
    },
    'folder.thumbnails': async ({ ids }, { signal }) => {
      const wanted = ids.map((id) => photoFile(open, id));
      const thumbnails = await quickThumbnails(wanted, imagesFolder, open.settings(), signal);
      // Once in the engine's life, after the first screen: a page that is open knows those of before by their names.
      if (!trimmed && thumbnails.some(({ image }) => image !== null)) {
        trimmed = true;
        keepNewestQuickThumbnails(imagesFolder);
      }
      return { thumbnails };
    },
  };
}

/**
 * Analyses those of `wanted` that are stale; `roots` are folders that hold them. They are asked for once failures of
 * an earlier analysis are forgotten: until then a RAW stands in for a picture that failed.
 */
export async function analyse(
  open: OpenCache,
  roots: readonly string[],
  wanted: () => readonly FileRow[],
  call: QueueCall,
): Promise<AnalysisSummary> {
  const { files, analyses, imagesFolder } = open;
  const settings = open.settings();
  const folder = await open.modelFolder(); // asked for once: the versions are those of the models that run
  const versions = versionsOf(settings, folder);
  files.forgetFailures(failureVersion(versions));
  const ids = new Set(roots.flatMap((root) => [...analyses.staleFiles(root, versions)]));
  const stale = wanted().filter((file) => ids.has(file.id));
  if (stale.length === 0)
    return { analysed: 0, failed: 0, filesRead: 0, decoded: 0, inferences: 0 };
  const classifier = chosenClassifier(folder, settings, undefined);
  const run = () =>
    open.withFaceModels(folder, settings, (models) =>
      open.clip.withImages(folder, settings, (clip) =>
        open.sports.withClassifier(classifier, settings, (sports) => {
          const sport = sports && classifier && sportStage(classifier, versions, sports);
          const context = {
            files,
            analyses,
            imagesFolder,
            models,
            clip,
            sport,
            settings,
            versions,
          };
          return analyseFiles(stale, context, call);
        }),
      ),
    );
  // Of all its models from the start: they are opened one after the other, when a photo needs them.
  return open.modelsInUse.during([chooseClip(folder).image, classifier], run);
}

/** The versions that a run with these settings and models would give its rows. */
export function versionsOf(settings: Settings, folder: ModelFolder): RunVersions {
  return runVersions(
    settings,
    faceModelHashes(folder),
    clipImageHashes(chooseClip(folder)),
    chosenClassifier(folder, settings, undefined),
  );
}

/** The same call, its progress counted on from `before`. */
function continued(call: QueueCall, before: AnalysisSummary): QueueCall {
  const done = before.analysed + before.failed;
  return {
    signal: call.signal,
    onProgress(progress) {
      call.onProgress({
        ...progress,
        done: progress.done + done,
        total: progress.total + done,
        failed: progress.failed + before.failed,
      });
    },
  };
}

function sum(a: AnalysisSummary, b: AnalysisSummary): AnalysisSummary {
  return {
    analysed: a.analysed + b.analysed,
    failed: a.failed + b.failed,
    filesRead: a.filesRead + b.filesRead,
    decoded: a.decoded + b.decoded,
    inferences: a.inferences + b.inferences,
  };
}
