// Runs of analysis: which photos are stale by the stages as they would run now, and the queue over those.

import type { AnalysisSummary } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Analyses } from './cache/analyses.ts';
import type { FileRow } from './cache/file-row.ts';
import type { Files } from './cache/files.ts';
import { isInFolderAway } from './files/away.ts';
import type { Shelf } from './running/shelf.ts';
import { analyseFiles, type QueueCall } from './queue.ts';
import type { StageModels } from './stage-models.ts';
import type { Stage } from './stage.ts';
import { failureVersion, readyStages } from './versions.ts';

export type Analysis = {
  /** The list of the stages, whether they can run now or not. */
  readonly stages: readonly Stage[];
  /**
   * Analyses those of `wanted` that are stale; `roots` are folders that hold them. They are asked for once failures of
   * an earlier analysis are forgotten: until then a RAW stands in for a picture that failed.
   */
  run(
    roots: readonly string[],
    wanted: () => readonly FileRow[],
    call: QueueCall & {
      /** Runs these stages alone; all when left out. None comes after one that is left out. */
      readonly only?: readonly Stage[];
    },
  ): Promise<AnalysisSummary>;
};

export type AnalysisSources = {
  readonly files: Files;
  readonly analyses: Analyses;
  readonly imagesFolder: string;
  readonly models: Shelf;
  readonly stageModels: StageModels;
  readonly stages: readonly Stage[];
  readonly settings: () => Settings;
};

export function createAnalysis(sources: AnalysisSources): Analysis {
  const { files, analyses, imagesFolder, models, stageModels, stages } = sources;
  return {
    stages,
    async run(roots, wanted, call) {
      const settings = sources.settings();
      const folder = await models.folder(); // asked for once: the versions are those of the models that run
      const allReady = readyStages(stages, folder, settings);
      const version = failureVersion(stages, allReady); // whatever runs now: what failed, failed in decoding
      const ready = allReady.filter(({ stage }) => call.only?.includes(stage) !== false);
      files.forgetFailures(version);
      const ids = new Set(
        roots
          .flatMap((root) => files.placesOf(root))
          .flatMap((place) => [...analyses.staleFiles(place, ready)]),
      );
      const stale = wanted().filter((file) => ids.has(file.id));
      if (stale.length === 0)
        return { analysed: 0, failed: 0, filesRead: 0, decoded: 0, inferences: 0 };
      return stageModels.useAll(ready, settings, (running) => {
        const isAway = (path: string) => isInFolderAway(files.videoOf(path) ?? path, roots);
        const context = {
          ...{ files, analyses, imagesFolder, settings },
          ...{ stages: running, version, isAway },
        };
        return analyseFiles(stale, context, call);
      });
    },
  };
}
