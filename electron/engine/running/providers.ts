// Which part of the machine runs a model: the CPU, or another that has proved here to give the same results.

import { readFile } from 'node:fs/promises';
import type { InstalledModel } from '../../../models/folder.ts';
import { providerNames, type RunsOn } from '../../../shared/models.ts';
import type { Settings } from '../../../shared/settings.ts';
import { loadModel, providersHere } from './inference.ts';
import type { Model, Provider } from './inference.ts';
import {
  forgetDeaths,
  forgetVerdict,
  readVerdict,
  rememberVerdict,
  trialOf,
  tryOut,
  type OtherProvider,
  type Trial,
  type Verdict,
} from './provider-verdicts.ts';
import { whatDiffers } from './same-results.ts';
import { sampleInput } from './sample-input.ts';

/** What was found out, or is being found out, since this process started: by folder and trial. */
const verdicts = new Map<string, Promise<Verdict>>();
const keyOf = ({ dir, name }: Trial) => `${dir}\n${name}`;

function providerBy(settings: Settings): Provider {
  const choice = settings['engine.provider'];
  if (choice !== 'auto') return choice;
  return providersHere().find(({ bundled }) => bundled)?.name ?? 'cpu';
}

/** Whether a file is a dynamically quantised network, by its operators' names: DirectML stops the whole process on such. */
export async function isDynamicallyQuantised(path: string): Promise<boolean> {
  const bytes = await readFile(path);
  return ['DynamicQuantizeLinear', 'MatMulInteger', 'ConvInteger'].some((operator) =>
    bytes.includes(operator),
  );
}

/** A file that is to run on another provider. */
type Wanted = {
  readonly model: InstalledModel;
  readonly path: string;
  readonly threads: number;
  readonly provider: OtherProvider;
  readonly trial: Trial;
};

/** Runs a made input on both and compares; leaves neither open. Half precision is judged by the same tolerance. */
async function differenceOn({ model, path, threads, provider }: Wanted): Promise<string | null> {
  const cpu = await loadModel(path, { threads });
  try {
    const input = sampleInput(cpu, model.preprocessing);
    const other = await loadModel(path, { threads, provider });
    try {
      return whatDiffers(await cpu.run(input), await other.run(input));
    } finally {
      await other.release();
    }
  } finally {
    await cpu.release();
  }
}

/** Tries a provider; `deaths`: how many trials before ended with their process. */
async function check(wanted: Wanted, deaths: number): Promise<Verdict> {
  const { path, provider, trial } = wanted;
  const name = providerNames[provider];
  if (!providersHere().some((here) => here.name === provider))
    return { reason: `${name} is not part of Podium on this kind of computer.` };
  if (provider === 'dml' && (await isDynamicallyQuantised(path)))
    return rememberVerdict(trial, {
      reason: `${name} cannot run 8-bit networks such as this one.`,
    });
  const compared = tryOut(trial, deaths, async () => {
    const difference = await differenceOn(wanted);
    const reason = difference && `${name} gave other results than the CPU: ${difference}.`;
    return { reason };
  });
  return compared.catch((error: unknown) => cannotRun(provider, error));
}

function cannotRun(provider: OtherProvider, error: unknown): Verdict {
  const why = error instanceof Error ? error.message : String(error);
  return {
    reason: `${providerNames[provider]} could not run it (${why}). Its libraries or drivers may be missing.`,
  };
}

function warn({ title }: InstalledModel, { reason }: Verdict): void {
  if (reason !== null) process.emitWarning(`${title} runs on the CPU: ${reason}`);
}

/** Found out once a process, said once. */
function verdictOn(wanted: Wanted): Promise<Verdict> {
  const { model, trial } = wanted;
  const key = keyOf(trial);
  const known = verdicts.get(key);
  if (known) return known;
  const earlier = readVerdict(trial);
  if ('triedNow' in earlier) {
    warn(model, earlier.triedNow);
    return Promise.resolve(earlier.triedNow); // not kept: to be read again when it has ended
  }
  const finding =
    'deaths' in earlier ? check(wanted, earlier.deaths) : Promise.resolve(earlier.verdict);
  verdicts.set(key, finding);
  finding.then(
    (verdict) => {
      warn(model, verdict);
    },
    () => verdicts.delete(key), // the file cannot be run at all: its opening says so, each time
  );
  return finding;
}

/** Opens a file on a provider that once gave the CPU's results; on the CPU where it is gone since, which is said. */
async function openTrusted({ model, path, threads, provider, trial }: Wanted): Promise<Model> {
  try {
    return await loadModel(path, { threads, provider });
  } catch (error) {
    const onCpu = await loadModel(path, { threads }); // throws where it is the file that is at fault
    const verdict = cannotRun(provider, error);
    verdicts.set(keyOf(trial), Promise.resolve(verdict));
    forgetVerdict(trial);
    warn(model, verdict);
    return onCpu;
  }
}

/**
 * Opens one file of an installed model on the provider of the setting `engine.provider`, where that gives the CPU's
 * results within rounding, else on the CPU: checked once a file, provider and version of the runtime. Rows of the cache
 * therefore carry no provider in their version: whichever ran, the results are the same. Rejects with a sentence when
 * the CPU cannot run the file either.
 */
export async function openModel(
  model: InstalledModel,
  settings: Settings,
  index = 0,
): Promise<Model> {
  const path = await model.pathOf(index);
  const threads = settings['engine.threads'];
  const provider = providerBy(settings);
  if (provider === 'cpu') return loadModel(path, { threads });
  const wanted = { model, path, threads, provider, trial: trialOf(model, index, provider) };
  const { reason } = await verdictOn(wanted);
  if (reason !== null) return loadModel(path, { threads });
  return openTrusted(wanted);
}

/** Forgets what ended the process, and what this process could not run: it is tried again when it is used next. */
export function tryProvidersAgain(dir: string): void {
  verdicts.clear();
  forgetDeaths(dir);
}

function verdictOnDisk(trial: Trial): Verdict | undefined {
  const known = readVerdict(trial);
  if ('deaths' in known) return undefined;
  return 'verdict' in known ? known.verdict : known.triedNow;
}

/** What runs an installed model by the settings, and why it is not what they ask for. Null for what is only read. */
export async function runsOn(model: InstalledModel, settings: Settings): Promise<RunsOn | null> {
  const networks = [...model.files.keys()].filter((i) => model.files[i]?.path.endsWith('.onnx'));
  const provider = providerBy(settings);
  if (networks.length === 0) return null;
  if (provider === 'cpu') return { provider, reason: null };
  for (const index of networks) {
    const trial = trialOf(model, index, provider);
    const known = await (verdicts.get(keyOf(trial)) ?? verdictOnDisk(trial));
    if (!known) return { provider, reason: 'Compared with the CPU when it is first used.' };
    if (known.reason !== null) return { provider: 'cpu', reason: known.reason };
  }
  return { provider, reason: null };
}
