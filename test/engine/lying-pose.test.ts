// Bodies that lie or cannot be read, by the real network: a drawn goalkeeper in full flight beside players who stand.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { athletesIn, drawnFrame } from '../../electron/engine/demo/drawn/frames.ts';
import { script } from '../../electron/engine/demo/drawn/match/script.ts';
import { loadModel, type Model } from '../../electron/engine/running/inference.ts';
import type { SeenBodies } from '../../electron/engine/stages/bodies/bodies.ts';
import { createPyramid, type Pyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import { sureness } from '../../electron/engine/stages/pose/action.ts';
import { seePoses } from '../../electron/engine/stages/pose/pose.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { Box } from '../../shared/photo.ts';
import { modelsFolder } from '../fixtures/match-folder.ts';

let model: Model;
let pyramid: Pyramid;
let keeper: Box;
let standing: Box;
/** Grass: nobody there can be read. */
const nobody: Box = { x: 0.3, y: 0.72, width: 0.4, height: 0.26 };

before(async () => {
  const chosen = (await openModelFolder(modelsFolder)).chosen('body-pose');
  model = await loadModel(chosen?.files[0]?.path ?? '', { threads: 1 });
  const save = script.find(({ name }) => name === 'save');
  assert.ok(save);
  pyramid = createPyramid(drawnFrame(save, 0, null));
  const [main, other] = athletesIn(save, 0, null);
  assert.ok(main && other && main.box.width > main.box.height);
  keeper = main.box;
  standing = other.box;
});
after(() => model.release());

/** The first is the main body. */
function see(...boxes: readonly Box[]) {
  const seen: SeenBodies = {
    things: boxes.map((box) => ({ coco: 0, score: 0.8, box })),
    bodies: boxes.map((_, i) => i),
    ridden: false,
    features: new Float32Array(),
    played: { ball: 0, gear: 0 },
    subject: 'cannot tell',
    ball: 'not there',
    subject_sharpness: 'cannot tell',
    match_photo: 1,
    players: boxes.length,
  };
  return seePoses(pyramid, seen, model);
}

describe('a body that lies', () => {
  it('is read from the side it lies on, its joints where they are in the photo', async () => {
    const { action, poses } = await see(keeper, standing);
    assert.ok(typeof action === 'number' && action > 0.7, String(action));
    const [pose] = poses;
    assert.ok(pose && sureness(pose.joints) > 0.35);
    for (const { x, y } of pose.joints) {
      const [across, down] = [(x - keeper.x) / keeper.width, (y - keeper.y) / keeper.height];
      assert.ok(across > -0.2 && across < 1.2 && down > -0.4 && down < 1.4, `${across}, ${down}`);
    }
  });
});

describe('a main body that cannot be read', () => {
  it('is not taken for one that does nothing because somebody beside it stands', async () => {
    const { action: alone } = await see(standing);
    assert.ok(typeof alone === 'number' && alone < 0.3, String(alone));
    assert.equal((await see(nobody, standing)).action, 'cannot tell');
    assert.equal((await see(standing, nobody)).action, alone);
  });

  it('hides no action beside it', async () => {
    const { action } = await see(nobody, keeper);
    assert.ok(typeof action === 'number' && action > 0.7, String(action));
  });
});
