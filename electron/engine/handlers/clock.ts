// Handler of cameras' clocks that were wrong.

import { resolve } from 'node:path';
import type { Area, EngineParts } from '../context.ts';

export function clockHandlers({ moments }: Pick<EngineParts, 'moments'>): Area<'clock'> {
  return {
    'clock.write': ({ changes }) => {
      const named = changes.map((change) => ({ ...change, folder: resolve(change.folder) }));
      return Promise.resolve({ before: moments.clocks.write(named) });
    },
  };
}
