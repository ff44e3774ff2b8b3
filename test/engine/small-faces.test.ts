// Small faces look alike whoever they are: to be one person they must be more alike than large ones.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import type { PhotoColumns } from '../../shared/photo.ts';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { samplePhoto } from '../fixtures/match-folder.ts';

/** How much more two small faces must reach: a fifth of what lies between the threshold and 1. */
const asked = (threshold: number): number => threshold + 0.2 * (1 - threshold);

describe('two photos of one person', () => {
  const own = engineForAll();
  let columns: PhotoColumns;

  /** The leftmost face of a photo. */
  const leftmost = (name: string): number => {
    const { photo, box } = columns.faces;
    const there = [...photo.keys()].filter(
      (face) => columns.paths[photo[face] ?? NaN] === join(own.photos, name),
    );
    return there.sort((a, b) => (box[4 * a] ?? NaN) - (box[4 * b] ?? NaN))[0] ?? NaN;
  };
  const likeness = async (a: number, b: number): Promise<number> => {
    const { photo, ordinal } = columns.faces;
    const reference = { id: columns.ids[photo[a] ?? NaN] ?? NaN, ordinal: ordinal[a] ?? NaN };
    const found = await own.engine.call('person.match', {
      ...own.input(),
      references: [reference],
    });
    return found.similarity[b] ?? NaN;
  };
  const together = async (a: number, b: number, threshold: number): Promise<boolean> => {
    const values = { 'person.threshold': 'custom', 'person.customThreshold': threshold } as const;
    await own.engine.call('settings.write', { values });
    const { group } = await own.engine.call('person.groups', own.input());
    assert.ok((group[a] ?? -1) >= 0 && (group[b] ?? -1) >= 0);
    return group[a] === group[b];
  };

  before(async () => {
    for (const width of [360, 380, 900, 990])
      await sharp(samplePhoto(1))
        .resize(width)
        .jpeg({ quality: 92 })
        .toFile(join(own.photos, `${width}.jpg`));
    await own.sync();
    await own.analyse();
    columns = await own.columns();
  });

  it('are one person from the threshold on where the faces are large', async () => {
    const [a, b] = [leftmost('900.jpg'), leftmost('990.jpg')];
    assert.ok((columns.faces.heightPx[a] ?? NaN) > 65);
    assert.equal(await together(a, b, (await likeness(a, b)) - 1e-4), true);
  });

  it('are one person only well above it where they are small', async () => {
    const [a, b] = [leftmost('360.jpg'), leftmost('380.jpg')];
    assert.ok((columns.faces.heightPx[b] ?? NaN) < 65);
    const alike = await likeness(a, b);
    assert.equal(await together(a, b, alike - 1e-4), false);
    /** The threshold at which just so much is asked of them. */
    const enough = (alike - 0.2) / 0.8;
    assert.ok(Math.abs(asked(enough) - alike) < 1e-9);
    assert.equal(await together(a, b, enough - 1e-4), true);
    assert.equal(await together(a, b, enough + 1e-4), false);
  });
});
