// Podium's word against another program's: the newer one holds, both are shown, and either can be taken.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Said } from '../../electron/engine/exchange/described.ts';
import { saidFields, verdicts, type Sides } from '../../electron/engine/exchange/newest.ts';
import { mergeSidecar, readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import type { SidecarChanges } from '../../electron/engine/xmp/sidecar.ts';
import { decisionWords } from '../../shared/decisions.ts';
import { deleteCache, engineForEach } from '../fixtures/engine-in-test.ts';
import { open, quarters } from '../fixtures/images.ts';
import { makeNef } from '../fixtures/raws.ts';
import { sidecars } from '../fixtures/sidecars.ts';

const said = fc.record({
  pick: fc.integer({ min: -1, max: 1 }),
  stars: fc.integer({ min: 0, max: 5 }),
  label: fc.integer({ min: 0, max: 5 }),
});
const sides: fc.Arbitrary<Sides> = fc.record({
  ours: said,
  theirs: said,
  seen: fc.option(said),
  wrote: fc.option(said),
  decidedMs: fc.record(
    { pick: fc.nat(9), stars: fc.nat(9), label: fc.nat(9) },
    { requiredKeys: [] },
  ),
  theirsMs: fc.nat(9),
});

describe('the newer word', () => {
  it('is about the fields that differ, and never takes what nobody has changed', () => {
    fc.assert(
      fc.property(sides, (each) => {
        const found = verdicts(each);
        const differing = saidFields.filter((field) => each.ours[field] !== each.theirs[field]);
        assert.deepEqual(
          found.map(({ field }) => field),
          differing,
        );
        for (const { field, kept } of found)
          if (each.theirs[field] === each.seen?.[field]) assert.equal(kept, 'ours');
      }),
    );
  });

  it('is what was said last, the same or not, once either side has said something since', () => {
    fc.assert(
      fc.property(sides, (each) => {
        for (const { field, kept } of verdicts(each)) {
          const isTheirsNew = each.seen !== null && each.theirs[field] !== each.seen[field];
          if (isTheirsNew && (each.decidedMs[field] ?? -1) >= each.theirsMs)
            assert.equal(kept, 'ours');
        }
      }),
    );
  });

  it('is shown as a conflict whenever a decision of the photographer gives way', () => {
    fc.assert(
      fc.property(sides, (each) => {
        for (const { field, kept, isConflict } of verdicts(each))
          if (kept === 'theirs' && each.decidedMs[field] !== undefined) assert.ok(isConflict);
      }),
    );
  });
});

describe('what another program writes after Podium', () => {
  const own = engineForEach();
  const path = () => join(own.photos, 'DSC_1.NEF');
  const sidecar = () => join(own.photos, 'DSC_1.xmp');
  const text = () => readFileSync(sidecar(), 'utf8');
  const theyWrite = (changes: SidecarChanges, atMs = Date.now() + 60_000) => {
    writeFileSync(sidecar(), mergeSidecar(text(), changes));
    utimesSync(sidecar(), atMs / 1000, atMs / 1000);
  };
  const put = async () => {
    const preview = await open(quarters(640, 400)).jpeg().toBuffer();
    writeFileSync(path(), makeNef({ preview, widthPx: 900, heightPx: 600 }));
    writeFileSync(sidecar(), sidecars.captureOne);
    await own.sync();
  };
  const idOf = async () => (await own.columns()).ids[0] ?? NaN;
  const decide = async (change: Partial<Said>) => {
    await own.engine.call('decision.write', { changes: [{ id: await idOf(), ...change }] });
    await own.restart(); // waits for what is on its way
  };
  const shown = async () => {
    const { decision, stars, label } = decisionWords(
      await own.engine.call('decision.read', own.input()),
      0,
    );
    return [decision, stars, label];
  };
  const conflicts = async () => {
    const state = await own.engine.call('sidecar.state', own.input());
    return state.conflicts.map(({ field, ours, theirs, kept }) => [field, ours, theirs, kept]);
  };

  it('holds, is listed with what Podium said, and gives way again when that is taken', async () => {
    await put();
    await decide({ stars: 2, label: 1 });
    theyWrite({ rating: 5 });
    await own.sync();
    assert.deepEqual(await shown(), [null, 5, 'red']);
    assert.deepEqual(await conflicts(), [['stars', 2, 5, 'theirs']]);
    await own.sync();
    assert.deepEqual(await conflicts(), [['stars', 2, 5, 'theirs']], 'until it is settled');
    await decide({ stars: 2 });
    assert.deepEqual(await conflicts(), []);
    assert.equal(readSidecar(text()).rating, 2);
    await own.sync();
    assert.deepEqual(await shown(), [null, 2, 'red']);
  });

  it('that was never decided in Podium is followed without a word', async () => {
    await put();
    await decide({ stars: 2 });
    theyWrite({ label: 'Blue' });
    await own.sync();
    assert.deepEqual(await shown(), [null, 2, 'blue']);
    assert.deepEqual(await conflicts(), []);
  });

  it('survives a decision that is made before Podium has looked, in every field but that one', async () => {
    await put();
    await decide({ stars: 2 });
    theyWrite({ label: 'Blue', addSubjects: ['Winner'] }, Date.now());
    await decide({ stars: 4 });
    const { rating, label, subjects } = readSidecar(text());
    assert.deepEqual([rating, label, subjects.includes('Winner')], [4, 'Blue', true]);
    assert.deepEqual(await shown(), [null, 4, 'blue']);
    assert.deepEqual(await conflicts(), []);
  });

  it('gives way to the same decision made again after it, and is listed', async () => {
    await put();
    await decide({ stars: 2 });
    theyWrite({ rating: 5 }, Date.now() - 60_000);
    await decide({ stars: 2 });
    assert.deepEqual(await shown(), [null, 2, null]);
    assert.equal(readSidecar(text()).rating, 2);
    assert.deepEqual(await conflicts(), [['stars', 2, 5, 'ours']]);
  });

  it('before a later decision gives way to it, and is listed', async () => {
    await put();
    await decide({ stars: 2 });
    theyWrite({ rating: 5 }, Date.now() - 60_000);
    await decide({ stars: 3 });
    assert.deepEqual(await shown(), [null, 3, null]);
    assert.equal(readSidecar(text()).rating, 3);
    assert.deepEqual(await conflicts(), [['stars', 3, 5, 'ours']]);
  });

  it('into a RAW photo’s sidecar holds with a fresh cache too', async () => {
    await put();
    await decide({ stars: 2 });
    theyWrite({ rating: 5 });
    await own.restart(() => {
      deleteCache(own.data);
    });
    await own.sync();
    await own.analyse();
    assert.deepEqual(await shown(), [null, 5, null]);
    assert.deepEqual(await conflicts(), [['stars', 2, 5, 'theirs']]);
  });

  it('that removes the sidecar takes nothing back', async () => {
    await put();
    await decide({ stars: 2 });
    rmSync(sidecar());
    await own.sync();
    assert.deepEqual(await shown(), [null, 2, null]);
    assert.deepEqual(await conflicts(), []);
    await decide({ label: 3 });
    const { rating, label } = readSidecar(text());
    assert.deepEqual([rating, label], [2, 'Green'], 'and all of it is written anew');
  });

  it('is forgotten with the folder', async () => {
    await put();
    await decide({ stars: 2 });
    theyWrite({ rating: 5 });
    await own.sync();
    await own.engine.call('forget.folder', { folder: own.photos });
    await own.sync();
    assert.deepEqual(await conflicts(), []);
    assert.deepEqual(await shown(), [null, 5, null], 'as the file says');
  });
});

describe('what another program writes into a JPEG', () => {
  const own = engineForEach();
  it('holds, and what was decided in Podium alone is listed', async () => {
    const path = join(own.photos, 'a.jpg');
    const rated = (rating: number) =>
      open(quarters(640, 400))
        .withXmp(
          `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="${rating}"/></rdf:RDF></x:xmpmeta>`,
        )
        .jpeg()
        .toBuffer();
    writeFileSync(path, await rated(1));
    await own.sync();
    await own.analyse();
    const { ids } = await own.columns();
    await own.engine.call('decision.write', { changes: [{ id: ids[0] ?? NaN, stars: 3 }] });
    writeFileSync(path, await rated(4));
    utimesSync(path, 2e9, 2e9);
    await own.sync();
    await own.analyse();
    const { stars } = await own.engine.call('decision.read', own.input());
    assert.deepEqual([...stars], [4]);
    const { conflicts } = await own.engine.call('sidecar.state', own.input());
    assert.deepEqual(
      conflicts.map(({ ours, theirs, kept }) => [ours, theirs, kept]),
      [[3, 4, 'theirs']],
    );
  });
});
