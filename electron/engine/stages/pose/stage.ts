// The pose stage: the joints of the main bodies, and the action in them.

import { at } from '../../../../shared/arithmetic/vectors.ts';
import { joints } from '../../../../shared/moments/seen.ts';
import { enter, unmeasured } from '../../../../shared/signals.ts';
import { floatBytes, floatsFrom } from '../../float-bytes.ts';
import type { Model } from '../../running/inference.ts';
import { openModel } from '../../running/providers.ts';
import { modelFor, type RecalledStage } from '../../stage.ts';
import { keptMeasure, measureFrom } from '../bodies/kept-scenes.ts';
import { bodies } from '../bodies/stage.ts';
import { createPyramid } from '../faces/face-crops.ts';
import { seePoses, type SeenPose, type SeenPoses } from './pose.ts';

export const pose: RecalledStage<Model, SeenPoses, 'action'> = {
  name: 'pose',
  version: 2,
  reads: ['decode.facesPx'],
  needs: ['body-pose'],
  after: [bodies],
  open: (models, settings) => openModel(modelFor(models, 'body-pose', 'movenet'), settings),
  run: ({ detail }, { models, earlier }) =>
    seePoses(createPyramid(detail), earlier(bodies), models),

  tables: [
    `CREATE TABLE poses (
       content INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
       action REAL,                           -- NULL: cannot tell, -1: not there
       poses BLOB NOT NULL                    -- float32: which of the things, then x, y, score of 17 joints
     ) STRICT;`,
  ],
  save(rows, content, { action, poses }) {
    rows.change(
      'INSERT OR REPLACE INTO poses (content, action, poses) VALUES (@content, @action, @poses)',
      { content, action: keptMeasure(action), poses: bytesOfPoses(poses) },
    );
  },
  recall(rows, content) {
    const [row] = rows.read<RecalledRow>(
      'SELECT action, poses FROM poses WHERE content = @content',
      { content },
    );
    if (!row) throw new Error(`Nothing is kept of the poses of content ${content}.`);
    const [action, poses] = row;
    return { action: measureFrom(action), poses: posesFrom(poses) };
  },
  load(rows, { ids }) {
    const action = unmeasured(ids.length);
    for (const [place, kept] of rows.ofPhotos<ActionRow>(ids, 'action', 'poses')) {
      enter(action, place, measureFrom(kept));
    }
    return { signals: { action } };
  },
};

type RecalledRow = readonly [action: number | null, poses: Buffer];
type ActionRow = readonly [place: number, action: number | null];

function bytesOfPoses(poses: readonly SeenPose[]): Buffer {
  const numbers = poses.flatMap(({ body, joints: found }) => [
    body,
    ...found.flatMap(({ x, y, score }) => [x, y, score]),
  ]);
  return floatBytes(Float32Array.from(numbers));
}

/** Numbers a pose. */
const WIDTH = 1 + 3 * joints.length;

function posesFrom(bytes: Uint8Array): SeenPose[] {
  const numbers = floatsFrom(bytes);
  return Array.from({ length: numbers.length / WIDTH }, (_, pose) => {
    const value = (column: number) => at(numbers, WIDTH * pose + column);
    return {
      body: value(0),
      joints: joints.map((_name, i) => {
        return { x: value(3 * i + 1), y: value(3 * i + 2), score: value(3 * i + 3) };
      }),
    };
  });
}
