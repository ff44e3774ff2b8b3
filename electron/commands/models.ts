// `podium models`: which models are there, what each adds, and whether their files are whole.

import type { PodiumContract } from '../../shared/contract.ts';
import type { Call } from '../../shared/rpc.ts';
import { print, table } from './terminal.ts';

export async function listModels(call: Call<PodiumContract>): Promise<void> {
  const models = await call('models.list', {});
  const rows = models.map((model) => [
    model.chosen ? 'used' : model.installed ? 'installed' : 'not installed',
    model.role,
    model.id,
    `${(model.bytes / 1e6).toFixed(1)} MB`,
    model.licence,
    model.runsOn?.provider ?? '',
    model.adds,
  ]);
  print(table([['state', 'role', 'model', 'size', 'licence', 'runs on', 'adds'], ...rows]));
  for (const { id, runsOn } of models) if (runsOn?.reason) print(`${id}: ${runsOn.reason}`);
}

/** Exit code 1 when a file is damaged. */
export async function verifyModels(call: Call<PodiumContract>): Promise<number> {
  const checks = await call('models.verify', {});
  for (const { id, problem } of checks) print(`${id}: ${problem ?? 'ok'}`);
  return checks.some(({ problem }) => problem !== null) ? 1 : 0;
}
