// Kits by their colours: CIELab as published, two colours of a torso, and what light does to them.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { kitsApart, kitsOf, type Kit } from '../../electron/engine/stages/kits/kits.ts';
import { labOf } from '../../electron/engine/stages/kits/lab.ts';
import type { Raster } from '../../shared/photo.ts';

type Rgb = readonly [number, number, number];
const player = { box: { x: 0.2, y: 0, width: 0.6, height: 1 }, pose: undefined };

/** A player in stripes of two colours, as wide as each other, before a green ground. */
function striped(first: Rgb, second: Rgb, sidePx = 120): Raster {
  const data = new Uint8Array(3 * sidePx * sidePx);
  for (let y = 0; y < sidePx; y++)
    for (let x = 0; x < sidePx; x++) {
      const isBody = x > 0.3 * sidePx && x < 0.7 * sidePx;
      const shirt = Math.floor(x / (sidePx / 24)) % 2 === 0 ? first : second;
      data.set(isBody ? shirt : [40, 130, 60], 3 * (y * sidePx + x));
    }
  return { widthPx: sidePx, heightPx: sidePx, data };
}

function kit(first: Rgb, second: Rgb = first): Kit {
  const [found] = kitsOf(striped(first, second), [player]);
  assert.ok(found);
  return found;
}

const red: Rgb = [170, 30, 45];
const blue: Rgb = [32, 80, 154];
const white: Rgb = [240, 240, 236];
const dimmed = (colour: Rgb, by: number): Rgb => [
  Math.round(colour[0] * by),
  Math.round(colour[1] * by),
  Math.round(colour[2] * by),
];

describe('labOf', () => {
  it('gives the published values of white, black and the primaries', () => {
    const known: readonly (readonly [Rgb, Rgb])[] = [
      [
        [255, 255, 255],
        [100, 0, 0],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
      [
        [255, 0, 0],
        [53.24, 80.09, 67.2],
      ],
      [
        [0, 255, 0],
        [87.74, -86.18, 83.18],
      ],
      [
        [0, 0, 255],
        [32.3, 79.19, -107.86],
      ],
    ];
    for (const [[r, g, b], lab] of known)
      labOf(r, g, b).forEach((value, i) => {
        assert.ok(Math.abs(value - (lab[i] ?? NaN)) < 0.05, `${r} ${g} ${b}: ${value}`);
      });
  });
});

describe('a kit', () => {
  it('has both colours of its stripes, half and half', () => {
    const found = kit(red, white);
    assert.equal(found.length, 2);
    assert.ok(found.every(({ share }) => Math.abs(share - 0.5) < 0.1));
    assert.ok(kitsApart(found, kit(white, red)) < 1);
  });

  it('is the same in half a stop less light, and another for another team', () => {
    assert.ok(kitsApart(kit(red), kit(dimmed(red, 0.82))) < 12);
    for (const other of [kit(blue), kit(white), kit(blue, white)])
      assert.ok(kitsApart(kit(red), other) > 18);
    assert.ok(
      kitsApart(kit(red), kit(red, white)) > 12,
      'stripes of the same red are not the same',
    );
  });

  it('cannot be told of a torso of a few pixels', () => {
    assert.deepEqual(kitsOf(striped(red, white, 24), [player]), [null]);
  });

  it('cannot be told of two bodies whose torso is one and the same: the one in front may be read in both', () => {
    const beside = { ...player, box: { ...player.box, x: player.box.x + 0.05 } };
    assert.deepEqual(kitsOf(striped(red, white), [player, beside]), [null, null]);
    const away = { ...player, box: { ...player.box, x: player.box.x + 0.3 } };
    assert.ok(kitsOf(striped(red, white), [player, away]).every((one) => one !== null));
  });

  it('is as far from another as the other from it, and nowhere from itself', () => {
    const level = fc.integer({ min: 0, max: 255 });
    const colour = fc.tuple(level, level, level);
    fc.assert(
      fc.property(colour, colour, colour, colour, (a, b, c, d) => {
        const [one, other] = [kit(a, b), kit(c, d)];
        assert.ok(kitsApart(one, one) < 1e-9);
        assert.ok(Math.abs(kitsApart(one, other) - kitsApart(other, one)) < 1e-9);
      }),
      { numRuns: 20 },
    );
  });
});
