// CIELab TIFF: colours against values computed independently (Lab of sRGB primaries under D50, B. Lindbloom's calculator).

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { long, makeTiff, placeOf, short } from '../fixtures/tiff-maker.ts';

const [widthPx, heightPx] = [24, 16];

/** A picture of one colour; `photometric` 8 has signed a* and b*, 9 has 128 added. */
function labTiff(photometric: 8 | 9, [lightness, a, b]: readonly [number, number, number]): Buffer {
  const added = photometric === 9 ? 128 : 256;
  const sample = [Math.round((lightness * 255) / 100), (a + added) % 256, (b + added) % 256];
  const pixels = Buffer.from(Array.from({ length: widthPx * heightPx }, () => sample).flat());
  return makeTiff([
    new Map([
      [256, long(widthPx)],
      [257, long(heightPx)],
      [258, short(8, 8, 8)],
      [259, short(1)],
      [262, short(photometric)],
      [273, placeOf(pixels)],
      [277, short(3)],
      [278, long(heightPx)],
      [279, long(pixels.length)],
    ]),
  ]);
}

/** One step of an 8-bit a* or b* moves a dark channel of a saturated colour that far. */
const tolerance = 10;

const colours = [
  ['red', [54, 81, 70], [255, 0, 0]],
  ['green', [88, -79, 81], [0, 255, 0]],
  ['blue', [30, 68, -112], [0, 0, 255]],
  ['grey', [53, 0, 0], [126, 126, 126]],
  ['white', [100, 0, 0], [255, 255, 255]],
  ['black', [0, 0, 0], [0, 0, 0]],
] as const;

describe('a CIELab TIFF', () => {
  for (const [name, lab, rgb] of colours)
    for (const photometric of [8, 9] as const)
      it(`shows ${name}, photometric ${photometric}`, async () => {
        const photo = await decodePhoto(labTiff(photometric, lab), 'lab.tif', defaultSettings);
        assert.deepEqual([photo.widthPx, photo.heightPx], [widthPx, heightPx]);
        const { data } = photo.analysis;
        rgb.forEach((value, channel) => {
          for (const at of [channel, data.length - 3 + channel])
            assert.ok(
              Math.abs((data[at] ?? NaN) - value) <= tolerance,
              `${name}: ${data.slice(0, 3).join()}`,
            );
        });
      });
});
