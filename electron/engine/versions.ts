// The stages as they would run now: with which models, and by which version their rows are told from older ones.

import { hash } from 'node:crypto';
import type { InstalledModel } from '../../models/folder.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ChosenModels, CloserLook, Stage, StageRows, StageVersion } from './stage.ts';

export type ReadyStage<Models = unknown> = {
  readonly stage: Stage<Models>;
  readonly version: string;
  /** By role, for the stage to open. */
  readonly chosen: ChosenModels;
  readonly models: readonly InstalledModel[];
  /** SHA-256 in hex of all that the models are to the stage. */
  readonly hashes: readonly string[];
};

/** A row's version: the stage's code, what it read beside the photo and the models it ran, in that order. */
export function versionText(code: number, readHash: string, hashes: readonly string[]): string {
  return [code, readHash, ...hashes.map((one) => one.slice(0, 8))].join('-');
}

/** Those of `stages` that have their models and that the settings do not leave out, in the same order. */
export function readyStages(
  stages: readonly Stage[],
  chosen: ChosenModels,
  settings: Settings,
): readonly ReadyStage[] {
  const ready = new Map<string, ReadyStage>();
  for (const stage of stages) {
    const before = (stage.after ?? []).map(({ name }) => ready.get(name)?.version);
    const known = before.filter((version) => version !== undefined);
    if (known.length < before.length || stage.isWanted?.(settings) === false) continue;
    const one = readyStage(stage, chosen, settings, known);
    if (one) ready.set(stage.name, one);
  }
  return [...ready.values()];
}

/** Null where it has no model for a role that it needs. `before`: the versions of the stages it comes after. */
export function readyStage<Models>(
  stage: Stage<Models>,
  chosen: ChosenModels,
  settings: Settings,
  before: readonly string[] = [],
): ReadyStage<Models> | null {
  const needed = stage.needs.map((role) => chosen.chosen(role));
  if (needed.some((model) => model === null || stage.fits?.(model) === false)) return null;
  const taken = (stage.takes ?? []).map((role) => chosen.chosen(role));
  const models = [...needed, ...taken].filter((model) => model !== null);
  const hashes = models.flatMap((model) => hashesOf(stage, model));
  const version = rowsVersion(stage, settings, hashes, before);
  return { stage, version, chosen, models, hashes };
}

function rowsVersion(
  stage: StageRows,
  settings: Settings,
  hashes: readonly string[],
  before: readonly string[],
): string {
  const values = JSON.stringify(stage.reads.map((name) => settings[name]));
  return versionText(stage.version, hash('sha256', values).slice(0, 8), [
    ...hashes,
    ...before.map((version) => hash('sha256', version)),
  ]);
}

/** Those of `looks` whose earlier stages are all ready. */
export function readyLooks(
  looks: readonly CloserLook[],
  ready: readonly StageVersion[],
  settings: Settings,
): readonly StageVersion<CloserLook>[] {
  const versions = new Map(ready.map(({ stage, version }) => [stage.name, version]));
  return looks.flatMap((stage) => {
    const before = (stage.after ?? []).map(({ name }) => versions.get(name));
    const known = before.filter((version) => version !== undefined);
    if (known.length < before.length) return [];
    return [{ stage, version: rowsVersion(stage, settings, [], known) }];
  });
}

/**
 * SHA-256 in hex of what a model is to a stage. No provider takes part: providers.ts lets one run a model only where its
 * results are the CPU's within rounding.
 */
function hashesOf(stage: Pick<Stage, 'traits'>, model: InstalledModel): readonly string[] {
  return [...model.files.map((file) => file.sha256), ...(stage.traits?.(model) ?? [])];
}

/** What a failure is remembered by: any of `stages` may be the one that failed. */
export function failureVersion(stages: readonly Stage[], ready: readonly StageVersion[]): string {
  const versions = new Map(ready.map(({ stage, version }) => [stage.name, version]));
  return stages.map(({ name }) => versions.get(name) ?? '-').join(' ');
}
