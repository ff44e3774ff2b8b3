// Handlers of models: which are there, and which one fills each role.

import { chooseModel } from '../../../models/choose.ts';
import type { Area, OpenCache } from '../open-cache.ts';

export function modelHandlers(open: OpenCache): Area<'models'> {
  return {
    'models.list': async () => (await open.refreshModels()).list(),
    'models.verify': async () => {
      const checks = await (await open.modelFolder()).verify();
      await open.refreshModels();
      return checks;
    },
    'models.choose': async ({ role, id }) => {
      await chooseModel(await open.refreshModels(), role, id);
      return (await open.refreshModels()).list();
    },
  };
}
