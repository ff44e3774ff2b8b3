// Who is found beside the face: by number and place, near a sure photo, and never a body with somebody else's face.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { besideFaces } from '../../electron/engine/people/beside-faces.ts';
import type { Kit } from '../../electron/engine/stages/kits/kits.ts';
import type { Box } from '../../shared/photo.ts';
import { madeColumns, workedSettings, type MadeFace } from '../shared/made-columns.ts';

const limits = { sureFrom: 0.9, maybeFrom: 0.8 };
const box = (x: number, width = 0.2): Box => ({ x, y: 0.2, width, height: 0.6 });
/** A face where the head of a body at `x` is. */
const faceAt = (photo: number, x: number): MadeFace => ({
  photo,
  box: [x + 0.07, 0.24, 0.06, 0.08],
});

type Frame = {
  /** Seconds; without a time the photos are numbered. */
  readonly at: number;
  readonly bodies: readonly Box[];
  /** Likeness of a face at the head of the body at this place. */
  readonly faces?: Readonly<Record<number, number>>;
  /** Numbers by body. */
  readonly numbers?: readonly (string | null)[];
  readonly camera?: number;
  /** Kits by body. */
  readonly kits?: readonly Kit[];
};

/** What is found beside the face, by photo. */
function found(frames: readonly Frame[], numbered = false): Record<number, string> {
  const faces = frames.flatMap(({ bodies, faces: likes = {} }, photo) =>
    Object.entries(likes).map(([body, like]) => ({
      ...faceAt(photo, bodies[Number(body)]?.x ?? 0),
      like,
    })),
  );
  const worn = frames.flatMap(({ numbers = [] }, photo) =>
    numbers.flatMap((text, body) => (text === null ? [] : [{ photo, text, body }])),
  );
  const columns = madeColumns(frames.length, {
    faces,
    cameras: frames.map(({ camera = 0 }) => camera),
    ...(numbered
      ? { paths: frames.map(({ at }) => `/film/${at}.png`), hashes: frames.map(() => 7n) }
      : { takenMs: frames.map(({ at }) => 1000 * at) }),
    numbers: worn.map(({ photo, text }) => [photo, text] as const),
  });
  columns.numbers.body.set(worn.map(({ body }) => body));
  const besides = besideFaces({
    columns,
    similarity: Float32Array.from(faces, ({ like }) => like),
    limits,
    settings: workedSettings,
    playersOf: (photos) =>
      new Map(
        photos.map((photo) => [
          photo,
          (frames[photo]?.bodies ?? []).map((one, body) => ({
            body,
            box: one,
            kit: frames[photo]?.kits?.[body] ?? null,
          })),
        ]),
      ),
  });
  return Object.fromEntries(besides.map(({ photo, because }) => [photo, because]));
}

const sure: Frame = { at: 10, bodies: [box(0.3)], faces: { 0: 0.95 } };

describe('a person beside the face', () => {
  it('is the only body at the same place within a second, before and after', () => {
    assert.deepEqual(
      found([sure, { at: 10.5, bodies: [box(0.32)] }, { at: 9, bodies: [box(0.28)] }]),
      {
        1: 'at the same place, 0.5 s after a sure photo',
        2: 'at the same place, 1 s before a sure photo',
      },
    );
  });

  it('is not there later, elsewhere in the frame, or by the clock of another camera', () => {
    for (const other of [
      { at: 11.5, bodies: [box(0.3)] },
      { at: 10.5, bodies: [box(0.6)] },
      { at: 10.5, bodies: [box(0.3)], camera: 1 },
      { at: 10.5, bodies: [] },
    ])
      assert.deepEqual(found([sure, other]), {}, JSON.stringify(other));
  });

  it('is not told where two bodies come near that place', () => {
    assert.deepEqual(found([sure, { at: 10.5, bodies: [box(0.3), box(0.4)] }]), {});
  });

  it('is no body that holds a face of somebody else, or one that the user refused', () => {
    for (const like of [0.2, NaN])
      assert.deepEqual(found([sure, { at: 10.5, bodies: [box(0.3)], faces: { 0: like } }]), {});
  });

  it('is not asked again where a face is maybe theirs, nor found from a maybe', () => {
    const maybe: Frame = { at: 10, bodies: [box(0.3)], faces: { 0: 0.85 } };
    assert.deepEqual(found([sure, { ...maybe, at: 10.5 }]), {});
    assert.deepEqual(found([maybe, { at: 10.5, bodies: [box(0.3)] }]), {});
  });

  it('has the same number within five seconds, wherever in the frame', () => {
    const worn: Frame = { ...sure, numbers: ['10'] };
    const other = (at: number, ...numbers: (string | null)[]): Frame => ({
      at,
      bodies: [box(0.1), box(0.7)],
      numbers,
    });
    assert.deepEqual(found([worn, other(12, '4', '10')]), {
      1: 'number 10 again, 2 s after a sure photo',
    });
    assert.deepEqual(found([worn, other(16, '4', '10')]), {});
    assert.deepEqual(found([worn, other(12, '10', '10')]), {}, 'one of two teams');
    assert.deepEqual(found([sure, other(12, null, '10')]), {}, 'whose number is not known');
  });

  it('is not at the same place with another number', () => {
    const worn: Frame = { ...sure, numbers: ['10'] };
    assert.deepEqual(found([worn, { at: 10.5, bodies: [box(0.3)], numbers: ['7'] }]), {});
  });

  it('is followed through frames of a film that have numbers and no times', () => {
    const frames = [sure, { at: 12, bodies: [box(0.3)] }, { at: 40, bodies: [box(0.3)] }];
    assert.deepEqual(found(frames, true), { 1: 'at the same place, 2 frames after a sure photo' });
  });

  it('is the only one in the same kit, for five seconds and wherever in the frame, where nobody else wears it', () => {
    const [red, alsoRed, rusty, blue] = [40, 44, 54, -40].map((a): Kit => [
      { share: 1, lab: [50, a, 30] },
    ]);
    assert.ok(red && alsoRed && rusty && blue);
    const worn: Frame = { ...sure, bodies: [box(0.3), box(0.7)], kits: [red, blue] };
    const later = (at: number, ...kits: Kit[]): Frame => ({
      at,
      bodies: [box(0.1), box(0.6)].slice(0, kits.length),
      kits,
    });
    assert.deepEqual(found([worn, later(13, blue, alsoRed)]), {
      1: 'the only one in the same kit, 3 s after a sure photo',
    });
    assert.deepEqual(found([worn, later(16, blue, alsoRed)]), {}, 'too late');
    assert.deepEqual(found([worn, later(13, red, alsoRed)]), {}, 'two of one team');
    assert.deepEqual(found([worn, later(13, red, rusty)]), {}, 'who may be of the team');
    assert.deepEqual(found([worn, later(13, blue, blue)]), {}, 'somebody else');
    const team: Frame = { ...worn, kits: [red, alsoRed] };
    assert.deepEqual(found([team, later(13, alsoRed)]), {}, 'a team mate was there before');
    assert.deepEqual(
      found([worn, { ...later(13, blue, red), faces: { 1: 0.2 } }]),
      {},
      'with a face of their own',
    );
  });

  it('is told by the kit from who passes by, and followed by place in other light', () => {
    const [red, blue] = [40, -40].map((a): Kit => [{ share: 1, lab: [50, a, 30] }]);
    assert.ok(red && blue);
    const worn: Frame = { ...sure, kits: [red] };
    assert.deepEqual(found([worn, { at: 10.5, bodies: [box(0.3)], kits: [blue] }]), {
      1: 'at the same place, 0.5 s after a sure photo',
    });
    const both = { at: 10.5, bodies: [box(0.3), box(0.4)] };
    assert.deepEqual(found([worn, { ...both, kits: [red, blue] }]), {
      1: 'at the same place in the same kit, 0.5 s after a sure photo',
    });
    assert.deepEqual(found([worn, { ...both, kits: [red, red] }]), {});
    assert.deepEqual(found([worn, { at: 10.5, bodies: [box(0.3)], kits: [red] }]), {
      1: 'at the same place in the same kit, 0.5 s after a sure photo',
    });
  });
});
