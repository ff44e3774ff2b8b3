// The models of stages, each opened when the first photo needs it and kept for the next run that wants the same.

import type { Settings } from '../../shared/settings.ts';
import type { RunningStage } from './analyse.ts';
import { lazily, type Lazy, type Place, type Shelf } from './running/shelf.ts';
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
};

type Opened = Lazy<Releasable>;

export function createStageModels(shelf: Shelf): StageModels {
  const places = new Map<string, Place<Opened>>();
  const placeOf = (name: string) => {
    const known = places.get(name) ?? shelf.place<Opened>();
    places.set(name, known);
    return known;
  };
  const use = <Models, R>(
    { stage, chosen, models }: ReadyStage<Models>,
    settings: Settings,
    work: (models: Opening<Models>) => Promise<R>,
  ) => {
    const open = () => Promise.resolve(lazily(() => stage.open(chosen, settings)));
    return placeOf(stage.name).use({ models, settings, open }, (opened) =>
      // What is open under a stage's name was opened by that stage.
      work(() => opened.get() as Promise<Releasable & Models>),
    );
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
      shelf.hold(
        stages.flatMap(({ models }) => models),
        () => useRest(stages, [], settings, work),
      ),
  };
}
