// Handlers of decisions (pick, reject, stars, label) and of the user's own presets.

import type { DecisionChange } from '../../../shared/contract.ts';
import { isPresetName } from '../../../shared/ranking/presets.ts';
import { activeWeights } from '../../../shared/ranking/ranking.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { ContentChange } from '../cache/decisions.ts';
import type { Area, EngineParts } from '../context.ts';
import { contentOf } from '../photo-source.ts';

type Parts = Pick<EngineParts, 'files' | 'analyses' | 'photos' | 'decisions'>;

export function decisionHandlers(parts: Parts): Area<'decision'> {
  return {
    'decision.read': (input) => {
      const { ids, contents } = parts.photos.columns(input);
      return Promise.resolve({ ids, ...parts.decisions.read(contents) });
    },
    'decision.write': async ({ changes }, { signal }) => {
      const ids = new Map<string, number>();
      const byContent: ContentChange[] = [];
      for (const { id, ...change } of changes) {
        throwIfCancelled(signal);
        const sha256 = await contentOf(parts, id);
        ids.set(sha256.toString('hex'), ids.get(sha256.toString('hex')) ?? id);
        byContent.push({ sha256, ...known(change) });
      }
      const before = parts.decisions.write(byContent).map(({ sha256, ...values }) => ({
        id: ids.get(sha256.toString('hex')) ?? NaN,
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
