// Cameras' clocks put right in an open shoot: order and times follow, files stay, and all of it is kept and undone.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { openCameraClocks } from '../../electron/engine/cache/camera-clocks.ts';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openRevisions } from '../../electron/engine/cache/revisions.ts';
import { forgetIn } from '../../electron/engine/kept/forget-kept.ts';
import { cameraClocks, sameMoment } from '../../shared/clocks.ts';
import { moveClock } from '../../shared/shoot/acts/clocks.ts';
import { setSort } from '../../shared/shoot/acts/looking.ts';
import { doAgain, takeBack } from '../../shared/shoot/acts/undo.ts';
import { shotOf, shotText } from '../../shared/shot.ts';
import { deleteCache, engineForAll } from '../fixtures/engine-in-test.ts';
import { namesOf, openIn, testHost } from '../fixtures/shoot-in-test.ts';
import { hourApart, writeCameraPhotos } from '../fixtures/two-cameras.ts';

describe('clocks that were wrong', { timeout: 300_000 }, () => {
  const engine = engineForAll();
  const files = () =>
    readdirSync(engine.photos).map((name) => readFileSync(join(engine.photos, name), 'latin1'));
  before(async () => {
    await writeCameraPhotos(engine.photos, hourApart);
    await engine.sync();
    await engine.analyse();
  });

  it('are moved by two photos of the same moment; order and what is shown follow, undone and kept', async () => {
    const original = files();
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [engine.photos]);
    setSort(shoot, { by: 'time', reversed: false }, 'by time');
    const wrong = ['b1.jpg', 'b2.jpg', 'a1.jpg', 'a2.jpg'];
    assert.deepEqual(namesOf(shoot.get()), wrong);
    const { columns } = shoot.get().known.photos;
    assert.deepEqual(columns.bodies.names, ['NIKON Z 9 101', 'NIKON Z 9 102']);
    assert.deepEqual(columns.cameras.names, ['NIKON Z 9']);
    const moment = sameMoment(columns, 0, 2) ?? assert.fail('of two cameras');
    assert.deepEqual(moment, { body: 'NIKON Z 9 102', seconds: 3590 });
    await moveClock(shoot, { ...moment, seconds: 3600 }, 'moved');
    const right = ['a1.jpg', 'b1.jpg', 'a2.jpg', 'b2.jpg'];
    assert.deepEqual(namesOf(shoot.get()), right);
    const shot = shotOf(shoot.get().known.photos.columns, 2);
    const said = new Map(shotText(shot));
    assert.equal(said.get('taken'), '2024-05-31 18:00:10');
    assert.equal(said.get('clock'), '+1:00:00 put right');
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual(namesOf(shoot.get()), wrong);
    await doAgain(shoot, 'decided')?.done;
    assert.deepEqual(namesOf(shoot.get()), right);
    shoot.leave();
    await engine.restart(() => {
      deleteCache(engine.data);
    });
    await engine.sync();
    await engine.analyse();
    const again = await engine.columns();
    assert.deepEqual(cameraClocks(again), [
      { body: 'NIKON Z 9 101', photos: 2, seconds: 0 },
      { body: 'NIKON Z 9 102', photos: 2, seconds: 3600 },
    ]);
    const { shot: about } = await engine.engine.call('photo.about', {
      photo: { path: join(engine.photos, 'b1.jpg') },
    });
    assert.deepEqual([about.takenMs, about.shiftMs], [again.takenMs[2], 3_600_000]);
    assert.deepEqual(files(), original, 'no photo was written');
    mkdirSync(join(engine.photos, 'day 2'));
    await writeCameraPhotos(join(engine.photos, 'day 2'), hourApart.slice(3));
    await engine.sync();
    await engine.analyse();
    assert.equal(cameraClocks(await engine.columns())[1]?.photos, 3, 'subfolders too');
  });
});

describe('step 14 of the decisions', () => {
  const body = 'Z 9';
  const photos = {
    paths: ['/m/a/1.jpg', '/m/2.jpg', '/n/3.jpg'],
    bodies: { names: ['Z 8', body], of: Int16Array.of(1, 1, 1) },
  };

  it('keeps clocks with folders, the nearest first, tells of it, and takes it back', () => {
    const database = openDatabase(':memory:', decisionMigrations.slice(0, 14), 'kept');
    const clocks = openCameraClocks(database);
    const shifts = () => [...(clocks.shifts(photos) ?? [])];
    assert.deepEqual(shifts(), []);
    clocks.write([{ folder: '/m/a', body, seconds: 5 }]);
    assert.ok(openRevisions(database).read().moments > 0);
    assert.deepEqual(shifts(), [5000, 0, 0]);
    const before = clocks.write([{ folder: '/m', body, seconds: 60 }]);
    assert.deepEqual(
      shifts(),
      [60_000, 60_000, 0],
      'said of the folder, it holds for all under it',
    );
    const parts = clocks.write([{ folder: '/m/a', body, seconds: 0 }]);
    assert.deepEqual(shifts(), [0, 60_000, 0]);
    clocks.write(parts);
    assert.deepEqual(shifts(), [60_000, 60_000, 0]);
    clocks.write(before);
    assert.deepEqual(shifts(), [5000, 0, 0]);
    clocks.write([{ folder: '/n', body: 'Z 8', seconds: 7 }]);
    forgetIn(database, { kind: 'folder', folder: '/m', keys: [] });
    assert.deepEqual(shifts(), [0, 0, 0]);
    assert.deepEqual(database.prepare('SELECT folder FROM camera_clocks').pluck().all(), ['/n']);
    database.close();
  });
});
