// The folders of a request, found and analysed before anything is said about their photos.

import type { PodiumContract } from '../../shared/contract.ts';
import type { LeftOut } from '../../shared/left-out.ts';
import type { PhotoColumns, Problem } from '../../shared/photo.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import { mergeProblems } from '../../shared/shoot/problems.ts';
import type { FolderInput } from '../host/rank-folders.ts';
import { absolute } from './photos.ts';

type Asked = {
  readonly folders: readonly string[];
  readonly recursive: boolean;
  /** Whose prompts the aesthetic is measured by. */
  readonly preset?: string | undefined;
};

export type AskedFolder = {
  readonly input: FolderInput;
  readonly columns: PhotoColumns;
  /** What could not be read. */
  readonly problems: readonly Problem[];
  /** What else lies in the folders, by kind. */
  readonly leftOut: LeftOut;
};

/** Rejects with status 400 for a relative path, as the engine does where a folder is not there. */
export async function openFolders(
  call: Call<PodiumContract>,
  { folders, recursive, preset }: Asked,
  signal: AbortSignal,
): Promise<AskedFolder> {
  const input = { folders: folders.map(absolute), recursive };
  const sync = await call('folder.sync', input, { signal });
  const asked = { ...input, ...(preset !== undefined && { preset }) };
  await call('folder.analyse', asked, { signal });
  const columns = await call('folder.columns', asked, { signal });
  const problems = mergeProblems(sync.problems, columns.problems);
  return { input, columns, problems, leftOut: sync.leftOut };
}
