// Bodies and poses of real photos, through the engine.

import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { thingsFrom, featuresFrom } from '../../electron/engine/stages/bodies/kept-scenes.ts';
import { missingReasons } from '../../shared/signals.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { samplePhoto } from '../fixtures/match-folder.ts';

describe('bodies in real photos', () => {
  const own = engineForEach();
  const analysed = async () => {
    await own.sync();
    await own.analyse();
    return own.columns();
  };

  it('are found, and make a photo of people one, which a plain ground is not', async () => {
    copyFileSync(samplePhoto(1), join(own.photos, 'a.jpg'));
    const ground = { width: 600, height: 400, channels: 3 as const, background: '#3a7d44' };
    writeFileSync(join(own.photos, 'b.jpg'), await sharp({ create: ground }).jpeg().toBuffer());
    const { signals, missing } = await analysed();
    assert.ok((signals.players[0] ?? 0) >= 1);
    assert.ok((signals.subject[0] ?? 0) > 0.2);
    assert.ok((signals.match_photo[0] ?? 0) > 0.5);
    for (const name of ['subject', 'action', 'ball', 'subject_sharpness'] as const) {
      assert.equal(missing[name]?.[1], missingReasons['not there'], name);
      assert.ok(Number.isNaN(signals[name][1]), name);
    }
    assert.deepEqual([signals.players[1], signals.match_photo[1]], [0, 0]);
  });

  it('are seen in the dark as in the light', async () => {
    for (const [name, light] of [
      ['dark', 0.06],
      ['light', 1],
    ] as const)
      await sharp(samplePhoto(5))
        .resize(1000)
        .linear(light, 0)
        .jpeg({ quality: 90 })
        .toFile(join(own.photos, `${name}.jpg`));
    const { signals } = await analysed();
    assert.deepEqual([...signals.players], [5, 5]);
  });

  it('measure the same at any resolution that shows them', async () => {
    const photo = sharp(samplePhoto(2));
    const { width } = await photo.metadata();
    for (const share of [1, 0.6])
      writeFileSync(
        join(own.photos, `${share}.png`),
        await sharp(samplePhoto(2))
          .resize(Math.round(share * width))
          .png()
          .toBuffer(),
      );
    const { signals } = await analysed();
    for (const name of ['subject', 'match_photo'] as const) {
      const [small = NaN, large = NaN] = signals[name];
      assert.ok(Math.abs(small - large) < 0.1, `${name}: ${small} and ${large}`);
    }
  });

  it('are kept with the summary of the photo, and read again without the networks', async () => {
    copyFileSync(samplePhoto(3), join(own.photos, 'a.jpg'));
    const before = await analysed();
    const database = new Database(join(own.data, 'cache.db'), { readonly: true });
    const [row] = database
      .prepare<[], { things: Buffer; features: Buffer }>(
        'SELECT things, features FROM scene_things',
      )
      .all();
    database.close();
    const things = thingsFrom(row?.things ?? Buffer.of());
    assert.ok(things.some(({ coco, score }) => coco === 0 && score > 0.35));
    for (const { box } of things) {
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 1 + 1e-6);
    }
    const features = featuresFrom(row?.features ?? Buffer.of());
    assert.equal(features.length, 640);
    assert.ok(features.every(Number.isFinite) && features.some((value) => value !== 0));
    assert.equal((await own.analyse()).inferences, 0);
    assert.deepEqual((await own.columns()).signals, before.signals);
  });
});
