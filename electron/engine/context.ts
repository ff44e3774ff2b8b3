// The parts of an engine by name: databases, models, and what is made of both. Each handler takes those it uses.

import { dirname, join } from 'node:path';
import { downloadLimits, type DownloadLimits } from '../../models/download/fetch-file.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { EngineError, type Handlers } from '../../shared/calls/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import { isAlive } from '../disk/alive.ts';
import { dropLeftDrafts } from '../disk/write-file.ts';
import { stages as allStages } from './analyse.ts';
import { createAnalysis, type Analysis } from './analysis.ts';
import { openAlbumPresets, type AlbumPresets } from './cache/album-presets.ts';
import { openAnalyses, type Analyses } from './cache/analyses.ts';
import { openCarryOver } from './cache/carry-over.ts';
import { openChoices, type KeptChoices } from './cache/choices.ts';
import { damageSentence, isSound, openDatabase, type Database } from './cache/database.ts';
import { decisionMigrations } from './cache/decisions-migrations.ts';
import { openDecisions, type Decisions } from './cache/decisions.ts';
import { openExchange, type Exchange } from './cache/exchange.ts';
import { openFiles, type Files } from './cache/files.ts';
import { openLibrary, type Library } from './cache/library.ts';
import { cacheMigrations } from './cache/migrations.ts';
import { openMoments, type Moments } from './cache/moments.ts';
import { openOverview, type Overview } from './cache/overview.ts';
import { openPeople, type People } from './cache/people.ts';
import { openRevisions } from './cache/revisions.ts';
import { openRows } from './cache/rows.ts';
import {
  openFileRatings,
  openSidecars,
  type FileRatings,
  type KnownSidecars,
} from './cache/sidecars.ts';
import { openStageTables } from './cache/stage-tables.ts';
import { openVectors, type KeptVectors } from './cache/vectors.ts';
import { openFileCaptions, type FileCaptions } from './captions/file-captions.ts';
import { openCaptions, type KeptCaptions } from './captions/kept-captions.ts';
import { openWriting, type KeptWriting } from './captions/kept-writing.ts';
import { closerLooks } from './closer-look.ts';
import { createExchanging, type Exchanging } from './exchange/exchanging.ts';
import { readSettings } from './files/settings-file.ts';
import { syncInTurn, type Sync } from './files/sync-turns.ts';
import { makeDataFolder, storageProblem, type Storage } from './files/storage-problem.ts';
import { copyBeforeMigrating } from './kept/copies.ts';
import { openForgetting, type Forgetting } from './kept/forget.ts';
import { openKeeping } from './kept/keeping.ts';
import { openKnown, readKnown, type KeptKnown } from './kept/known.ts';
import { inPlaceCheck } from './kept/in-place.ts';
import { findLost, LostDecisions } from './kept/lost.ts';
import type { DeliveryPace } from './delivery/pace.ts';
import { openSending, type Sending } from './delivery/sending.ts';
import { livePace, type LivePace } from './live/live-folders.ts';
import { openPhotos, type OpenPhotos } from './open-photos.ts';
import { openChanges, type Changes } from './running/changes.ts';
import { createShelf, type Shelf } from './running/shelf.ts';
import { openAsidePlaces, type AsidePlaces } from './rejects/aside-places.ts';
import { openClip, type OpenClip } from './scoring/open-clip.ts';
import { openSports, type OpenSports } from './scoring/open-sports.ts';
import { openTaste, type OpenTaste } from './scoring/open-taste.ts';
import { promptsFolderBeside } from './scoring/prompts.ts';
import { stillsBeside, type StillsPlace } from './stills/place.ts';
import { createStageModels, type StageModels } from './stage-models.ts';
import type { Rows, Stage } from './stage.ts';
import {
  trialInNode,
  trialLimits,
  type TrialLimits,
  type TrialProcess,
  type Trials,
} from './trial/trial.ts';
import { createTurns, type Turns } from './turns.ts';

export type EngineOptions = {
  /** Holds cache.db and the cached images; may be deleted at any moment while no engine runs. */
  readonly cacheFolder: string;
  /** decisions.db: picks, ratings, names, presets. Never derived, never dropped. */
  readonly decisionsFile: string;
  readonly modelsFolder: string;
  readonly settingsFile: string;
  /** How patient downloads of models are, where not as usual. */
  readonly downloads?: Partial<DownloadLimits>;
  /** What a network may take while it is tried, where not as usual. */
  readonly trials?: Partial<TrialLimits>;
  /** How often open folders are looked at, where not as usual. */
  readonly live?: Partial<LivePace>;
  /** Whether albums that are sent go on by themselves, from the start: in a host that stays open. */
  readonly delivers?: boolean;
  /** How patient sending is, where not as usual. */
  readonly sending?: Partial<DeliveryPace>;
  /** Starts the process of a trial, where that is not another Node. */
  readonly startTrial?: TrialProcess;
  /** The stages of analysis in their order, where not those of analyse.ts. */
  readonly stages?: readonly Stage[];
};

/** The handlers of one area of the contract: `Area<'person'>` answers every `person.…`. */
export type Area<A extends string> = Pick<
  Handlers<PodiumContract>,
  Extract<keyof PodiumContract, `${A}.${string}`>
>;

export type EngineParts = {
  readonly files: Files;
  readonly rows: Rows;
  readonly sidecars: KnownSidecars;
  readonly sync: Sync;
  readonly ratings: FileRatings;
  readonly analyses: Analyses;
  readonly analysis: Analysis;
  readonly turns: Turns;
  readonly photos: OpenPhotos;
  readonly overview: (places: readonly string[]) => Overview;
  readonly decisions: Decisions;
  readonly moments: Moments;
  readonly captions: KeptCaptions;
  readonly fileCaptions: FileCaptions;
  readonly writing: KeptWriting;
  readonly exchange: Exchange;
  /** What is decided, on its way to where other programs read it. */
  readonly exchanging: Exchanging;
  readonly people: People;
  readonly library: Library;
  readonly changes: Changes;
  readonly known: KeptKnown;
  readonly forgetting: Forgetting;
  readonly vectors: KeptVectors;
  readonly albumPresets: AlbumPresets;
  readonly asidePlaces: AsidePlaces;
  readonly choices: KeptChoices;
  readonly taste: OpenTaste;
  readonly sending: Sending;
  readonly clip: OpenClip;
  readonly sports: OpenSports;
  readonly models: Shelf;
  readonly stageModels: StageModels;
  readonly stills: StillsPlace;
  readonly imagesFolder: string;
  readonly decisionsFile: string;
  /** What the user should be told of what Podium found in its data folder, as sentences. */
  readonly notes: readonly string[];
  /** Resolves when all that was said so far is on the disk. */
  readonly flushed: () => Promise<void>;
  /** Throws where decisions.db was moved away or replaced: what is written now would go where nobody looks. */
  checkInPlace(): void;
  /** Where the demo is made when no place is given. */
  readonly demoFolder: string;
  readonly settingsFile: string;
  readonly downloads: DownloadLimits;
  readonly trials: Trials;
  readonly livePace: LivePace;
  settings(): Settings;
  /** An error as a sentence about the folder that holds Podium's data, where that is its cause. */
  explain(error: unknown): unknown;
  close(): Promise<void>;
};

/** Throws EngineError when one of the databases cannot be opened: LostDecisions where there were decisions before. */
export function openParts(options: EngineOptions): EngineParts {
  const { cacheFolder, decisionsFile, stages = allStages } = options;
  makeDataFolder(cacheFolder);
  makeDataFolder(dirname(decisionsFile));
  const cache = openDatabase(join(cacheFolder, 'cache.db'), cacheMigrations);
  const withTables = [...stages, ...closerLooks];
  try {
    openStageTables(cache, withTables);
    refuseMixedUp(cache, join(cacheFolder, 'cache.db'));
    const lost = findLost(decisionsFile, readKnown(cache));
    if (lost) throw new LostDecisions(lost);
    const kept = openDatabase(decisionsFile, decisionMigrations, 'kept', (before, version) => {
      copyBeforeMigrating(before, decisionsFile, version);
    });
    return connect(options, stages, cache, kept);
  } catch (error) {
    const storage = { cacheFolder, decisionsFile, cache, kept: null, stages: withTables };
    const problem = storageProblem(error, storage);
    cache.close();
    throw problem;
  }
}

/**
 * Which photo has which picture is what its decisions are found by: where a disk has changed a byte of that, they would seem
 * to be gone, or be another photo's. Both tables have all of it in indexes as well; of 50,000 photos the check takes 0.13 s of a processor.
 */
function refuseMixedUp(cache: Database, file: string): void {
  for (const table of ['contents', 'files'])
    if (!isSound(cache, table)) throw new EngineError('bad-input', damageSentence(file, 'derived'));
}

function connect(
  options: EngineOptions,
  stages: readonly Stage[],
  cache: Database,
  kept: Database,
): EngineParts {
  const { cacheFolder, decisionsFile, settingsFile } = options;
  const withTables = [...stages, ...closerLooks];
  const storage: Storage = { cacheFolder, decisionsFile, cache, kept, stages: withTables };
  const imagesFolder = join(cacheFolder, 'images');
  const notes: string[] = [];
  const note = (sentence: string) => {
    if (notes.includes(sentence)) return;
    notes.push(sentence);
    process.emitWarning(sentence);
  };
  for (const folder of new Set([
    cacheFolder,
    imagesFolder,
    dirname(decisionsFile),
    dirname(settingsFile),
  ]))
    dropLeftDrafts(folder);
  const settings = () => readSettings(settingsFile, note);
  const known = openKnown(cache, kept);
  known.look();
  const keeping = openKeeping(kept, decisionsFile, note);
  const rows = openRows(cache);
  const stills = stillsBeside(decisionsFile, settings);
  const files = openFiles(cache, stills);
  files.countDeaths(isAlive);
  const changes = openChanges(openRevisions(kept), settingsFile);
  const analyses = openAnalyses(cache, rows, openCarryOver(kept));
  const models = createShelf(options.modelsFolder);
  const stageModels = createStageModels(models);
  const turns = createTurns();
  const clip = openClip({
    rows,
    promptsFolder: promptsFolderBeside(settingsFile),
    shelf: models,
    stageModels,
  });
  const sidecars = openSidecars(rows);
  const moments = openMoments(kept);
  const photos = openPhotos({
    database: cache,
    rows,
    files,
    stages: [...stages, ...closerLooks],
    settings,
    moments,
  });
  const ratings = openFileRatings(rows);
  const [decisions, people] = [openDecisions(kept), openPeople(kept)];
  const captions = openCaptions(kept);
  const choices = openChoices(kept);
  const exchange = openExchange(kept);
  const exchanging = createExchanging({
    ...{ files, analyses, ratings, decisions, people, captions, exchange, rows, photos, settings },
    nowMs: Date.now,
  });
  const sync = syncInTurn(files, sidecars);
  const sending = openSending(kept, options);
  const running = { files, analyses, imagesFolder, models, stageModels, stages, settings };
  return {
    files,
    rows,
    sidecars,
    sync: async (input, signal, options) => {
      const synced = await sync(input, signal, options);
      await exchanging.hear(input, signal);
      return synced;
    },
    ratings,
    analyses,
    turns,
    clip,
    models,
    stageModels,
    analysis: createAnalysis(running),
    photos,
    overview: openOverview(cache),
    decisions,
    moments,
    captions,
    fileCaptions: openFileCaptions(rows),
    writing: openWriting(kept),
    exchange,
    exchanging,
    people,
    library: openLibrary(kept),
    changes,
    known,
    forgetting: openForgetting({ cache, kept, analyses, imagesFolder, decisionsFile, stills }),
    vectors: openVectors(kept),
    albumPresets: openAlbumPresets(kept),
    asidePlaces: openAsidePlaces(kept),
    choices,
    taste: openTaste({ rows, files, photos, choices, decisions, ratings, settings }),
    sending,
    sports: openSports({ rows, clip, shelf: models, stageModels }),
    stills,
    imagesFolder,
    decisionsFile,
    notes,
    flushed: keeping.flushed,
    checkInPlace: inPlaceCheck(decisionsFile),
    demoFolder: join(dirname(decisionsFile), 'demo'),
    settingsFile,
    downloads: { ...downloadLimits, ...options.downloads },
    livePace: { ...livePace, ...options.live },
    trials: {
      start: options.startTrial ?? trialInNode,
      limits: { ...trialLimits, ...options.trials },
      turns: createTurns(),
    },
    settings,
    explain: (error) => storageProblem(error, storage),
    async close() {
      changes.close();
      await sending.queue.close();
      await turns.over();
      await exchanging.over();
      try {
        await models.clear();
      } finally {
        keeping.end();
        cache.close();
        kept.close();
      }
    },
  };
}
