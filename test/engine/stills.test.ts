// Stills of videos as photos of the folder of their video: found, timed, decided, moved with clocks, turned off and forgotten.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stillsBeside } from '../../electron/engine/stills/place.ts';
import { stillJpeg } from '../../electron/engine/stills/still-file.ts';
import { factsIn, type VideoFacts } from '../../electron/engine/stills/video-facts.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { isError } from '../fixtures/engine-error.ts';
import { filmFrame, filmParts } from '../fixtures/match-video.ts';

const facts: VideoFacts = {
  durationSeconds: 60,
  startSeconds: 0,
  taken: { takenMs: Date.UTC(2026, 4, 31, 16, 0, 0), offsetMinutes: 120 },
  timecode: '10:00:00:00',
  camera: null,
  isHdr: false,
};
const film = filmParts();

describe('stills of a video', () => {
  const test = engineForEach();
  const place = () => stillsBeside(join(test.data, 'decisions.db'), () => defaultSettings);
  const video = () => join(test.photos, 'day', 'CLIP & CO.MP4');

  async function putStills(): Promise<void> {
    mkdirSync(join(test.photos, 'day'));
    writeFileSync(video(), 'a video');
    mkdirSync(place().of(video()), { recursive: true });
    for (const [name, seconds] of [
      ['CLIP 00.00.04.120.jpg', 4.12],
      ['CLIP 00.00.08.240.jpg', 8.24],
    ] as const) {
      const raster = filmFrame(film, seconds, { widthPx: 320, heightPx: 180 });
      const jpeg = await stillJpeg(raster, video(), seconds, facts);
      writeFileSync(join(place().of(video()), name), jpeg);
    }
  }

  it('are photos of its folder, with the time of the container and the place in it', async () => {
    await putStills();
    const summary = await test.sync();
    assert.deepEqual(summary.stills, { videos: 1, stills: 2 });
    assert.deepEqual(summary.leftOut, {}, 'the video is not left out: it gave stills');
    assert.equal((await test.analyse()).analysed, 2);
    const { takenMs, cameras, ids, videos } = await test.columns();
    assert.deepEqual([...videos.values()], [video(), video()]);
    assert.deepEqual(
      [...takenMs],
      [4120, 8240].map((ms) => Date.UTC(2026, 4, 31, 16) + ms),
    );
    assert.deepEqual(cameras.names, ['Video camera']);
    const about = await test.engine.call('photo.about', { photo: { id: ids[0] ?? -1 } });
    assert.equal(about.shot.offsetMinutes, 120);
  });

  it('belong to the folder of the video alone, not to the one above without its subfolders', async () => {
    await putStills();
    const flat = { folders: [test.photos], recursive: false };
    assert.equal((await test.engine.call('folder.sync', flat)).photos, 0);
    const day = { folders: [join(test.photos, 'day')], recursive: false };
    assert.equal((await test.engine.call('folder.sync', day)).photos, 2);
  });

  it('keep what was decided of them when the video is deleted', async () => {
    await putStills();
    await test.sync();
    await test.analyse();
    const { ids } = await test.columns();
    const changes = [{ id: ids[0] ?? -1, stars: 4 }];
    await test.engine.call('decision.write', { changes });
    rmSync(video());
    const summary = await test.sync();
    assert.deepEqual([summary.photos, summary.removed], [2, 1], 'the video alone is gone');
    const { stars } = await test.engine.call('decision.read', test.input());
    assert.deepEqual([...stars], [4, 0]);
  });

  it('follow the clock of the folder of their video', async () => {
    await putStills();
    await test.sync();
    await test.analyse();
    const changes = [{ folder: test.photos, body: 'Video camera', seconds: 3600 }];
    await test.engine.call('clock.write', { changes });
    const { takenMs } = await test.columns();
    assert.equal(takenMs[0], Date.UTC(2026, 4, 31, 17) + 4120);
  });

  it('are left out with their video while they are turned off, and come back', async () => {
    await putStills();
    await test.sync();
    await test.engine.call('settings.write', { values: { 'stills.use': 'off' } });
    const off = await test.sync();
    assert.deepEqual([off.photos, off.leftOut, off.stills.stills], [0, { video: 1 }, 0]);
    await assert.rejects(
      test.engine.call('stills.take', test.input()),
      isError('bad-input', /turned off/),
    );
    await test.engine.call('settings.write', { values: { 'stills.use': 'on' } });
    assert.equal((await test.sync()).photos, 2);
  });

  it('are forgotten, and removed, with the folder', async () => {
    await putStills();
    await test.sync();
    await test.analyse();
    const { contents } = await test.columns();
    const image = Buffer.from(contents.subarray(0, 32)).toString('hex');
    const thumbnail = join(test.data, 'images', 'thumbnail', image.slice(0, 2), `${image}.jpg`);
    assert.ok(existsSync(thumbnail));
    const { photos } = await test.engine.call('forget.folder', { folder: test.photos });
    assert.equal(photos, 3, 'the video is a file that was known, too');
    assert.equal(existsSync(place().of(test.photos)), false);
    assert.equal(existsSync(thumbnail), false);
    assert.ok(existsSync(video()), 'the video stays');
  });

  it('are forgotten, and removed, with everything', async () => {
    await putStills();
    await test.sync();
    await test.engine.call('forget.everything', {});
    assert.equal(existsSync(place().folder), false);
  });

  it('need ffmpeg where there is a video, and nothing where there is none', async () => {
    mkdirSync(join(test.photos, 'day'));
    writeFileSync(video(), 'a video');
    const values = { 'stills.ffmpeg': join(test.photos, 'no-such-program') };
    await test.engine.call('settings.write', { values });
    await assert.rejects(
      test.engine.call('stills.take', test.input()),
      isError('bad-input', /There is no program at .*no-such-program/),
    );
    rmSync(video());
    assert.deepEqual(await test.engine.call('stills.take', test.input()), { videos: [] });
  });
});

describe('the place of stills', () => {
  it('is under the path of the video, which is told from it again', () => {
    const place = stillsBeside('/data/decisions.db', () => defaultSettings);
    for (const video of ['/a/b/CLIP.MP4', '/CLIP.MP4', '/ä b/c d/x.mov'])
      assert.equal(place.videoOf(join(place.of(video), 'still.jpg')), video);
    assert.equal(place.videoOf('/a/b/photo.jpg'), undefined);
    assert.equal(place.videoOf('/data/stillsbutnot/x.jpg'), undefined);
  });
});

describe('what a container says', () => {
  const lines = (text: string) => text.split('\n');
  const stream = '  Stream #0:0[0x1]: Video: h264 (High), yuv420p(tv, bt709), 1920x1080, 25 fps';

  it('is its length, start, time, timecode and camera', () => {
    const said = lines(`Input #0, mov, from 'a.mov':
  Metadata:
    creation_time   : 2026-05-31T16:02:59.000000Z
    com.apple.quicktime.creationdate: 2026-05-31T18:02:59+0200
    com.apple.quicktime.model: Camera 9
  Duration: 01:02:03.50, start: 1.400000, bitrate: 61 kb/s
${stream}
      Metadata:
        timecode        : 01:02:03:04`);
    assert.deepEqual(factsIn(said), {
      durationSeconds: 3723.5,
      startSeconds: 1.4,
      taken: { takenMs: Date.UTC(2026, 4, 31, 18, 2, 59), offsetMinutes: 120 },
      timecode: '01:02:03:04',
      camera: 'Camera 9',
      isHdr: false,
    });
  });

  it('is no time where its clock was never set, and no length where it has none', () => {
    const said = lines(`    creation_time   : 1970-01-01T00:00:00.000000Z
  Duration: N/A, start: 0.000000, bitrate: N/A
${stream}`);
    const { taken, durationSeconds } = factsIn(said) ?? {};
    assert.deepEqual([taken, durationSeconds], [null, null]);
  });

  it('is nothing without a picture: the cover of a recording is none', () => {
    const cover = '  Stream #0:1: Video: mjpeg, yuvj420p, 500x500 (attached pic)';
    assert.equal(factsIn(lines(`  Duration: 00:00:02.00, start: 0\n${cover}`)), null);
  });
});
