// Which models some call works with at this moment: they may not be removed under it.

import type { InstalledModel } from '../../../models/folder.ts';

export type ModelsInUse = {
  /** Runs `work`, during which these models are in use. Rejects as `work` does. */
  during<R>(models: readonly (InstalledModel | null)[], work: () => Promise<R>): Promise<R>;
  has(model: InstalledModel): boolean;
};

export function createModelsInUse(): ModelsInUse {
  const users = new Map<string, number>();
  const count = (models: readonly (InstalledModel | null)[], by: 1 | -1) => {
    for (const { path } of models.flatMap((model) => model?.files ?? [])) {
      const now = (users.get(path) ?? 0) + by;
      if (now === 0) users.delete(path);
      else users.set(path, now);
    }
  };
  return {
    async during(models, work) {
      count(models, 1);
      try {
        return await work();
      } finally {
        count(models, -1);
      }
    },
    has: ({ files }) => files.some(({ path }) => users.has(path)),
  };
}
