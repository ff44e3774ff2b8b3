// Opens folders through the engine: finds the photos, analyses what is stale, reads the columns.

import { resolve } from 'node:path';
import type { AnalysisSummary, FolderSummary, PodiumContract } from '../../../shared/contract.ts';
import { leftOutSentence } from '../../../shared/left-out.ts';
import type { PhotoColumns, Problem } from '../../../shared/photo.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { mergeProblems } from '../../../shared/shoot/problems.ts';
import type { FolderInput } from '../../host/rank-folders.ts';
import { stillsSentence } from '../../../shared/stills/words.ts';
import { progressLine, say, scanLine } from '../terminal/terminal.ts';

export type OpenFolder = {
  readonly columns: PhotoColumns;
  readonly sync: FolderSummary;
  readonly analysis: AnalysisSummary;
  readonly input: FolderInput;
  /** What could not be read. */
  readonly problems: readonly Problem[];
};

export type FoundFolder = Pick<OpenFolder, 'sync' | 'input'>;

/** Finds the photos, and says what else lies there. */
export async function syncFolder(
  call: Call<PodiumContract>,
  folders: readonly string[],
  recursive: boolean,
  signal: AbortSignal,
): Promise<FoundFolder> {
  const input = { folders: folders.map((folder) => resolve(folder)), recursive };
  const { show, end } = scanLine();
  const sync = await call('folder.sync', input, { signal, onProgress: show }).finally(end);
  const others = leftOutSentence(sync.leftOut);
  if (others !== null) say(others);
  const stills = stillsSentence(sync.stills);
  if (stills !== null) say(stills);
  return { sync, input };
}

/**
 * Analyses and reads the photos, the aesthetic and what bursts want by `preset`, or by the setting's.
 * Throws EngineError `not-found` when the folders hold no photo, `unreadable` when none of them can be
 * read.
 */
export async function analyseFolder(
  call: Call<PodiumContract>,
  { sync, input }: FoundFolder,
  signal: AbortSignal,
  preset?: string,
): Promise<OpenFolder> {
  const { show, end } = progressLine();
  const options = { signal, onProgress: show };
  const asked = { ...input, ...(preset !== undefined && { preset }) };
  const analysis = await call('folder.analyse', asked, options).finally(end);
  const columns = await call('folder.columns', asked, { signal });
  const problems = mergeProblems(sync.problems, columns.problems);
  for (const { message } of problems) say(message);
  if (columns.count === 0) throw nothingIn(input.folders, columns);
  return { columns, sync, analysis, input, problems };
}

function nothingIn(folders: readonly string[], { problems }: PhotoColumns): EngineError {
  const where = folders.join(', ');
  if (problems.length > 0)
    return new EngineError('unreadable', `None of the photos in ${where} could be read.`);
  return new EngineError(
    'not-found',
    `There are no photos in ${where}. Choose a folder with JPEG, RAW, HEIC, PNG, TIFF, WebP or AVIF files.`,
  );
}
