// What is remembered of trials of providers: how each ended, or that one began, for when it takes the process with it.

import type { InstalledModel } from '../../../models/folder.ts';
import { takeLock, type Lock } from '../../../models/lock.ts';
import { remember, rowsOf } from '../../../models/state.ts';
import { providerNames } from '../../../shared/models.ts';
import { runtimeVersion, type Provider } from './inference.ts';

export type OtherProvider = Exclude<Provider, 'cpu'>;

/** Of one file on one provider. */
export type Trial = {
  /** The model folder. */
  readonly dir: string;
  /** Another file, provider or runtime has another one. */
  readonly name: string;
  readonly provider: OtherProvider;
};

/** Null: the same results as on the CPU. Else why it is not used, as a sentence. */
export type Verdict = { readonly reason: string | null };

/** What is known of a provider: how its trial ended, that another process is at it, or how many such ended with theirs. */
type Known =
  { readonly verdict: Verdict } | { readonly triedNow: Verdict } | { readonly deaths: number };

type Row = { readonly ended: 0 | 1; readonly deaths: number; readonly reason: string | null };

/** A process may be ended for reasons of its own once; twice at the same point is the driver. */
const deathsToBelieve = 2;

export function trialOf(
  { dir, files }: InstalledModel,
  index: number,
  provider: OtherProvider,
): Trial {
  const content = files[index]?.sha256.slice(0, 16) ?? '';
  const name = `${content}-${provider}-${runtimeVersion}-${process.platform}-${process.arch}`;
  return { dir, name, provider };
}

/** What earlier starts and other processes left; no deaths where there is nothing. */
export function readVerdict(trial: Trial): Known {
  const [row] = rowsOf<Row>(trial.dir, 'SELECT * FROM trials WHERE name = ?', trial.name);
  if (!row) return { deaths: 0 };
  if (row.ended === 1) return { verdict: { reason: row.reason } };
  const lock = take(trial);
  if (!lock) return { triedNow: triedElsewhere(trial) };
  lock.release();
  const deaths = row.deaths + 1;
  if (deaths < deathsToBelieve) return { deaths };
  const name = providerNames[trial.provider];
  const reason = `Podium ended ${deaths} times while ${name} was tried with it. Verify the models to have it tried again.`;
  return { verdict: { reason } };
}

/** Null while another process is at it. Where nothing can be locked, nothing is remembered either. */
function take({ dir, name }: Trial): Lock | null {
  try {
    return takeLock(dir, `trial-${name}`);
  } catch {
    return { release: () => undefined };
  }
}

function triedElsewhere({ provider }: Trial): Verdict {
  return { reason: `Another Podium is trying ${providerNames[provider]} with it just now.` };
}

/**
 * Runs a trial, and remembers its verdict for later starts. Some drivers take the process with them: what is written
 * before is then what the next start reads. Rejects as `run` does; of that nothing is remembered: libraries and drivers
 * come and go.
 */
export async function tryOut(
  trial: Trial,
  deaths: number,
  run: () => Promise<Verdict>,
): Promise<Verdict> {
  const lock = take(trial);
  if (!lock) return triedElsewhere(trial);
  try {
    write(trial, { ended: 0, deaths, reason: null });
    return rememberVerdict(trial, await run());
  } catch (error) {
    forgetVerdict(trial);
    throw error;
  } finally {
    lock.release();
  }
}

/** Where the folder cannot be written the trial is made again at each start. */
export function rememberVerdict(trial: Trial, { reason }: Verdict): Verdict {
  write(trial, { ended: 1, deaths: 0, reason });
  return { reason };
}

function write({ dir, name }: Trial, { ended, deaths, reason }: Row): void {
  const row = [name, ended, deaths, reason];
  remember(dir, 'INSERT OR REPLACE INTO trials VALUES (?, ?, ?, ?)', row);
}

/** The next start finds out anew. */
export function forgetVerdict({ dir, name }: Trial): void {
  remember(dir, 'DELETE FROM trials WHERE name = ?', [name]);
}

/** Whatever a provider ended is tried again. */
export function forgetDeaths(dir: string): void {
  remember(dir, 'DELETE FROM trials WHERE ended = 0', []);
}
