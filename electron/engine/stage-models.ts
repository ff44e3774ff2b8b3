// The models of stages, each opened when the first photo needs it and kept for the next run that wants the same.

import type { Settings } from '../../shared/settings.ts';
import type { RunningStage } from './analyse.ts';
import { createLeases, type Leases } from './running/leases.ts';
import type { ModelsInUse } from './running/models-in-use.ts';
import { openedOnce } from './running/opened-once.ts';
import type { Releasable } from './stage.ts';
import type { ReadyStage } from './versions.ts';

/** Opens a stage's models when first called, and resolves with the same ones afterwards. */
export type Opening<Models> = () => Promise<Models>;

export type StageModels = {
  /** Runs `work` with the models of a stage. They stay open while it runs, whatever is chosen meanwhile. */
  use<Models, R>(
    stage: ReadyStage<Models>,
    settings: Settings,
    work: (models: Opening<Models>) => Promise<R>,
  ): Promise<R>;
  /** The same with all of `stages`, in their order. */
  useAll<R>(
    stages: readonly ReadyStage[],
    settings: Settings,
    work: (running: readonly RunningStage[]) => Promise<R>,
  ): Promise<R>;
  release(): Promise<void>;
};

type Opened = Releasable & { readonly models: Opening<unknown> };

export function createStageModels(inUse: ModelsInUse): StageModels {
  const leases = new Map<string, Leases<Opened>>();
  const leasesOf = (name: string) => {
    const known = leases.get(name) ?? createLeases<Opened>();
    leases.set(name, known);
    return known;
  };
  const use = <Models, R>(
    { stage, chosen, models, hashes }: ReadyStage<Models>,
    settings: Settings,
    work: (models: Opening<Models>) => Promise<R>,
  ) => {
    const key = JSON.stringify([settings['engine.threads'], settings['engine.provider'], hashes]);
    const open = () => {
      const opened = openedOnce(() => stage.open(chosen, settings));
      const release = async () => (await opened.take())?.release();
      return Promise.resolve({ models: () => opened.get(), release });
    };
    // What is open under a stage's name was opened by that stage.
    const run = () =>
      leasesOf(stage.name).use(key, open, (opened) => work(opened.models as Opening<Models>));
    return inUse.during(models, run);
  };
  const useRest = <R>(
    [next, ...rest]: readonly ReadyStage[],
    running: readonly RunningStage[],
    settings: Settings,
    work: (running: readonly RunningStage[]) => Promise<R>,
  ): Promise<R> =>
    next
      ? use(next, settings, (models) =>
          useRest(rest, [...running, { ...next, models }], settings, work),
        )
      : work(running);
  return {
    use,
    useAll: (stages, settings, work) =>
      // All from the start: they are opened one after the other, when a photo needs them.
      inUse.during(
        stages.flatMap(({ models }) => models),
        () => useRest(stages, [], settings, work),
      ),
    async release() {
      await Promise.all([...leases.values()].map((lease) => lease.release()));
    },
  };
}
