// Which part of the machine runs a model: the CPU, or another that has proved here to give the same results.

import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { InstalledModel } from '../../models/folder.ts';
import { readJson, writeJson } from '../../models/small-files.ts';
import { providerNames, type RunsOn } from '../../shared/models.ts';
import type { Settings } from '../../shared/settings.ts';
import { loadModel, providersHere, runtimeVersion } from './inference.ts';
import type { Model, Provider } from './inference.ts';
import { whatDiffers } from './same-results.ts';
import { sampleInput } from './sample-input.ts';

type Other = Exclude<Provider, 'cpu'>;
type ModelFile = InstalledModel['files'][number];

/** Null: the same results as on the CPU. Else why it is not used, as a sentence. */
type Verdict = { readonly reason: string | null };

const verdictFile = z.object({ reason: z.string().nullable() });

/** What was found out, or is being found out, since this process started. */
const verdicts = new Map<string, Promise<Verdict>>();

function wanted(settings: Settings): Provider {
  const choice = settings['engine.provider'];
  if (choice !== 'auto') return choice;
  return providersHere().find(({ bundled }) => bundled)?.name ?? 'cpu';
}

/** Beside the model; another file, provider or runtime has another name. */
function verdictPath({ path, sha256 }: ModelFile, provider: Other): string {
  const name = `${sha256.slice(0, 16)}-${provider}-${runtimeVersion}-${process.platform}-${process.arch}.json`;
  return join(dirname(path), 'provider-checks', name);
}

/** What an earlier start found out; undefined when nothing, or its file cannot be used. */
async function readVerdict(path: string): Promise<Verdict | undefined> {
  const json = await readJson(path).catch(() => undefined);
  const read = verdictFile.safeParse(json);
  return read.success ? read.data : undefined;
}

/** For later starts; where the folder cannot be written the check is made again at each of them. */
async function remember(path: string, verdict: Verdict): Promise<Verdict> {
  await writeJson(path, verdict).catch(() => undefined);
  return verdict;
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
  provider: Other,
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

async function check(
  provider: Other,
  file: ModelFile,
  model: InstalledModel,
  threads: number,
): Promise<Verdict> {
  const path = verdictPath(file, provider);
  const name = providerNames[provider];
  if (!providersHere().some((here) => here.name === provider))
    return { reason: `${name} is not part of Podium on this kind of computer.` };
  if (provider === 'dml' && (await isDynamicallyQuantised(file.path)))
    return remember(path, { reason: `${name} cannot run 8-bit networks such as this one.` });
  // Some drivers take the process with them: what is written now is then what the next start reads.
  const crashed = `${name} stopped Podium when it was tried. Delete ${path} to try it again.`;
  await remember(path, { reason: crashed });
  try {
    const difference = await differenceOn(provider, file, model, threads);
    if (difference === null) return await remember(path, { reason: null });
    return await remember(path, {
      reason: `${name} gave other results than the CPU: ${difference}.`,
    });
  } catch (error) {
    // Not remembered: its libraries or drivers may be there at the next start.
    await rm(path, { force: true });
    return {
      reason: `${name} could not run it (${messageOf(error)}). Its libraries or drivers may be missing.`,
    };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Found out once a process, said once. */
function verdictOn(
  provider: Other,
  file: ModelFile,
  model: InstalledModel,
  threads: number,
): Promise<Verdict> {
  const path = verdictPath(file, provider);
  const known = verdicts.get(path);
  if (known) return known;
  const finding = readVerdict(path).then(async (earlier) => {
    const verdict = earlier ?? (await check(provider, file, model, threads));
    if (verdict.reason !== null)
      process.emitWarning(`${model.title} runs on the CPU: ${verdict.reason}`);
    return verdict;
  });
  finding.catch(() => verdicts.delete(path)); // the file cannot be run at all: its opening says so, each time
  verdicts.set(path, finding);
  return finding;
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
  const file = model.files[index];
  if (!file) throw new RangeError(`${model.title} has no file number ${index}.`);
  const threads = settings['engine.threads'];
  const provider = wanted(settings);
  if (provider === 'cpu') return loadModel(file.path, { threads });
  const { reason } = await verdictOn(provider, file, model, threads);
  return loadModel(file.path, { threads, provider: reason === null ? provider : 'cpu' });
}

/** What runs an installed model by the settings, and why it is not what they ask for. Null for what is only read. */
export async function runsOn(model: InstalledModel, settings: Settings): Promise<RunsOn | null> {
  const networks = model.files.filter(({ path }) => path.endsWith('.onnx'));
  const provider = wanted(settings);
  if (networks.length === 0) return null;
  if (provider === 'cpu') return { provider, reason: null };
  for (const file of networks) {
    const path = verdictPath(file, provider);
    const known = await (verdicts.get(path) ?? readVerdict(path));
    if (!known) return { provider, reason: 'Compared with the CPU when it is first used.' };
    if (known.reason !== null) return { provider: 'cpu', reason: known.reason };
  }
  return { provider, reason: null };
}
