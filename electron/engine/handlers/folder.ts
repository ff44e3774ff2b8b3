// Handlers of folders: find the photos, analyse what is stale, give the columns and a quick look.

import { resolve } from 'node:path';
import type { ModelFolder } from '../../../models/folder.ts';
import type { AnalysisSummary } from '../../../shared/contract.ts';
import { isPresetName, presetWeights } from '../../../shared/ranking/presets.ts';
import { unknownEmbeddings } from '../../../shared/bursts/likeness.ts';
import { dropImages } from '../cache/images.ts';
import { embeddingRows } from '../scoring/embedding-rows.ts';
import type { Area, EngineParts } from '../context.ts';
import type { QueueCall } from '../queue.ts';
import { photoFile } from '../photo-source.ts';
import { createProgress } from '../progress.ts';
import { keepNewestQuickThumbnails, quickThumbnails } from '../formats/quick-thumbnail.ts';
import { subjectPlaces } from '../stages/bodies/stage.ts';
import { clipSpace } from '../stages/clip/clip-models.ts';
import { runInSlices } from '../slices.ts';
import { comparePairs } from '../files/pairs.ts';
import { filesIn, type FolderInput } from '../files/sync.ts';
import { isBeingWritten } from '../live/growing.ts';
import { readyLooks, readyStages } from '../versions.ts';
import { closerLooks, lookCloser } from '../closer-look.ts';

type Parts = Pick<
  EngineParts,
  | 'files'
  | 'rows'
  | 'sync'
  | 'exchanging'
  | 'analyses'
  | 'analysis'
  | 'turns'
  | 'photos'
  | 'clip'
  | 'sports'
  | 'taste'
  | 'models'
  | 'imagesFolder'
  | 'settings'
  | 'livePace'
>;

export function folderHandlers(parts: Parts): Area<'folder'> {
  const { files, analyses, analysis, photos, clip, sports, models, imagesFolder } = parts;
  let trimmed = false;
  const photosIn = (input: FolderInput) =>
    files.photosOf(filesIn(files, input)).map(({ file }) => file);
  const embeddingsOf = async (
    folder: ModelFolder | null,
    ids: Float64Array,
    signal: AbortSignal,
  ) => {
    const image = folder?.chosen('clip-image');
    if (!image) return unknownEmbeddings(ids);
    return runInSlices(embeddingRows(clip.kept, ids, clipSpace(image)), signal);
  };
  /** How many files were read once more. */
  const closer = async (input: FolderInput, asked: string | undefined, call: QueueCall) => {
    const settings = parts.settings();
    const folder = await models.folder();
    const looks = readyLooks(closerLooks, readyStages(analysis.stages, folder, settings), settings);
    if (looks.length === 0 || settings['bursts.focusFrames'] === 0) return 0;
    const columns = photos.columns(input);
    const embeddings = await embeddingsOf(folder, columns.ids, call.signal);
    const preset = asked !== undefined && isPresetName(asked) ? asked : settings['ranking.preset'];
    const weights = presetWeights(settings, preset);
    const seen = { columns, embeddings, weights };
    return lookCloser({ files, analyses, settings }, looks, seen, call);
  };
  return {
    'folder.sync': async ({ waits, ...input }, { signal, onProgress }) => {
      const { summary } = await parts.sync(input, signal, {
        onFound: (found) => {
          onProgress({ found });
        },
        ...(waits && { waits: (file) => isBeingWritten(file, Date.now(), parts.livePace) }),
      });
      return summary;
    },
    'folder.analyse': ({ preset, ...input }, call) =>
      parts.turns.inTurn(async () => {
        const roots = input.folders.map((folder) => resolve(folder));
        await comparePairs(files, filesIn(files, input), parts.settings(), call.signal);
        const wanted = () => photosIn(input);
        const folder = await models.folder();
        await sports.prepare(folder, parts.settings(), call.signal, () => {
          createProgress(wanted().length, call.onProgress); // its first snapshot: none is done
        });
        let summary = await analysis.run(roots, wanted, call);
        // Where a picture failed, its RAW stands in for it from then on: analysed in the next pass.
        for (let last = summary; last.failed > 0;) {
          last = await analysis.run(roots, wanted, continued(call, summary));
          summary = sum(summary, last);
        }
        summary = withReads(summary, await closer(input, preset, continued(call, summary)));
        await parts.exchanging.hear(input, call.signal); // what photos say themselves is known by now
        for (const sha256 of analyses.prune()) dropImages(imagesFolder, sha256);
        return summary;
      }),
    'folder.columns': async ({ preset, ...input }, { signal }) => {
      // Photos can be looked at without models: what is wrong with them, the analysis says.
      const folder = await models.folder().catch(() => null);
      if (folder === null) return parts.taste.scored(photos.columns(input), parts.settings());
      const settings = parts.settings();
      const { ids } = photos.columns(input);
      const aesthetic = await clip.score(folder, settings, preset, ids, signal);
      const sport = await sports.score(folder, settings, ids, signal);
      const ready = new Set(
        readyStages(analysis.stages, folder, settings).map(({ stage }) => stage.name),
      );
      const columns = photos.columns(input, {
        scores: [aesthetic, sport].flatMap(({ score }) => score ?? []),
        without: analysis.stages.map((stage) => stage.name).filter((name) => !ready.has(name)),
      });
      // Of one file, both say the same.
      const problems = new Map(
        [sport, aesthetic].flatMap(({ problem }) => (problem ? [[problem.path, problem]] : [])),
      ).values();
      const scored = parts.taste.scored(columns, settings);
      return { ...scored, problems: [...columns.problems, ...problems] };
    },
    'folder.embeddings': async (input, { signal }) => {
      const { ids } = photos.columns(input);
      const folder = await models.folder().catch(() => null); // as for the columns
      return embeddingsOf(folder, ids, signal);
    },
    'folder.subjects': (input) => {
      const { ids } = photos.columns(input);
      return Promise.resolve({ ids, ...subjectPlaces(parts.rows, ids) });
    },
    'folder.thumbnails': async ({ ids }, { signal }) => {
      const wanted = ids.map((id) => photoFile(parts, id));
      const thumbnails = await quickThumbnails(wanted, imagesFolder, parts.settings(), signal);
      // Once in the engine's life, after the first screen: a page that is open knows those of before by their names.
      if (!trimmed && thumbnails.some(({ image }) => image !== null)) {
        trimmed = true;
        keepNewestQuickThumbnails(imagesFolder);
      }
      return { thumbnails };
    },
  };
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

/** Each file that is read once more is decoded once more. */
function withReads(summary: AnalysisSummary, read: number): AnalysisSummary {
  return {
    ...summary,
    filesRead: summary.filesRead + read,
    decoded: summary.decoded + read,
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
