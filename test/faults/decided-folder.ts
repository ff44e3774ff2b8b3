// A data folder in which photos were analysed and decided, that each run gets whole again.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { withEngine } from '../fixtures/decided-data.ts';
import { makeTrialFolder, type TrialFolder } from './trial-folder.ts';

export type DecidedFolder = Omit<TrialFolder, 'renew'> & {
  /** By photo. */
  readonly stars: readonly number[];
  /** What names each photo's picture, 32 bytes. */
  readonly pictures: readonly Buffer[];
  /** Makes the data folder what it was. */
  renew(): void;
  /** Leaves nothing in it. */
  empty(): void;
};

const stars = [5, 4, 3, 2, 1];

export async function makeDecidedFolder(): Promise<DecidedFolder> {
  const folder = await makeTrialFolder(stars.length);
  const { root, data, photos } = folder;
  const pictures = await withEngine(data, async ({ call }) => {
    await call('folder.sync', { folders: [photos] });
    await call('folder.analyse', { folders: [photos] });
    const { ids, pictures } = await call('folder.columns', { folders: [photos] });
    const changes = stars.map((given, photo) => ({ id: ids[photo] ?? NaN, stars: given }));
    await call('decision.write', { changes });
    return stars.map((_, photo) => Buffer.from(pictures.slice(photo * 32, photo * 32 + 32)));
  });
  const whole = join(root, 'whole');
  cpSync(data, whole, { recursive: true });
  return {
    ...folder,
    stars,
    pictures,
    renew() {
      folder.renew(whole);
    },
    empty() {
      folder.renew();
    },
  };
}
