import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  allFacesOf,
  countedWith,
  facesOf,
  photoFaceSignals,
  type FaceSignalName,
} from '../../shared/people/faces.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { madeFaces, maybe, type MadeFace, workedSettings } from './made-columns.ts';

const all = (count: number) => new Uint8Array(count).fill(1);
const columnsOf = (faces: readonly MadeFace[], count = 1, analysed = all(count)) =>
  photoFaceSignals(madeFaces(faces), count, analysed, workedSettings);
const signalsOf = (...made: Parameters<typeof columnsOf>) => {
  const values = Object.entries(columnsOf(...made)).map(([name, column]) => [name, column.values]);
  return Object.fromEntries(values) as Record<FaceSignalName, Float64Array>;
};

describe('facesOf', () => {
  it('counts faces from the lowest height on and calls the large ones prominent', () => {
    const faces = madeFaces([
      { photo: 0, heightPx: 500 },
      { photo: 2, heightPx: 39.9 },
      { photo: 2, heightPx: 49.9 },
      { photo: 2, heightPx: 200 },
      { photo: 2, heightPx: 50 },
      { photo: 2, heightPx: 200 },
      { photo: 3, heightPx: 40 },
    ]);
    assert.deepEqual(facesOf(faces, 2, workedSettings), {
      counted: [2, 3, 4, 5],
      prominent: [3, 4, 5],
      main: 3,
    });
    assert.deepEqual(facesOf(faces, 1, workedSettings), {
      counted: [],
      prominent: [],
      main: undefined,
    });
    assert.deepEqual(facesOf(faces, 3, workedSettings).counted, [6]);
    assert.deepEqual(facesOf(faces, 0, workedSettings).counted, [0]);
  });
});

describe('faces that nobody means', () => {
  const made = [
    { photo: 0, heightPx: 500, meant: 0.49, eyesOpen: 0 },
    { photo: 0, heightPx: 100, meant: 0.5, eyesOpen: 0.75 },
  ];

  it('neither count nor are prominent, and the main face is another', () => {
    const faces = madeFaces(made);
    const found = { counted: [1], prominent: [1], main: 1 };
    assert.deepEqual(facesOf(faces, 0, workedSettings), found);
    assert.deepEqual(allFacesOf(faces, 0), [0, 1]);
    assert.deepEqual(countedWith(faces, 0, 0, workedSettings), [1, 0]);
    assert.deepEqual(countedWith(faces, 0, 1, workedSettings), [1]);
    assert.deepEqual(countedWith(faces, 0, -1, workedSettings), [1]);
  });

  it('say nothing of the photo', () => {
    const { face_count: count, eyes_open: eyes } = signalsOf(made);
    assert.deepEqual([count[0], eyes[0]], [1, 0.75]);
    const none = signalsOf(made.slice(0, 1));
    assert.deepEqual([none.face_present[0], none.eyes_open[0]], [0, NaN]);
  });
});

describe('photoFaceSignals', () => {
  it('judges the photo by its prominent faces', () => {
    const signals = signalsOf([
      {
        photo: 0,
        heightPx: 300,
        smile: 0.5,
        eyesOpen: 0.75,
        facing: 0.5,
        sharpness: 80,
        visibility: 1,
      },
      { photo: 0, heightPx: 100, smile: 1, eyesOpen: 0.25, facing: 1, sharpness: 200 },
      { photo: 0, heightPx: 60, smile: 0, eyesOpen: 0, facing: 0, sharpness: 5 },
    ]);
    const values = Object.fromEntries(Object.entries(signals).map(([n, v]) => [n, v[0]]));
    assert.deepEqual(
      { ...values, face_share: Number(values['face_share']?.toFixed(6)) },
      {
        face_present: 1,
        face_count: 3,
        face_share: 0.03,
        face_sharpness: 80,
        smile: 0.75,
        eyes_open: 0.25,
        facing: 0.5,
        occlusion: 1,
      },
    );
  });

  it('sees half of a face that the frame cuts in two, and all of one that fills the frame', () => {
    const seen = (x: number, width: number) =>
      signalsOf([{ photo: 0, box: [x, 0.2, width, 0.3], visibility: 0.8 }]).occlusion[0];
    for (const [x, width] of [
      [0.3, 0.2],
      [0, 0.2],
      [-0.02, 0.98],
      [-0.02, 1.04],
    ] as const)
      assert.equal(seen(x, width), Math.fround(0.8), `whole at ${x}`);
    for (const [x, width] of [
      [-0.02, 0.3],
      [0.7, 0.31],
    ] as const)
      assert.equal(seen(x, width), Math.fround(0.8) / 2, `cut at ${x}`);
  });

  it('knows nothing where faces were not searched, and no face where none counts', () => {
    const small = { photo: 1, heightPx: 20, smile: 1 };
    const signals = signalsOf([small, { photo: 2, smile: 1 }], 3, Uint8Array.of(1, 1, 0));
    assert.deepEqual([...signals.face_present], [0, 0, Number.NaN]);
    assert.deepEqual([...signals.face_count], [0, 0, Number.NaN]);
    assert.deepEqual([...signals.face_share], [0, 0, Number.NaN]);
    assert.deepEqual([...signals.smile], [Number.NaN, Number.NaN, Number.NaN]);
  });

  it('says why a value is missing: no face counts, or its eyes cannot be told', () => {
    const faces = [{ photo: 0, heightPx: 300, smile: 0.5, facing: 0.5 }];
    const { face_present, smile, eyes_open } = columnsOf(faces, 3, Uint8Array.of(1, 1, 0));
    assert.deepEqual([...face_present.missing], [0, 0, 0]);
    assert.deepEqual([...smile.missing], [0, 1, 0]);
    assert.deepEqual([...eyes_open.missing], [2, 1, 0]);
  });

  it('leaves unknown eyes out, and is unknown where all are', () => {
    const signals = signalsOf([{ photo: 0 }, { photo: 0, eyesOpen: 0.5 }, { photo: 1 }], 2);
    assert.deepEqual([...signals.eyes_open], [0.5, Number.NaN]);
  });

  it('cuts boxes at the edge of the frame', () => {
    const signals = signalsOf([{ photo: 0, box: [-0.25, 0.75, 0.5, 0.5] }]);
    assert.equal(signals.face_share[0], 0.0625);
  });

  it('keeps every share in 0..1 and the count exact', () => {
    const heightPx = fc.float({ min: 1, max: 2000, noNaN: true });
    const side = fc.double({ min: -1, max: 2, noNaN: true });
    const face = fc.record({
      photo: fc.nat(4),
      heightPx,
      box: fc.tuple(side, side, side, side),
      eyesOpen: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(face), (unsorted) => {
        const faces = unsorted.toSorted((a, b) => a.photo - b.photo);
        const signals = signalsOf(faces, 5);
        for (let photo = 0; photo < 5; photo++) {
          const counted = faces.filter((f) => f.photo === photo && f.heightPx >= 40);
          assert.equal(signals.face_count[photo], counted.length);
          assert.equal(signals.face_present[photo], counted.length > 0 ? 1 : 0);
          const share = at(signals.face_share, photo);
          assert.ok(share >= 0 && share <= 1);
        }
      }),
    );
  });
});
