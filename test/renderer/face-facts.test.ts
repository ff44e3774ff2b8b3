// What is said about the faces of a photo.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faceFacts, faceSharpnesses } from '../../renderer/faces/face-facts.ts';
import type { FaceColumns } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';

type Row = {
  readonly photo?: number;
  readonly heightPx?: number;
  readonly sharpness?: number;
  readonly smile?: number;
  readonly eyesOpen?: number;
  readonly meant?: number;
};

function columnsOf(rows: readonly Row[]): FaceColumns {
  const floats = (of: (row: Row) => number | undefined, other: number) =>
    Float32Array.from(rows, (row) => of(row) ?? other);
  const zeros = () => new Float32Array(rows.length);
  return {
    count: rows.length,
    photo: Uint32Array.from(rows, ({ photo = 0 }) => photo),
    ordinal: Uint16Array.from(rows.keys()),
    box: new Float32Array(4 * rows.length),
    heightPx: floats(({ heightPx }) => heightPx, 100),
    confidence: zeros(),
    sharpness: Float64Array.from(rows, ({ sharpness = 100 }) => sharpness),
    smile: floats(({ smile }) => smile, NaN),
    eyesOpen: floats(({ eyesOpen }) => eyesOpen, NaN),
    yawDeg: zeros(),
    pitchDeg: zeros(),
    rollDeg: zeros(),
    facing: zeros(),
    visibility: zeros(),
    meant: floats(({ meant }) => meant, 1),
  };
}

function factsOf(rows: readonly Row[], photo = 0) {
  const faces = columnsOf(rows);
  return faceFacts(faces, photo, defaultSettings, faceSharpnesses(faces, defaultSettings));
}

describe('faceFacts', () => {
  it('sorts the counted faces by size, and leaves out those too small to count', () => {
    const facts = factsOf([{ heightPx: 50 }, { heightPx: 300 }, { heightPx: 20 }, { photo: 1 }]);
    assert.deepEqual(
      facts.map(({ face, place, prominent }) => ({ face, place, prominent })),
      [
        { face: 1, place: 1, prominent: true },
        { face: 0, place: 2, prominent: false },
      ],
    );
  });

  it('leaves out the faces that nobody means, here and in the comparison of sharpness', () => {
    const facts = factsOf([{ heightPx: 300, meant: 0.2 }, { heightPx: 50 }]);
    assert.deepEqual(
      facts.map(({ face, place }) => ({ face, place })),
      [{ face: 1, place: 1 }],
    );
    const faces = columnsOf([{ sharpness: 5, meant: 0 }, { sharpness: 9 }]);
    assert.deepEqual([...faceSharpnesses(faces, defaultSettings)], [9]);
  });

  it('tells yes from no from unknown', () => {
    const [open, closed, unknown] = factsOf([
      { eyesOpen: 0.9, smile: 0.2 },
      { eyesOpen: 0.1, smile: 0.7 },
      {},
    ]);
    assert.deepEqual([open?.eyesOpen.answer, open?.smile.answer], ['yes', 'no']);
    assert.deepEqual([closed?.eyesOpen.answer, closed?.smile.answer], ['no', 'yes']);
    assert.deepEqual([unknown?.eyesOpen.answer, unknown?.smile.answer], ['unknown', 'unknown']);
  });

  it('compares sharpness with the other faces of the folder', () => {
    const rows = [10, 20, 30, 40, 50, 60, 70].map((sharpness) => ({ sharpness }));
    const facts = factsOf(rows);
    assert.deepEqual(
      facts.map(({ sharpness }) => sharpness.answer),
      ['soft', 'soft', 'soft', 'middling', 'sharp', 'sharp', 'sharp'],
    );
    assert.equal(facts[6]?.sharpness.softerShare, 1);
    assert.equal(facts[0]?.sharpness.softerShare, 0);
  });

  it('does not call a face sharp or soft where there are few to compare it with', () => {
    const [face] = factsOf([{ sharpness: 900 }, { sharpness: 10 }]);
    assert.equal(face?.sharpness.answer, 'middling');
    assert.ok(Number.isNaN(face.sharpness.softerShare));
    assert.equal(face.sharpness.value, 900);
  });

  it('says that sharpness is unknown', () => {
    assert.equal(factsOf([{ sharpness: NaN }])[0]?.sharpness.answer, 'unknown');
  });
});
