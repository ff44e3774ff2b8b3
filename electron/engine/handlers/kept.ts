// Handlers of what is kept: how it stands with the decisions, bringing back a copy, and forgetting.

import { dirname, join, resolve } from 'node:path';
import { contract } from '../../../shared/contract.ts';
import type { KeptState } from '../../../shared/kept.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { cacheMigrations } from '../cache/migrations.ts';
import { openDatabase } from '../cache/database.ts';
import type { Area, EngineOptions, EngineParts } from '../context.ts';
import { listCopies } from '../kept/copies.ts';
import { readKnown } from '../kept/known.ts';
import { filesAside, findLost } from '../kept/lost.ts';
import { restoreKept } from '../kept/restore.ts';

/** What can be asked while decisions are lost. */
export const keptContract = {
  'kept.check': contract['kept.check'],
  'kept.restore': contract['kept.restore'],
} as const;

type Parts = Pick<
  EngineParts,
  'decisionsFile' | 'known' | 'notes' | 'settings' | 'turns' | 'forgetting'
>;

export function keptHandlers(parts: Parts): Area<'kept'> {
  const { decisionsFile, known, notes } = parts;
  const state = (): KeptState => {
    return { ...stateOf(decisionsFile), lost: findLost(decisionsFile, known.read()), notes };
  };
  return {
    'kept.check': () => {
      parts.settings(); // whose file may have something to be said of it
      return Promise.resolve(state());
    },
    'kept.restore': () => {
      const sentence = state().lost
        ? 'Close Podium and start it again: the decisions that it has open are damaged.'
        : `${decisionsFile} is whole: nothing is lost.`;
      return Promise.reject(new EngineError('bad-input', sentence));
    },
  };
}

/** While the decisions are lost, and with them all else that an engine does. */
export function lostHandlers({ cacheFolder, decisionsFile }: EngineOptions): Area<'kept'> {
  const known = () => {
    const cache = openDatabase(join(cacheFolder, 'cache.db'), cacheMigrations);
    try {
      return readKnown(cache);
    } finally {
      cache.close();
    }
  };
  const state = (): KeptState => {
    return { ...stateOf(decisionsFile), lost: findLost(decisionsFile, known()), notes: [] };
  };
  return {
    'kept.check': () => Promise.resolve(state()),
    'kept.restore': ({ what }) => {
      restoreKept(decisionsFile, known(), what);
      return Promise.resolve(state());
    },
  };
}

function stateOf(decisionsFile: string): Pick<KeptState, 'folder' | 'copies' | 'aside'> {
  return {
    folder: dirname(decisionsFile),
    copies: listCopies(decisionsFile),
    aside: filesAside(decisionsFile),
  };
}

/** Not while photos are analysed: what is forgotten would be found again. */
export function forgetHandlers({ forgetting, turns }: Parts): Area<'forget'> {
  return {
    'forget.person': ({ name }) => turns.inTurn(() => Promise.resolve(forgetting.person(name))),
    'forget.folder': ({ folder }) =>
      turns.inTurn(() => Promise.resolve(forgetting.folder(resolve(folder)))),
    'forget.everything': () => turns.inTurn(() => Promise.resolve(forgetting.everything())),
  };
}
