// Which part of the machine runs a model: the CPU, or another that has proved here to give the same results.

import { readFile } from 'node:fs/promises';
import type { InstalledModel } from '../../../models/folder.ts';
import { pathOfWhole } from '../../../models/still-whole.ts';
import { providerNames, type RunsOn } from '../../../shared/models.ts';
import type { Settings } from '../../../shared/settings.ts';
import { loadModel, providersHere } from './inference.ts';
import type { Model, Provider } from './inference.ts';
import {
  forgetVerdict,
  markTrial,
  readVerdict,
  rememberVerdict,
  verdictPath,
  type ModelFile,
  type OtherProvider,
  type Verdict,
} from './provider-verdicts.ts';
import { whatDiffers } from './same-results.ts';
import { sampleInput } from './sample-input.ts';

/** What was found out, or is being found out, since this process started. */
const verdicts = new Map<string, Promise<Verdict>>();

function wanted(settings: Settings): Provider {
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

/** Runs a made input on both and compares; leaves neither open. Half precision is judged by the same tolerance. */
async function differenceOn(
  provider: OtherProvider,
  file: ModelFile,
  { preprocessing }: InstalledModel,
  threads: number,
): Promise<string | null> {
  const cpu = await loadModel(file.path, { threads });
  try {
    const input = sampleInput(cpu, preprocessing);
    const other = await loadModel(file.path, { threads, provider });
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
async function check(
  provider: OtherProvider,
  file: ModelFile,
  model: InstalledModel,
  threads: number,
  deaths: number,
): Promise<Verdict> {
  const path = verdictPath(file, provider);
  const name = providerNames[provider];
  if (!providersHere().some((here) => here.name === provider))
    return { reason: `${name} is not part of Podium on this kind of computer.` };
  if (provider === 'dml' && (await isDynamicallyQuantised(file.path)))
    return rememberVerdict(path, { reason: `${name} cannot run 8-bit networks such as this one.` });
  await markTrial(path, deaths);
  try {
    const difference = await differenceOn(provider, file, model, threads);
    if (difference === null) return await rememberVerdict(path, { reason: null });
    return await rememberVerdict(path, {
      reason: `${name} gave other results than the CPU: ${difference}.`,
    });
  } catch (error) {
    await forgetVerdict(path);
    return cannotRun(provider, error);
  }
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
function verdictOn(
  provider: OtherProvider,
  file: ModelFile,
  model: InstalledModel,
  threads: number,
): Promise<Verdict> {
  const path = verdictPath(file, provider);
  const known = verdicts.get(path);
  if (known) return known;
  const finding = readVerdict(path, provider).then(async (earlier) => {
    if ('triedNow' in earlier) verdicts.delete(path); // to be read again when it has ended
    const verdict =
      'deaths' in earlier
        ? await check(provider, file, model, threads, earlier.deaths)
        : 'verdict' in earlier
          ? earlier.verdict
          : earlier.triedNow;
    warn(model, verdict);
    return verdict;
  });
  finding.catch(() => verdicts.delete(path)); // the file cannot be run at all: its opening says so, each time
  verdicts.set(path, finding);
  return finding;
}

/** Opens a file on a provider that once gave the CPU's results; on the CPU where it is gone since, which is said. */
async function openTrusted(
  provider: OtherProvider,
  file: ModelFile,
  model: InstalledModel,
  threads: number,
): Promise<Model> {
  try {
    return await loadModel(file.path, { threads, provider });
  } catch (error) {
    const onCpu = await loadModel(file.path, { threads }); // throws where it is the file that is at fault
    const path = verdictPath(file, provider);
    const verdict = cannotRun(provider, error);
    verdicts.set(path, Promise.resolve(verdict));
    await forgetVerdict(path);
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
  const path = await pathOfWhole(model, index);
  const file = { path, sha256: model.files[index]?.sha256 ?? '' };
  const threads = settings['engine.threads'];
  const provider = wanted(settings);
  if (provider === 'cpu') return loadModel(file.path, { threads });
  const { reason } = await verdictOn(provider, file, model, threads);
  if (reason !== null) return loadModel(file.path, { threads });
  return openTrusted(provider, file, model, threads);
}

async function verdictOnDisk(path: string, provider: OtherProvider): Promise<Verdict | undefined> {
  const known = await readVerdict(path, provider);
  if ('deaths' in known) return undefined;
  return 'verdict' in known ? known.verdict : known.triedNow;
}

/** What runs an installed model by the settings, and why it is not what they ask for. Null for what is only read. */
export async function runsOn(model: InstalledModel, settings: Settings): Promise<RunsOn | null> {
  const networks = model.files.filter(({ path }) => path.endsWith('.onnx'));
  const provider = wanted(settings);
  if (networks.length === 0) return null;
  if (provider === 'cpu') return { provider, reason: null };
  for (const file of networks) {
    const path = verdictPath(file, provider);
    const known = await (verdicts.get(path) ?? verdictOnDisk(path, provider));
    if (!known) return { provider, reason: 'Compared with the CPU when it is first used.' };
    if (known.reason !== null) return { provider: 'cpu', reason: known.reason };
  }
  return { provider, reason: null };
}
