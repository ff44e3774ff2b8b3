// Bursts by hand as decisions.db keeps them.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openCarryOver } from '../../electron/engine/cache/carry-over.ts';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openHandBursts } from '../../electron/engine/cache/hand-bursts.ts';
import { openRevisions } from '../../electron/engine/cache/revisions.ts';
import { forgetIn } from '../../electron/engine/kept/forget-kept.ts';
import { picture } from '../fixtures/kept-acts.ts';

const pictures = Buffer.concat([0, 1, 2, 3].map(picture));

describe('step 13 of the decisions', () => {
  it('keeps which pictures are one burst, tells of it, and takes it back', () => {
    const database = openDatabase(':memory:', decisionMigrations.slice(0, 13), 'kept');
    const bursts = openHandBursts(database);
    const revisions = openRevisions(database);
    assert.deepEqual([bursts.read(pictures).size, revisions.read().moments], [0, 0]);
    const together = { pictures: [picture(0), picture(2)], burst: 'new' } as const;
    const before = bursts.write([together]);
    assert.deepEqual(
      before.map(({ burst }) => burst),
      [null, null],
    );
    assert.ok(revisions.read().moments > 0);
    const read = bursts.read(pictures);
    assert.deepEqual([...read.keys()], [0, 2]);
    assert.equal(read.get(0), read.get(2));
    bursts.write([{ ...together, pictures: together.pictures.toReversed() }]);
    assert.deepEqual(bursts.read(pictures), read, 'written twice it is the same burst');

    const [was] = bursts.write([{ pictures: [picture(2)], burst: 'new' }]);
    assert.notEqual(bursts.read(pictures).get(2), read.get(2));
    bursts.write([{ pictures: [picture(2)], burst: was?.burst ?? null }]);
    assert.deepEqual(bursts.read(pictures), read);
    bursts.write([{ pictures: [picture(0), picture(2)], burst: null }]);
    assert.equal(bursts.read(pictures).size, 0);
    database.close();
  });

  it('follows a picture to another name, and forgets it with its folder', () => {
    const database = openDatabase(':memory:', decisionMigrations, 'kept');
    const bursts = openHandBursts(database);
    bursts.write([{ pictures: [picture(0), picture(1)], burst: 'new' }]);
    const name = bursts.read(pictures).get(0);
    openCarryOver(database).move(picture(1), picture(3));
    assert.deepEqual(
      bursts.read(pictures),
      new Map([
        [0, name],
        [3, name],
      ]),
    );
    forgetIn(database, { kind: 'folder', folder: '/p', keys: [picture(0)] });
    assert.deepEqual(bursts.read(pictures), new Map([[3, name]]));
    database.close();
  });
});
