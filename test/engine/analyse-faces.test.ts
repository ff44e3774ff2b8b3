// The face pipeline on the sample photos of the installed package, with the embedded models.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { analyseFaces, openFaceModels } from '../../electron/engine/stages/faces/faces.ts';
import { faces } from '../../electron/engine/stages/faces/stage.ts';
import { readyStage } from '../../electron/engine/versions.ts';
import type { FaceModels } from '../../electron/engine/stages/faces/faces.ts';
import { onSphere } from '../../electron/engine/stages/faces/networks/dlib-resnet.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { ModelFolder } from '../../models/folder.ts';
import type { Face } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { dot } from '../../shared/arithmetic/vectors.ts';
import { samplePhoto } from '../models/tensorflow-reference.ts';
import { searched } from '../fixtures/searched-photo.ts';

let dir = '';
let folder: ModelFolder;
let models: FaceModels;
const photos: Buffer[] = [];
const samples: Face[][] = [];

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'podium-faces-'));
  folder = await openModelFolder(dir);
  models = await openFaceModels(folder, defaultSettings);
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const photo = await readFile(samplePhoto(number));
    photos.push(photo);
    samples.push(await analyse(photo));
  }
});
after(async () => {
  await models.release();
  await rm(dir, { recursive: true });
});

async function analyse(bytes: Buffer, using = models): Promise<Face[]> {
  const photo = await decodePhoto(bytes, 'photo', defaultSettings);
  return analyseFaces(searched(photo), using, defaultSettings);
}

/** A sample photo by its number, and its faces. */
function sample(number: number): { readonly photo: Buffer; readonly faces: readonly Face[] } {
  const [photo, faces] = [photos[number - 1], samples[number - 1]];
  assert.ok(photo && faces);
  return { photo, faces };
}

const first = (faces: readonly Face[]): Face => faces[0] ?? assert.fail('No face was found.');

describe('face pipeline', () => {
  it('gives every face in full, the largest first', () => {
    // Faces counted by eye: 3, 3, 3, 4, 5 and 4, none of them hidden.
    assert.deepEqual(
      samples.map((faces) => faces.length),
      [3, 3, 3, 4, 5, 4],
    );
    for (const face of samples.flat()) {
      assert.equal(face.landmarks.length, 136);
      assert.ok(Math.abs(dot(face.embedding, face.embedding) - 1) < 1e-5);
      assert.ok(Math.abs(face.expression.reduce((sum, p) => sum + p, 0) - 1) < 1e-5);
      for (const share of [face.confidence, face.visibility, face.meant])
        assert.ok(share >= 0 && share <= 1);
      assert.ok(face.sharpness >= 0 && Number.isFinite(face.yawDeg + face.pitchDeg + face.rollDeg));
      assert.equal(face.poseFrom, 'landmarks');
    }
    for (const faces of samples) {
      const heights = faces.map(({ heightPx }) => heightPx);
      assert.deepEqual(
        heights,
        heights.toSorted((a, b) => b - a),
      );
    }
  });

  it('gives the same to the bit with 1 and with 2 threads', async () => {
    const bytes = await readFile(samplePhoto(4));
    const results: Face[][] = [];
    for (const threads of [1, 2]) {
      const opened = await openFaceModels(folder, {
        ...defaultSettings,
        'engine.threads': threads,
      });
      results.push(await analyse(bytes, opened));
      await opened.release();
    }
    assert.deepEqual(results[1], results[0]);
  });

  it('knows a person again: mirrored, tilted, smaller, and cropped to the face', async () => {
    const { photo, faces } = sample(3);
    const [reference, ...others] = faces;
    assert.ok(reference);
    const alike = (face: Face): number => dot(face.embedding, reference.embedding);
    const neighbour = Math.max(...others.map(alike));
    const { width, height } = await sharp(photo).metadata();
    const { box } = reference;
    const close = {
      left: Math.max(Math.round(box.x * width), 0),
      top: Math.max(Math.round(box.y * height), 0),
      width: Math.round(Math.min(box.width, 1 - box.x) * width),
      height: Math.round(Math.min(box.height, 1 - box.y) * height),
    };
    const versions = [
      sharp(photo).flop(),
      sharp(photo).rotate(20),
      sharp(photo).resize({ width: Math.round(width / 2) }),
      sharp(photo).extract(close),
    ];
    for (const [i, version] of versions.entries()) {
      const found = await analyse(await version.jpeg({ quality: 92 }).toBuffer());
      const best = Math.max(...found.map(alike));
      assert.ok(best >= models.matchThreshold && best > neighbour, `version ${i}: ${best}`);
    }
  });

  it('finds a face that fills the photo, and a small one in a large photo, once each', async () => {
    const { photo, faces: seen } = sample(3);
    const found = first(seen);
    const { width, height } = await sharp(photo).metadata();
    const side = Math.round(found.box.height * height);
    const left = Math.max(Math.round((found.box.x + found.box.width / 2) * width - side / 2), 0);
    const close = {
      left,
      top: Math.max(Math.round(found.box.y * height), 0),
      width: Math.min(side, width - left),
      height: side,
    };
    const crop = await sharp(photo)
      .extract({ ...close, height: Math.min(side, height - close.top) })
      .png()
      .toBuffer();
    assert.equal((await analyse(crop)).length, 1);
    const small = await sharp(crop).resize(120).toBuffer();
    const large = sharp({
      create: { width: 2048, height: 1365, channels: 3, background: '#607060' },
    });
    const scene = await large
      .composite([{ input: small, left: 1100, top: 610 }])
      .png()
      .toBuffer();
    const faces = await analyse(scene);
    assert.equal(faces.length, 1);
    const { x, y } = first(faces).box;
    assert.ok(x * 2048 > 1050 && x * 2048 < 1220 && y * 1365 > 560 && y * 1365 < 730);
  });

  it('finds nobody where nobody is', async () => {
    const empty = sharp({
      create: { width: 900, height: 600, channels: 3, background: '#8090a0' },
    });
    assert.deepEqual(await analyse(await empty.png().toBuffer()), []);
  });

  it('opens no model before a photo is analysed, and names every file it uses', async () => {
    const idle = await openFaceModels(folder, defaultSettings);
    const { hashes } = readyStage(faces, folder, defaultSettings) ?? assert.fail('no face models');
    assert.equal(hashes.length, 7);
    assert.equal(idle.embeddingSpace, 'dlib-resnet-sphere-2');
    await idle.release();
  });

  it('measures dlib distances as cosines on the sphere', () => {
    const vector = (...values: number[]): Float32Array => {
      const all = new Float32Array(128);
      all.set(values);
      return all;
    };
    const [a, b] = [
      onSphere(vector(1.4)),
      onSphere(vector(1.4 * Math.cos(0.4), 1.4 * Math.sin(0.4))),
    ];
    const distance = 2 * 1.4 * Math.sin(0.2);
    assert.equal(a.length, 129);
    assert.ok(Math.abs(dot(a, b) - (1 - distance ** 2 / 8)) < 1e-6);
    assert.ok(Math.abs(dot(onSphere(vector(9)), onSphere(vector(9))) - 1) < 1e-6);
  });
});
