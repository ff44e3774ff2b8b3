// Faces of the sample photos through the engine: closed eyes are told, and what nobody means is no person and no face signal.

import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { facesOf } from '../../shared/people/faces.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { samplePhoto } from '../fixtures/match-folder.ts';

/** A photo of three women, and far behind them, out of focus, the first face of another photo. */
async function withSpectator(to: string): Promise<void> {
  const { width, height } = await sharp(samplePhoto(1)).metadata();
  const place = {
    left: 0.15 * width,
    top: 0.2 * height,
    width: 0.26 * width,
    height: 0.36 * height,
  };
  const cut = Object.fromEntries(Object.entries(place).map(([name, px]) => [name, Math.round(px)]));
  const face = await sharp(samplePhoto(1))
    .extract(cut as typeof place)
    .resize(400)
    .png()
    .toBuffer();
  const blurred = await sharp(face).blur(10).png().toBuffer();
  await sharp(samplePhoto(3))
    .extend({ right: 700, background: '#607060' })
    .composite([{ input: blurred, left: 2070, top: 100 }])
    .jpeg({ quality: 95 })
    .toFile(to);
}

describe('the faces of a photo', () => {
  const own = engineForAll();
  let columns: PhotoColumns;
  /** Indices in the columns of the faces of a photo, from left to right. */
  const facesIn = (name: string): number[] => {
    const photo = columns.paths.indexOf(join(own.photos, name));
    const left = (face: number) => columns.faces.box[4 * face] ?? NaN;
    const all = [...columns.faces.photo.keys()].filter(
      (face) => columns.faces.photo[face] === photo,
    );
    return all.sort((a, b) => left(a) - left(b));
  };

  before(async () => {
    copyFileSync(samplePhoto(1), join(own.photos, 'lowered.jpg'));
    copyFileSync(samplePhoto(2), join(own.photos, 'profile.jpg'));
    await withSpectator(join(own.photos, 'spectator.jpg'));
    await own.sync();
    await own.analyse();
    columns = await own.columns();
  });

  it('have their eyes called closed where they are, and unknown in profile', () => {
    const eyes = (name: string) =>
      facesIn(name).map((face) => {
        const open = columns.faces.eyesOpen[face] ?? NaN;
        return Number.isNaN(open) ? 'unknown' : open < 0.5 ? 'closed' : 'open';
      });
    // Seen by eye: one is half turned, one looks down, one into the camera; a profile, two with closed eyes.
    assert.deepEqual(eyes('lowered.jpg'), ['unknown', 'closed', 'open']);
    assert.deepEqual(eyes('profile.jpg'), ['unknown', 'closed', 'closed']);
    const worst = (name: string) =>
      columns.signals.eyes_open[columns.paths.indexOf(join(own.photos, name))] ?? NaN;
    assert.ok(worst('lowered.jpg') < 0.5 && worst('profile.jpg') < 0.5);
  });

  it('do not count where one is a spectator out of focus, who becomes nobody', async () => {
    const found = facesIn('spectator.jpg');
    const meant = found.map((face) => (columns.faces.meant[face] ?? NaN) >= 0.5);
    assert.deepEqual(meant, [true, true, true, false]);
    const photo = columns.paths.indexOf(join(own.photos, 'spectator.jpg'));
    assert.equal(columns.signals.face_count[photo], 3);
    assert.equal(facesOf(columns.faces, photo, defaultSettings).counted.length, 3);
    const { group } = await own.engine.call('person.groups', own.input());
    assert.deepEqual(
      found.map((face) => (group[face] ?? NaN) >= 0),
      meant,
    );
  });
});
