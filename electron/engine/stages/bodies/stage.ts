// The bodies stage: athletes, ball, gear and vehicles, and what they say of the moment.

import { unmeasured, enter, type SignalName } from '../../../../shared/signals.ts';
import { openModel } from '../../running/providers.ts';
import type { Model } from '../../running/inference.ts';
import type { Thing } from '../../../../shared/moments/seen.ts';
import { modelFor, type NamedStage, type Rows } from '../../stage.ts';
import { createPyramid } from '../faces/face-crops.ts';
import { seeBodies, type SeenBodies } from './bodies.ts';
import {
  bytesOfFeatures,
  bytesOfThings,
  featuresFrom,
  keptMeasure,
  measureFrom,
  thingsFrom,
} from './kept-scenes.ts';

const measured = ['subject', 'ball', 'subject_sharpness', 'match_photo', 'players'] as const;

export type BodySignalName = Extract<SignalName, (typeof measured)[number]>;

type Bodies = NamedStage<Model, SeenBodies, BodySignalName>;

export const bodies: Bodies & Required<Pick<Bodies, 'recall'>> = {
  name: 'bodies',
  version: 2,
  reads: ['decode.facesPx'],
  needs: ['bodies'],
  open: (models, settings) => openModel(modelFor(models, 'bodies', 'nanodet'), settings),
  run: ({ detail }, { models }) => seeBodies(createPyramid(detail), models),

  tables: [
    `CREATE TABLE scenes (
       content INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
       subject REAL,                          -- in these, NULL: cannot tell, -1: not there
       ball REAL,
       subject_sharpness REAL,
       match_photo REAL,
       players REAL,
       ball_seen INTEGER NOT NULL,            -- 0 none, 1 in the frame, 2 at the main athlete
       gear INTEGER NOT NULL                  -- COCO's number, 0 none
     ) STRICT;
     CREATE TABLE scene_things (
       content INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
       things BLOB NOT NULL,                  -- float32: COCO's number, score, x, y, width, height of each
       bodies BLOB NOT NULL,                  -- a byte each: which of the things are the main bodies
       ridden INTEGER NOT NULL,
       features BLOB NOT NULL                 -- upper halves of 640 float32
     ) STRICT;`,
  ],
  save(rows, content, seen) {
    const values = Object.fromEntries(measured.map((name) => [name, keptMeasure(seen[name])]));
    rows.change(
      `INSERT OR REPLACE INTO scenes (content, ${measured.join(', ')}, ball_seen, gear)
       VALUES (@content, ${measured.map((name) => `@${name}`).join(', ')}, @ball_seen, @gear)`,
      { content, ...values, ball_seen: seen.played.ball, gear: seen.played.gear },
    );
    rows.change(
      `INSERT OR REPLACE INTO scene_things (content, things, bodies, ridden, features)
       VALUES (@content, @things, @bodies, @ridden, @features)`,
      {
        content,
        things: bytesOfThings(seen.things),
        bodies: Uint8Array.from(seen.bodies),
        ridden: Number(seen.ridden),
        features: bytesOfFeatures(seen.features),
      },
    );
  },
  recall(rows, content) {
    const [row] = rows.read<RecalledRow>(
      `SELECT things, bodies, ridden, features, ball_seen, gear, ${measured.join(', ')}
       FROM scenes JOIN scene_things USING (content) WHERE content = @content`,
      { content },
    );
    if (!row) throw new Error(`Nothing is kept of the bodies of content ${content}.`);
    const [things, main, ridden, features, ball, gear, ...rest] = row;
    const [subject, played, sharpness, matchPhoto, players] = rest;
    return {
      things: thingsFrom(things),
      bodies: [...main],
      ridden: ridden === 1,
      features: featuresFrom(features),
      played: { ball, gear },
      subject: measureFrom(subject),
      ball: measureFrom(played),
      subject_sharpness: measureFrom(sharpness),
      match_photo: matchPhoto,
      players,
    };
  },
  load(rows, { ids }) {
    const ball = new Uint8Array(ids.length);
    const gear = new Uint8Array(ids.length);
    const columns = measured.map((name) => [name, unmeasured(ids.length)] as const);
    const query = `ball_seen, gear, ${measured.join(', ')}`;
    for (const row of rows.ofPhotos<SceneRow>(ids, query, 'scenes')) {
      const [place, ballSeen, gearSeen, ...values] = row;
      ball[place] = ballSeen;
      gear[place] = gearSeen;
      columns.forEach(([, column], i) => {
        enter(column, place, measureFrom(values[i] ?? null));
      });
    }
    return { play: { ball, gear }, signals: Object.fromEntries(columns) };
  },
};

/** The things in each of the photos that has been looked at, by its place among `ids`. */
export function thingsOfPhotos(rows: Rows, ids: ArrayLike<number>): Map<number, Thing[]> {
  const found = rows.ofPhotos<readonly [place: number, things: Buffer]>(
    ids,
    'things',
    'scene_things',
  );
  return new Map(found.map(([place, things]) => [place, thingsFrom(things)]));
}

/** The middle of the main body of each photo, in shares of it; NaN where none is seen, or nobody has looked. */
export function subjectPlaces(
  rows: Rows,
  ids: ArrayLike<number>,
): { readonly x: Float64Array; readonly y: Float64Array } {
  const x = new Float64Array(ids.length).fill(NaN);
  const y = new Float64Array(ids.length).fill(NaN);
  const found = rows.ofPhotos<readonly [place: number, things: Buffer, main: Buffer]>(
    ids,
    'things, bodies',
    'scene_things',
  );
  for (const [place, things, [main]] of found) {
    const box = thingsFrom(things)[main ?? -1]?.box;
    if (!box) continue;
    x[place] = box.x + box.width / 2;
    y[place] = box.y + box.height / 2;
  }
  return { x, y };
}

type RecalledRow = readonly [
  things: Buffer,
  bodies: Buffer,
  ridden: number,
  features: Buffer,
  ball_seen: 0 | 1 | 2,
  gear: number,
  subject: number | null,
  ball: number | null,
  subject_sharpness: number | null,
  match_photo: number,
  players: number,
];
type SceneRow = readonly [
  place: number,
  ball_seen: number,
  gear: number,
  ...values: (number | null)[],
];
