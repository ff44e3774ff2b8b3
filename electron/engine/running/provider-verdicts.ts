// What is kept on disk of trials of providers: how each ended, or that one began, for when it takes the process with it.

import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { InstalledModel } from '../../../models/folder.ts';
import { readJson, writeJson } from '../../../models/small-files.ts';
import { providerNames } from '../../../shared/models.ts';
import { isAlive } from './alive.ts';
import { runtimeVersion, type Provider } from './inference.ts';

export type OtherProvider = Exclude<Provider, 'cpu'>;
export type ModelFile = Pick<InstalledModel['files'][number], 'path' | 'sha256'>;

/** Null: the same results as on the CPU. Else why it is not used, as a sentence. */
export type Verdict = { readonly reason: string | null };

const trialFile = z.object({
  /** The process that tries. */
  pid: z.int().positive(),
  startedMs: z.number(),
  /** Trials before this one that ended with their process. */
  deaths: z.int().nonnegative(),
});

const verdictFile = z.union([
  z.object({ reason: z.string().nullable() }),
  z.object({ trial: trialFile }),
]);

/** What is known of a provider: how its trial ended, that another process is at it, or how many such ended with theirs. */
type Known =
  { readonly verdict: Verdict } | { readonly triedNow: Verdict } | { readonly deaths: number };

/** A process may be ended for reasons of its own once; twice at the same point is the driver. */
const deathsToBelieve = 2;
/** A trial takes seconds, and a minute where the system compiles a large network first. */
const longestTrialMs = 10 * 60_000;

/** Beside the model; another file, provider or runtime has another name. */
export function verdictPath({ path, sha256 }: ModelFile, provider: OtherProvider): string {
  const name = `${sha256.slice(0, 16)}-${provider}-${runtimeVersion}-${process.platform}-${process.arch}.json`;
  return join(dirname(path), 'provider-checks', name);
}

/** What earlier starts and other processes left; no deaths where there is nothing, or nothing that can be used. */
export async function readVerdict(path: string, provider: OtherProvider): Promise<Known> {
  const json = await readJson(path).catch(() => undefined);
  const { data } = verdictFile.safeParse(json);
  if (!data) return { deaths: 0 };
  if ('reason' in data) return { verdict: data };
  const { pid, startedMs } = data.trial;
  const name = providerNames[provider];
  // This process knows its own trials by heart: its number in the file is an earlier process's.
  const running = pid !== process.pid && isAlive(pid) && Date.now() - startedMs < longestTrialMs;
  if (running)
    return { triedNow: { reason: `Another Podium is trying ${name} with it just now.` } };
  const deaths = data.trial.deaths + 1;
  if (deaths < deathsToBelieve) return { deaths };
  const reason = `Podium ended ${deaths} times while ${name} was tried with it. Delete ${path} to try again.`;
  return { verdict: { reason } };
}

/** Some drivers take the process with them: what is written now is then what the next start reads. */
export async function markTrial(path: string, deaths: number): Promise<void> {
  const trial = { pid: process.pid, startedMs: Date.now(), deaths };
  await writeJson(path, { trial }).catch(() => undefined);
}

/** For later starts; where the folder cannot be written the check is made again at each of them. */
export async function rememberVerdict(path: string, verdict: Verdict): Promise<Verdict> {
  await writeJson(path, verdict).catch(() => undefined);
  return verdict;
}

/** The next start finds out anew: libraries and drivers come and go. */
export async function forgetVerdict(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}
