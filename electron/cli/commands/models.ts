// `podium models`: which models are there, what each adds, and how they come and go.

import { resolve } from 'node:path';
import type { PodiumContract } from '../../../shared/contract.ts';
import { modelRoles, type ModelRole, type ModelStatus } from '../../../shared/models.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { megabytes } from '../../../shared/units.ts';
import { isYes } from '../terminal/ask.ts';
import { downloadLine, print, say, table } from '../terminal/terminal.ts';

export async function listModels(call: Call<PodiumContract>): Promise<void> {
  const models = await call('models.list', {});
  const rows = models.map((model) => [
    stateOf(model),
    model.role,
    model.id,
    megabytes(model.bytes),
    model.licence,
    model.runsOn?.provider ?? '',
    model.adds,
  ]);
  print(table([['state', 'role', 'model', 'size', 'licence', 'runs on', 'adds'], ...rows]));
  for (const { id, runsOn } of models) if (runsOn?.reason) print(`${id}: ${runsOn.reason}`);
  for (const { problem } of models) if (problem !== null) say(problem);
  const wanted = missingOf(models);
  if (wanted.length > 0)
    say(
      `* the one to have for its role. "podium models install ID" downloads one, "podium models install --all" all ${wanted.length} marked ones (${megabytes(sizeOf(wanted))}).`,
    );
}

function stateOf({ chosen, installed, recommended, partialBytes, bytes }: ModelStatus): string {
  if (chosen) return 'used';
  if (installed) return 'installed';
  const mark = recommended ? ' *' : '';
  if (partialBytes === 0) return `not installed${mark}`;
  return `${Math.floor((partialBytes * 100) / bytes)} % there${mark}`;
}

export type InstallOptions = { readonly all?: boolean; readonly yes?: boolean };

/** Says what would be downloaded and does it after a yes. Exit code 1 when the answer is no. */
export async function installModelsNow(
  call: Call<PodiumContract>,
  ids: readonly string[],
  options: InstallOptions,
  signal: AbortSignal,
): Promise<number> {
  const models = await call('models.list', {});
  const wanted = options.all === true ? missingOf(models) : ids.map((id) => named(models, id));
  if (wanted.length === 0 && options.all !== true)
    throw new EngineError('bad-input', 'Name a model, or give --all. "podium models" lists them.');
  const missing = wanted.filter(({ installed }) => !installed);
  for (const { title, installed } of wanted) if (installed) say(`${title} is installed already.`);
  if (missing.length === 0) return 0;
  sayWhatComes(missing);
  if (options.yes !== true && !(await isYes('Download?', '--yes', signal))) {
    say('Nothing was downloaded.');
    return 1;
  }
  await download(call, missing, signal);
  return 0;
}

function sayWhatComes(missing: readonly ModelStatus[]): void {
  for (const model of missing) {
    const hosts = [...new Set(model.urls.map((url) => new URL(url).host))].join(', ');
    const use = commercialUse(model);
    say(
      `${model.title}: ${megabytes(model.bytes - model.partialBytes)} from ${hosts}; licence ${model.licence}${use}${model.licenceUrl === null ? '' : ` (${model.licenceUrl})`}. ${model.adds}`,
    );
  }
}

function commercialUse(model: ModelStatus): string {
  if (model.commercialUse === null) return '';
  return model.commercialUse ? ', commercial use allowed' : ', no commercial use';
}

async function download(
  call: Call<PodiumContract>,
  missing: readonly ModelStatus[],
  signal: AbortSignal,
): Promise<void> {
  const ids = missing.map(({ id }) => id);
  const line = downloadLine((id) => missing.find((model) => model.id === id)?.title ?? id);
  try {
    await call('models.install', { ids }, { signal, onProgress: line.show });
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'cancelled') throw error;
    const goOn = `podium models install ${ids.join(' ')}`;
    throw new EngineError(
      'cancelled',
      `Stopped. What has arrived is kept; "${goOn}" goes on from there.`,
    );
  } finally {
    line.end();
  }
  for (const { title } of missing) say(`${title} is installed.`);
}

/** Exit code 1 when a file is damaged. */
export async function verifyModels(call: Call<PodiumContract>): Promise<number> {
  const checks = await call('models.verify', {});
  for (const { id, problem } of checks) print(`${id}: ${problem ?? 'ok'}`);
  return checks.some(({ problem }) => problem !== null) ? 1 : 0;
}

export type ImportOptions = {
  readonly labels?: string;
  readonly name?: string;
  readonly fit?: 'stretch' | 'centre-square';
};

export async function importModelFile(
  call: Call<PodiumContract>,
  file: string,
  { labels, ...options }: ImportOptions,
  signal: AbortSignal,
): Promise<void> {
  const input = { ...options, path: resolve(file) };
  const model = await call(
    'models.import',
    labels === undefined ? input : { ...input, labels: resolve(labels) },
    { signal },
  );
  if (model.installed) say(`${model.title} (${model.id}) is installed.`);
  else say(`One file of ${model.title} is there now; import the others as well.`);
}

export async function removeModelFiles(call: Call<PodiumContract>, id: string): Promise<void> {
  const before = named(await call('models.list', {}), id);
  await call('models.remove', { id });
  say(
    before.installed || before.partialBytes > 0
      ? `${before.title} is removed.`
      : `${before.title} was not installed.`,
  );
}

/** `id` `best` takes the best one installed, whatever comes. */
export async function useModel(
  call: Call<PodiumContract>,
  roleName: string,
  id: string,
): Promise<void> {
  const role = modelRoles.find((known) => known === roleName);
  if (!role)
    throw new EngineError(
      'bad-input',
      `There is no role "${roleName}"; there are ${modelRoles.join(', ')}.`,
    );
  const models = await call('models.choose', { role, id: id === 'best' ? null : id });
  say(`${role}: ${usedFor(models, role)} is used.`);
}

function usedFor(models: readonly ModelStatus[], role: ModelRole): string {
  return models.find((model) => model.role === role && model.chosen)?.title ?? 'nothing';
}

function named(models: readonly ModelStatus[], id: string): ModelStatus {
  const found = models.find((model) => model.id === id);
  if (found) return found;
  throw new EngineError(
    'not-found',
    `There is no model named "${id}"; "podium models" lists them.`,
  );
}

/** The ones to have that are not there: of a role that has a downloaded or own model already, none. */
export function missingOf(models: readonly ModelStatus[]): readonly ModelStatus[] {
  const filled = new Set(
    models
      .filter(({ installed, tier }) => installed && tier !== 'embedded')
      .map(({ role }) => role),
  );
  return models.filter(
    ({ recommended, installed, role }) => recommended && !installed && !filled.has(role),
  );
}

export function sizeOf(models: readonly ModelStatus[]): number {
  return models.reduce((sum, { bytes, partialBytes }) => sum + bytes - partialBytes, 0);
}
