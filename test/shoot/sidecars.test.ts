// Sidecars of an open shoot: why nothing is written is said once, what differs is followed, and either word can be taken.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { mergeSidecar, readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { analyse } from '../../shared/shoot/acts/analysing.ts';
import { showCaptions, writeCaptions } from '../../shared/shoot/acts/captions.ts';
import { decide } from '../../shared/shoot/acts/deciding.ts';
import type { OpenShoot } from '../../shared/shoot/acts/open.ts';
import { setSidecars, settleConflicts, takeSidecars } from '../../shared/shoot/acts/sidecars.ts';
import { takeBack } from '../../shared/shoot/acts/undo.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { open as openImage, quarters } from '../fixtures/images.ts';
import { makeNef } from '../fixtures/raws.ts';
import { openIn, testHost } from '../fixtures/shoot-in-test.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';

/** A RAW photo that shows something else for every number. */
async function putRaw(path: string, number: number): Promise<void> {
  const preview = await openImage(quarters(640 + 2 * number, 400))
    .jpeg()
    .toBuffer();
  writeFileSync(path, makeNef({ preview, widthPx: 900, heightPx: 600 }));
}

function idOf(shoot: OpenShoot, name: string): number {
  const { ids, paths } = shoot.get().known.photos.columns;
  return ids[paths.findIndex((path) => path.endsWith(name))] ?? assert.fail(name);
}

describe('why nothing is written beside photos', { skip: noSmallDisk }, () => {
  const own = engineForEach();

  it('is said once for a folder of a camera card, with the act, and again for another folder', async () => {
    const disk = mountSmallDisk(8);
    try {
      const cards = ['100NIKON', '101NIKON'].map((name) => join(disk.path, 'DCIM', name));
      for (const [place, card] of cards.entries()) {
        mkdirSync(card, { recursive: true });
        await putRaw(join(card, `${place}_A.NEF`), 2 * place);
        await putRaw(join(card, `${place}_B.NEF`), 2 * place + 1);
      }
      const host = testHost(() => own.engine.call);
      const shoot = await openIn(host, [disk.path]);
      const said = () => host.said.splice(0).map(({ text, step }) => [text, step !== null]);
      const note = (name: string) =>
        `${name} is on a camera card, where Podium writes nothing: what you decide stays in Podium.`;

      await decide(shoot, [{ id: idOf(shoot, '0_A.NEF'), pick: 1 }], 'Pick');
      assert.deepEqual(said(), [
        ['Pick', true],
        [`Pick. ${note('100NIKON')}`, true],
      ]);
      await decide(shoot, [{ id: idOf(shoot, '0_B.NEF'), stars: 3 }], '3 stars');
      await takeBack(shoot, 'decided')?.done;
      assert.deepEqual(said(), [['3 stars', true]], 'not at every key');
      const id = idOf(shoot, '1_A.NEF');
      await showCaptions(shoot, [id]);
      await writeCaptions(shoot, [{ id, edit: { city: 'Bern' } }], 'City');
      assert.deepEqual(said(), [
        ['City', true],
        [`City. ${note('101NIKON')}`, true],
      ]);
      await decide(shoot, [{ id, stars: 3 }], '3 stars');
      assert.deepEqual(said(), [['3 stars', true]]);
      assert.deepEqual(host.problems, []);
    } finally {
      await own.restart();
      disk.remove();
    }
  });

  it('is said by itself where something else was done meanwhile', async () => {
    const disk = mountSmallDisk(8);
    try {
      const card = join(disk.path, 'DCIM', '100NIKON');
      mkdirSync(card, { recursive: true });
      await putRaw(join(card, 'A.NEF'), 1);
      const host = testHost(() => own.engine.call);
      const shoot = await openIn(host, [disk.path]);
      const id = idOf(shoot, 'A.NEF');
      const writing = host.hold('decision.write');
      const first = decide(shoot, [{ id, pick: 1 }], 'Pick');
      await writing.asked;
      const second = decide(shoot, [{ id, stars: 4 }], '4 stars');
      await writing.come();
      await Promise.all([first, second]);
      assert.deepEqual(
        host.said.map(({ text, step }) => [text.replace(/ is on a .*/, ''), step !== null]),
        [
          ['Pick', true],
          ['4 stars', true],
          ['100NIKON', false],
        ],
      );
    } finally {
      await own.restart();
      disk.remove();
    }
  });
});

describe('what other programs say', () => {
  const own = engineForEach();
  const sidecar = (name: string) => join(own.photos, `${name}.xmp`);
  const rated = (name: string) => readSidecar(readFileSync(sidecar(name), 'utf8')).rating;

  it('is known where it differs, and either word can be taken, and taken back', async () => {
    for (const [number, name] of ['a', 'b'].entries())
      await putRaw(join(own.photos, `${name}.NEF`), number);
    await own.sync();
    await own.analyse();
    const { ids } = await own.columns();
    const changes = [...ids].map((id) => ({ id, stars: 2, label: 1 }));
    await own.engine.call('decision.write', { changes });
    await own.restart(); // waits for what is on its way
    const laterS = Date.now() / 1000 + 60;
    for (const name of ['a', 'b']) {
      const text = readFileSync(sidecar(name), 'utf8');
      writeFileSync(sidecar(name), mergeSidecar(text, { rating: 5, label: 'Blue' }));
      utimesSync(sidecar(name), laterS, laterS);
    }
    await own.sync();
    await own.analyse();

    const host = testHost(() => own.engine.call);
    const shoot = await openIn(host, [own.photos]);
    const differ = () => shoot.get().known.sidecars?.conflicts ?? assert.fail('not asked yet');
    const stars = () => [...shoot.get().known.decisions.stars];
    await takeSidecars(shoot);
    assert.deepEqual(
      differ().map(({ field, ours, theirs, kept }) => [field, ours, theirs, kept]),
      [
        ['label', 1, 4, 'theirs'],
        ['stars', 2, 5, 'theirs'],
        ['label', 1, 4, 'theirs'],
        ['stars', 2, 5, 'theirs'],
      ],
    );
    const isOfA = ({ path }: { path: string }) => path.endsWith('a.NEF');
    await settleConflicts(shoot, differ().filter(isOfA), 'ours', 'Podium');
    assert.deepEqual(stars(), [2, 5]);
    assert.ok(!differ().some(isOfA));
    await settleConflicts(shoot, differ(), 'theirs', 'The other');
    assert.deepEqual([stars(), differ()], [[2, 5], []]);
    await takeBack(shoot, 'decided')?.done;
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual(stars(), [5, 5]);
    await own.restart();
    assert.deepEqual([rated('a'), rated('b')], [5, 5]);
    assert.deepEqual(host.problems, []);
  });

  it('is written what was decided before, once a setting wants it', async () => {
    await putRaw(join(own.photos, 'a.NEF'), 1);
    await own.engine.call('settings.write', { values: { 'sidecars.raw': 'off' } });
    await own.sync();
    const host = testHost(() => own.engine.call);
    const shoot = await openIn(host, [own.photos]);
    await analyse(shoot);
    await decide(shoot, [{ id: idOf(shoot, 'a.NEF'), stars: 4 }], '4 stars');
    await own.restart();
    assert.ok(!existsSync(sidecar('a')));
    const analysed = new Promise<void>((resolve) => {
      let hasRun = false;
      host.onShow = ({ known }) => {
        hasRun ||= known.analysis.state === 'running';
        if (hasRun && known.analysis.state === 'idle') resolve();
      };
    });
    await setSidecars(shoot, { 'sidecars.raw': 'on' });
    await analysed;
    await own.restart();
    assert.equal(rated('a'), 4);
  });
});
