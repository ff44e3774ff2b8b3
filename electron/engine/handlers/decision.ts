// Handlers of decisions (pick, reject, stars, label) and of the user's own presets.

import type { DecisionChange } from '../../../shared/contract.ts';
import { isPresetName } from '../../../shared/ranking/presets.ts';
import { activeWeights } from '../../../shared/ranking/ranking.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { PictureChange } from '../cache/decisions.ts';
import type { Area, EngineParts } from '../context.ts';
import { pictureOf } from '../photo-source.ts';

type Parts = Pick<EngineParts, 'files' | 'analyses' | 'photos' | 'decisions'>;

export function decisionHandlers(parts: Parts): Area<'decision'> {
  return {
    'decision.read': (input) => {
      const { ids, pictures } = parts.photos.columns(input);
      return Promise.resolve({ ids, ...parts.decisions.read(pictures) });
    },
    'decision.write': async ({ changes }, { signal }) => {
      const ids = new Map<string, number>();
      const byPicture: PictureChange[] = [];
      for (const { id, ...change } of changes) {
        throwIfCancelled(signal);
        const picture = await pictureOf(parts, id);
        ids.set(picture.toString('hex'), ids.get(picture.toString('hex')) ?? id);
        byPicture.push({ picture, ...known(change) });
      }
      const before = parts.decisions.write(byPicture).map(({ picture, ...values }) => ({
        id: ids.get(picture.toString('hex')) ?? NaN,
        ...values,
      }));
      return { before };
    },
  };
}

/** Leaves out what a change does not name. */
function known({ pick, stars, label }: Omit<DecisionChange, 'id'>) {
  return {
    ...(pick !== undefined && { pick }),
    ...(stars !== undefined && { stars }),
    ...(label !== undefined && { label }),
  };
}

export function presetHandlers({ library }: Pick<EngineParts, 'library'>): Area<'preset'> {
  return {
    'preset.list': () => Promise.resolve({ presets: library.presets() }),
    'preset.save': (preset) => {
      if (isPresetName(preset.name.toLowerCase()))
        throw new EngineError(
          'bad-input',
          `"${preset.name}" is one of Podium's own presets. Choose another name.`,
        );
      if (activeWeights(preset.weights).length === 0)
        throw new EngineError('bad-input', 'At least one weight must be above 0.');
      library.savePreset(preset);
      return Promise.resolve({});
    },
    'preset.remove': ({ name }) => {
      if (library.removePreset(name)) return Promise.resolve({});
      throw new EngineError('not-found', `There is no preset named "${name}".`);
    },
  };
}
