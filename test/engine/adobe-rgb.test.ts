// Adobe RGB that Exif alone tells of is seen in its own colours: previews, first looks, copies, RAW files.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adobeRgbProfile } from '../../electron/engine/formats/colour/adobe-rgb.ts';
import { decodePhoto, fullJpeg, uprightThumbnail } from '../../electron/engine/formats/decode.ts';
import { exportJpeg } from '../fixtures/copy-forms.ts';
import { exifParts } from '../../electron/engine/formats/facts/exif-parts.ts';
import { isRgbProfile, isSrgbProfile } from '../../electron/engine/formats/colour/icc.ts';
import type { Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { adobeRgb, toSrgb } from '../fixtures/icc-profile.ts';
import { quarterColours, quartersJpeg, worstColour } from '../fixtures/images.ts';
import { withExif } from '../fixtures/segments.ts';
import {
  ascii,
  bytesValue,
  directories,
  long,
  makeTiff,
  placeOf,
  short,
  type Tags,
} from '../fixtures/tiff-maker.ts';

const expected = quarterColours.map((colour) => toSrgb(colour, adobeRgb));
const interop = (text: string) => directories(new Map([[1, ascii(text)]]));
const inExif = (...tags: [number, ReturnType<typeof short>][]): Tags =>
  new Map([[0x8769, directories(new Map(tags))]]);

const pictureOf = async (bytes: Buffer, name = 'a.jpg') =>
  decodePhoto(bytes, name, defaultSettings);
const rasterOf = async (jpeg: Buffer): Promise<Raster> => (await pictureOf(jpeg)).detail;

describe('a photo whose Exif says Adobe RGB', () => {
  const said: Record<string, Tags> = {
    'by the option file': inExif([0xa001, short(65535)], [0xa005, interop('R03')]),
    'by its number': inExif([0xa001, short(2)]),
  };
  it('has its colours in preview, thumbnail, full size and copies', async () => {
    for (const [how, tags] of Object.entries(said)) {
      const bytes = withExif(await quartersJpeg(600, 400), tags);
      const { detail, preview, thumbnail } = await pictureOf(bytes);
      const { jpeg } = await exportJpeg(bytes, { longEdgePx: 300, quality: 95 }, {});
      const full = await fullJpeg(bytes, 'a.jpg');
      const parts = exifParts(makeTiff([tags]));
      const look = await uprightThumbnail(
        await quartersJpeg(160, 107),
        1,
        { widthPx: 600, heightPx: 400 },
        parts,
      );
      assert.ok(worstColour(detail, expected) < 6, `${how}: ${worstColour(detail, expected)}`);
      for (const picture of [preview, thumbnail, jpeg, full, look ?? Buffer.alloc(0)])
        assert.ok(worstColour(await rasterOf(picture), expected) < 8, how);
    }
  });

  it('is told from one that says sRGB or nothing known', async () => {
    for (const tags of [
      inExif([0xa001, short(1)], [0xa005, interop('R98')]),
      inExif([0xa001, short(65535)]),
    ]) {
      const { detail } = await pictureOf(withExif(await quartersJpeg(600, 400), tags));
      assert.ok(worstColour(detail) < 6);
    }
  });

  it('may be a RAW: its Exif, its preview or its maker says so', async () => {
    const plain = await quartersJpeg(900, 600);
    const preview = (jpeg: Buffer): Tags =>
      new Map([
        [0x0201, placeOf(jpeg)],
        [0x0202, long(jpeg.length)],
      ]);
    const raw = (jpeg: Buffer, exif: Tags) =>
      makeTiff([
        new Map([
          [0x010f, ascii('NIKON CORPORATION')],
          [0x014a, directories(preview(jpeg))],
          [0x8769, directories(exif)],
        ]),
      ]);
    const note = Buffer.concat([
      Buffer.from('Nikon\0\x02\x11\0\0', 'latin1'),
      makeTiff([new Map([[0x001e, short(2)]])]),
    ]);
    const said2 = withExif(plain, inExif([0xa001, short(2)]));
    for (const bytes of [
      raw(plain, new Map([[0xa005, interop('R03')]])),
      raw(plain, new Map([[0x927c, bytesValue(note)]])),
      raw(said2, new Map()),
    ]) {
      const { detail } = await pictureOf(bytes, 'a.NEF');
      assert.ok(worstColour(detail, expected) < 6, `${worstColour(detail, expected)}`);
    }
    const { detail } = await pictureOf(raw(plain, new Map()), 'a.NEF');
    assert.ok(worstColour(detail) < 6);
  });

  it('is converted by a profile that is one', () => {
    assert.ok(isRgbProfile(adobeRgbProfile()) && !isSrgbProfile(adobeRgbProfile()));
    assert.equal(adobeRgbProfile().readUInt32BE(0), adobeRgbProfile().length);
  });
});
