// The pose stage: the joints of the main bodies, and the action in them.

import { enter, unmeasured } from '../../../../shared/signals.ts';
import { floatBytes } from '../../float-bytes.ts';
import type { Model } from '../../running/inference.ts';
import { openModel } from '../../running/providers.ts';
import { modelFor, type NamedStage } from '../../stage.ts';
import { keptMeasure, measureFrom } from '../bodies/kept-scenes.ts';
import { bodies } from '../bodies/stage.ts';
import { createPyramid } from '../faces/face-crops.ts';
import { seePoses, type SeenPose, type SeenPoses } from './pose.ts';

export const pose: NamedStage<Model, SeenPoses, 'action'> = {
  name: 'pose',
  version: 1,
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
  load(rows, { ids }) {
    const action = unmeasured(ids.length);
    for (const [place, kept] of rows.ofPhotos<ActionRow>(ids, 'action', 'poses')) {
      enter(action, place, measureFrom(kept));
    }
    return { signals: { action } };
  },
};

type ActionRow = readonly [place: number, action: number | null];

function bytesOfPoses(poses: readonly SeenPose[]): Buffer {
  const numbers = poses.flatMap(({ body, joints: found }) => [
    body,
    ...found.flatMap(({ x, y, score }) => [x, y, score]),
  ]);
  return floatBytes(Float32Array.from(numbers));
}
