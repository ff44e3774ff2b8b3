// The head pose networks: their input to the digit, their signs on a real photo, and the landmarks in their absence.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { createPyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import { checkFsaNet, fsaNetInput } from '../../electron/engine/stages/faces/networks/fsa-net.ts';
import { openHeadPose } from '../../electron/engine/stages/faces/head-pose.ts';
import { poseFromLandmarks } from '../../electron/engine/stages/faces/head-pose-geometry.ts';
import { meanFace } from '../../electron/engine/stages/faces/mean-face.ts';
import { writeChoice } from '../../models/choices.ts';
import { openModelFolder } from '../../models/folder.ts';
import { manifest } from '../../models/manifest.ts';
import type { Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';

const FILES = ['fsanet-1x1-iter-688590.onnx', 'fsanet-var-iter-688590.onnx'];
const given = new URL('../../../shared/models/', import.meta.url).pathname;
const headPoses = manifest.filter(({ role }) => role === 'head-pose');
const landmarks = meanFace.map(([x, y]) => ({ x: 100 * x, y: 100 * y }));
const box = { x: 0, y: 0, width: 1, height: 1 };
const black = createPyramid({ widthPx: 1, heightPx: 1, data: new Uint8Array(3) });

// A sample photo inside the installed face-api package, 1,920 pixels wide, and where one of its faces is. She looks
// towards the image's left and hangs her head to its right.
const SAMPLE = new URL('../../node_modules/@vladmandic/face-api/demo/sample1.jpg', import.meta.url);
const FACE = { x: 1470, y: 200, width: 223, height: 237 };

async function sample(mirror: boolean): Promise<Raster> {
  const { data, info } = await sharp(SAMPLE.pathname)
    .flop(mirror)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, widthPx: info.width, heightPx: info.height };
}

describe('the input of FSA-Net', () => {
  it('is blue, green, red in planes, from -1 to 1', () => {
    const rgb = new Float32Array(3 * 64 * 64);
    rgb.set([255, 127.5, 0]);
    const { data, dims } = fsaNetInput({ sizePx: 64, rgb });
    assert.deepEqual(dims, [1, 3, 64, 64]);
    assert.deepEqual([data[0], data[64 * 64], data[2 * 64 * 64]], [-127.5 / 128, 0, 127.5 / 128]);
  });

  it('refuses a file with other inputs or outputs', () => {
    const model = {
      inputs: { input: [1, 3, 64, 64] },
      outputs: { output: [1, 4] },
      types: {},
      run: () => Promise.reject(new Error('not run')),
      release: () => Promise.resolve(),
    };
    assert.throws(() => {
      checkFsaNet(model);
    }, /not an FSA-Net network/);
  });
});

describe('head pose', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'podium-pose-'));
  });
  after(async () => {
    await rm(dir, { recursive: true });
  });

  it('comes from the landmarks where no network is installed, and says so', async () => {
    const headPose = await openHeadPose(await openModelFolder(dir, headPoses), defaultSettings);
    assert.deepEqual(headPose.hashes, []);
    const expected = { ...poseFromLandmarks(landmarks), from: 'landmarks' };
    assert.deepEqual(await headPose.estimate(black, box, landmarks), expected);
  });

  const there = FILES.every((file) => existsSync(join(given, file)));
  const skip = there ? false : 'needs the FSA-Net files in ../shared/models';
  it(
    'comes from the networks where they are, with the signs that Podium uses',
    { skip },
    async () => {
      for (const file of FILES) await copyFile(join(given, file), join(dir, file));
      const [fsaNet] = headPoses;
      assert.ok(fsaNet);
      writeChoice(dir, 'head-pose', fsaNet.id); // it fills its role only where the user wants it to
      const headPose = await openHeadPose(await openModelFolder(dir, headPoses), defaultSettings);
      assert.equal(headPose.hashes.length, 2);
      const raster = await sample(false);
      const pose = await headPose.estimate(createPyramid(raster), FACE, landmarks);
      const mirrorFace = { ...FACE, x: raster.widthPx - FACE.x - FACE.width };
      const mirrorPhoto = createPyramid(await sample(true));
      const mirror = await headPose.estimate(mirrorPhoto, mirrorFace, landmarks);
      await headPose.release();
      assert.equal(pose.from, 'model');
      assert.ok(pose.yawDeg < -5 && mirror.yawDeg > 5);
      assert.ok(pose.rollDeg > 30 && mirror.rollDeg < -30);
      assert.ok(Math.abs(pose.pitchDeg - mirror.pitchDeg) < 10);
    },
  );
});
