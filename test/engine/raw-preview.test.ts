import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import type { RawKind } from '../../electron/engine/files/file-kind.ts';
import { findRawPreviews } from '../../electron/engine/formats/raw/raw-preview.ts';
import { defaultSettings } from '../../shared/settings.ts';
import {
  quarterColours,
  quarters,
  quartersJpeg,
  turnedJpeg,
  worstColour,
} from '../fixtures/images.ts';
import * as raws from '../fixtures/raws.ts';

const preview = await quartersJpeg(900, 600);
const options = { preview, widthPx: 6000, heightPx: 4000 };
const decode = (bytes: Buffer, name: string) => decodePhoto(bytes, name, defaultSettings);

const makers: readonly [RawKind, (options: raws.RawOptions) => Buffer][] = [
  ['nef', raws.makeNef],
  ['nrw', raws.makeNef],
  ['arw', raws.makeNef],
  ['srw', raws.makeNef],
  ['pef', raws.makeNef],
  ['3fr', raws.makeNef],
  ['iiq', raws.makeNef],
  ['cr2', raws.makeCr2],
  ['dng', raws.makeDng],
  ['rw2', raws.makeRw2],
  ['orf', raws.makeOrf],
  ['raf', raws.makeRaf],
  ['x3f', raws.makeX3f],
  ['cr3', raws.makeCr3],
];

describe('RAW', () => {
  for (const [kind, make] of makers) {
    it(`shows the preview of ${kind}`, async () => {
      const photo = await decode(make(options), `DSC_1.${kind.toUpperCase()}`);
      assert.equal(photo.kind, kind);
      const stated = kind === 'x3f' ? [900, 600] : [6000, 4000];
      assert.deepEqual([photo.widthPx, photo.heightPx], stated);
      assert.deepEqual([photo.detail.widthPx, photo.detail.heightPx], [900, 600]);
      assert.ok(worstColour(photo.detail) < 4);
    });
  }

  it('reads the reduced preview of a CR3 without a full-sized one', async () => {
    const photo = await decode(raws.makeCr3Preview(options), 'IMG_1.CR3');
    assert.ok(worstColour(photo.detail) < 4);
  });

  for (const [kind, make] of makers.filter(([one]) => !['raf', 'x3f', 'dng'].includes(one))) {
    it(`reads the facts of ${kind}`, async () => {
      const { takenMs, camera, iso, aperture, lens } = await decode(make(options), `a.${kind}`);
      assert.equal(takenMs, Date.UTC(2024, 4, 31, 18, 2, 59, 250));
      assert.deepEqual([camera, iso, aperture, lens], ['NIKON Z 6', 640, 2.8, '85mm F1.8']);
    });
  }

  it('turns the preview as the RAW says when the preview does not', async () => {
    for (const make of [raws.makeNef, raws.makeOrf, raws.makeCr3]) {
      const photo = await decode(make({ ...options, orientation: 6 }), 'a.nef');
      assert.deepEqual([photo.widthPx, photo.heightPx], [4000, 6000]);
      const [red, green, blue, yellow] = quarterColours; // a quarter turn clockwise
      assert.ok(worstColour(photo.detail, [blue, red, yellow, green]) < 4);
    }
  });

  it('turns the preview as the preview itself says', async () => {
    const turned = { ...options, preview: await turnedJpeg(900, 600, 8), orientation: 6 };
    const photo = await decode(raws.makeNef(turned), 'a.nef');
    assert.ok(worstColour(photo.detail) < 4);
  });

  it('keeps the size of a preview that shows another section than the sensor', async () => {
    const photo = await decode(raws.makeNef({ ...options, heightPx: 3000 }), 'a.nef');
    assert.deepEqual([photo.widthPx, photo.heightPx], [900, 600]);
  });

  it('takes the largest of several previews', async () => {
    const thumbnail = await quartersJpeg(160, 120);
    const both = Buffer.concat([thumbnail, preview]);
    const { previews } = findRawPreviews(raws.makeOrf({ ...options, preview: both }), 'orf');
    assert.deepEqual(
      previews.map(({ widthPx }) => widthPx),
      [900, 160],
    );
  });

  it('says that a thumbnail is not enough', async () => {
    const bytes = raws.makeCr2({ ...options, preview: await quartersJpeg(160, 120) });
    await assert.rejects(decode(bytes, 'IMG_0412.CR2'), {
      code: 'unreadable',
      message: 'IMG_0412.CR2 could not be read: it holds no preview large enough.',
    });
  });

  it('says that a RAW ends early, before its preview does', async () => {
    for (const [kind, make] of makers) {
      if (kind === 'x3f' || kind === 'orf' || kind === 'raf') continue; // directory last, or none
      const bytes = make(options);
      const end = bytes.indexOf(preview) + Math.floor(preview.length / 2);
      const result = findRawPreviews(bytes.subarray(0, end), kind);
      assert.deepEqual(result.previews, [], kind);
    }
    const cutShort = raws.makeCr3(options);
    await assert.rejects(decode(cutShort.subarray(0, cutShort.length - 500), 'a.cr3'), {
      message: 'a.cr3 could not be read: the file ends early.',
    });
  });

  for (const [what, samples, rowsPerStrip, orientation] of [
    ['in one strip', 3, 180, 1],
    ['in a hundred and eighty strips, turned', 3, 1, 6],
    ['in grey', 1, 60, 1],
  ] as const)
    it(`shows a preview that is not compressed, ${what}`, async () => {
      const picture = quarters(540, 180);
      const grey = picture.data.filter((_, i) => i % 3 === 1);
      const data = Buffer.from(samples === 3 ? picture.data : grey);
      const dng = raws.makePlainDng({
        data,
        widthPx: 540,
        heightPx: 180,
        samples,
        rowsPerStrip,
        orientation,
      });
      const photo = await decode(dng, 'L1000001.DNG');
      const upright = orientation === 6 ? [180, 540] : [540, 180];
      assert.deepEqual([photo.widthPx, photo.heightPx], upright);
      assert.deepEqual([photo.detail.widthPx, photo.detail.heightPx], upright);
      if (orientation === 1 && samples === 3) assert.ok(data.equals(photo.detail.data));
      const middle = 3 * (photo.detail.widthPx * 40 + 40);
      const [r, g, b] = photo.detail.data.subarray(middle, middle + 3);
      if (samples === 1) assert.ok(r === g && g === b);
    });

  it('neither crashes nor hangs on damaged structures', () => {
    const files = makers.map(([kind, make]) => ({ kind, bytes: make(options) }));
    const cases = fc.record({
      file: fc.constantFrom(...files),
      edits: fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 12 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(cases, ({ file, edits, share }) => {
        const bytes = Buffer.from(file.bytes.subarray(0, Math.floor(file.bytes.length * share)));
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        const { previews } = findRawPreviews(bytes, file.kind);
        return previews.every(({ kind, file, widthPx, heightPx }) => {
          const picture = file();
          if (kind === 'jpeg') return picture.length <= bytes.length && picture[0] === 0xff;
          return picture.length > 3 * widthPx * heightPx && picture[0] === 0x49;
        });
      }),
      { numRuns: 2000 },
    );
  });
});
