// `podium doctor`: what Podium runs on here, whether its files are whole, what is missing and what it would add.

import { statfs } from 'node:fs/promises';
import type { PodiumContract } from '../../../../shared/contract.ts';
import {
  modelRoles,
  providerNames,
  type ModelRole,
  type ModelStatus,
} from '../../../../shared/models.ts';
import type { Call } from '../../../../shared/calls/rpc.ts';
import { megabytes } from '../../../../shared/units.ts';
import { dataFolder, engineOptionsIn } from '../../../host/data-folder.ts';
import { providersHere } from '../../../engine/engine.ts';
import { checkKept, type KeptOptions } from './kept.ts';
import { missingOf, sizeOf } from '../models.ts';
import type { PodiumOptions } from '../podium.ts';
import { print, table } from '../../terminal/terminal.ts';

/** What happens in a role that no model fills. */
const without: Readonly<Record<ModelRole, string>> = {
  'face-detector': 'no faces are found',
  landmarks: 'no faces are measured',
  'face-embedder': 'people are not told apart',
  expression: 'smiles are not told',
  'head-pose': 'the landmarks of the face tell it',
  'eyes-open': 'face mesh and iris tell it, where the eyes are large enough',
  'second-face-detector': 'small faces in wide photos are missed',
  'face-mesh': 'closed eyes are not told',
  iris: 'closed eyes are not told',
  bodies: 'players and balls are not found',
  'body-pose': 'arms and legs are not found',
  'number-detector': 'numbers on shirts are not found',
  'number-reader': 'numbers on shirts are not read',
  'clip-image': 'no aesthetic signal, no search by words',
  'clip-text': 'no aesthetic signal, no search by words',
  'clip-tokenizer': 'no aesthetic signal, no search by words',
  'clip-aesthetic': 'words measure the aesthetic, where CLIP is installed',
  classifier: 'CLIP tells the sport, where it is installed',
};

/** Exit code 1 when decisions are lost or a file of a model is damaged. */
export async function doctor(
  call: Call<PodiumContract>,
  options: PodiumOptions & KeptOptions,
): Promise<number> {
  if (!(await checkKept(call, options))) return 1; // all else waits until that is put right
  print('');
  const data = dataFolder(options.data);
  const { modelsFolder } = engineOptionsIn(data);
  const models = await call('models.list', {});
  const { bavail, bsize } = await statfs(data);
  print(
    table([
      ['Node', `${process.versions.node} on ${process.platform} ${process.arch}`],
      ['can run models', canRun()],
      ['data folder', data],
      ['model folder', modelsFolder],
      ['free there', `${((bavail * bsize) / 1e9).toFixed(1)} GB`],
    ]),
  );
  print('\nModels');
  print(table(modelRoles.map((role) => [role, inUse(models, role)])));
  const problems = models.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) print(`\nProblems\n${problems.join('\n')}`);
  print(`\n${missingText(models)}`);
  return problems.length > 0 ? 1 : 0;
}

function inUse(models: readonly ModelStatus[], role: ModelRole): string {
  const used = models.find((model) => model.role === role && model.chosen);
  if (!used) return `none: ${without[role]}${noSports(models, role)}`;
  const title = used.tier === 'embedded' ? `${used.title}, built in` : used.title;
  if (!used.runsOn) return title;
  const { provider, reason } = used.runsOn;
  const on = `${title}, on ${providerNames[provider]}`;
  return reason === null ? on : `${on}: ${reason}`;
}

/** CLIP tells the sport only where no classifier does. */
function noSports(models: readonly ModelStatus[], role: ModelRole): string {
  const isTold = models.some((model) => model.role === 'classifier' && model.chosen);
  return without[role].startsWith('no aesthetic') && !isTold ? ', no sports' : '';
}

/** What the setting engine.provider can choose here besides the CPU. */
function canRun(): string {
  const others = providersHere().map(({ name, bundled }) =>
    bundled ? providerNames[name] : `${providerNames[name]} where its libraries are installed`,
  );
  return [providerNames.cpu, ...others].join(', ');
}

/** What could be downloaded, what each would add, and how. */
export function missingText(models: readonly ModelStatus[]): string {
  const missing = missingOf(models);
  if (missing.length === 0) return 'Nothing is missing.';
  const rows = missing.map(({ id, bytes, adds }) => [id, megabytes(bytes), adds]);
  return [
    'Missing, and what each would add',
    table(rows),
    `"podium models install --all" downloads them (${megabytes(sizeOf(missing))}) after a yes; everything else works without.`,
  ].join('\n');
}
