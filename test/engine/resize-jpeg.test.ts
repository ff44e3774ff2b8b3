import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import {
  decodePhoto,
  resizeJpeg,
  type ResizeOptions,
} from '../../electron/engine/formats/decode.ts';
import { rasterToJpeg, rasterToPng, renderSvg } from '../../electron/engine/formats/rasters.ts';
import { readFacts } from '../../electron/engine/formats/facts/exif.ts';
import { wrapAsTiff } from '../../electron/engine/formats/tiff.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { exportJpeg } from '../fixtures/copy-forms.ts';
import { heicSample } from '../fixtures/heic-sample.ts';
import { adobeRgb, makeProfile, toSrgb } from '../fixtures/icc-profile.ts';
import { open, quarters, quartersJpeg, turnedJpeg, worstColour } from '../fixtures/images.ts';
import { makeNef } from '../fixtures/raws.ts';

const options = { longEdgePx: 600, quality: 90 };
const copied = async (bytes: Buffer, more: Partial<ResizeOptions> = {}) =>
  (await exportJpeg(bytes, { ...options, ...more }, {})).jpeg;
const decode = (bytes: Buffer) => decodePhoto(bytes, 'a.jpg', defaultSettings);

describe('resizing for an album', () => {
  it('turns upright and keeps metadata that says so', async () => {
    const turned = await turnedJpeg(1200, 800, 6);
    const time = {
      DateTimeOriginal: '2024:05:31 18:02:59',
      PixelXDimension: '800',
      PixelYDimension: '1200',
    };
    const xmp =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>';
    const bytes = await sharp(turned)
      .keepMetadata()
      .withExifMerge({ IFD0: { Orientation: '6' }, IFD2: time })
      .withXmp(xmp)
      .toBuffer();
    const resized = await copied(bytes);
    const header = await sharp(resized).metadata();
    assert.deepEqual([header.width, header.height, header.orientation], [600, 400, 1]);
    assert.match(header.xmp?.toString() ?? '', /tiff:Orientation="1"/);
    const facts = readFacts(resized, 'jpeg');
    assert.equal(facts.photo.takenMs, Date.UTC(2024, 4, 31, 18, 2, 59));
    assert.deepEqual(facts.size, { widthPx: 600, heightPx: 400 });
    assert.ok(worstColour((await decode(resized)).detail) < 6);
  });

  it('keeps no metadata when asked to', async () => {
    const bytes = await open(quarters(600, 400))
      .withExif({ IFD2: { DateTimeOriginal: '2024:05:31 18:02:59' } })
      .jpeg()
      .toBuffer();
    const resized = await resizeJpeg(bytes, options);
    const { exif, xmp, icc } = await sharp(resized).metadata();
    assert.deepEqual([exif, xmp, icc], [undefined, undefined, undefined]);
  });

  it('converts to sRGB and leaves no profile behind', async () => {
    const pixels = { ...quarters(300, 200), orientation: 1, profile: makeProfile(adobeRgb) };
    const muted = pixels.data.map((value) => 90 + value / 4);
    const resized = await resizeJpeg(wrapAsTiff({ ...pixels, data: muted }), options);
    const header = await sharp(resized).metadata();
    assert.deepEqual([header.width, header.icc], [300, undefined]);
    const { detail } = await decode(resized);
    const expected = [0, 150, 100 * 300, 100 * 300 + 150].map((at) =>
      toSrgb([...muted.subarray(at * 3, at * 3 + 3)], adobeRgb),
    );
    assert.ok(worstColour(detail, expected) < 4, `${worstColour(detail, expected)}`);
  });

  it('keeps the size without a long edge', async () => {
    const resized = await resizeJpeg(await quartersJpeg(3000, 2000), {
      ...options,
      longEdgePx: Infinity,
    });
    assert.equal((await sharp(resized).metadata()).width, 3000);
  });

  it('takes the preview of a RAW and the pixels of a HEIC, with their capture time', async () => {
    const preview = await quartersJpeg(900, 600);
    const raw = makeNef({ preview, widthPx: 6000, heightPx: 4000 });
    const fromRaw = await copied(raw, { name: 'DSC_1.NEF' });
    assert.equal((await sharp(fromRaw).metadata()).width, 600);
    const { photo } = readFacts(fromRaw, 'jpeg');
    assert.deepEqual(
      [photo.takenMs, photo.camera],
      [Date.UTC(2024, 4, 31, 18, 2, 59, 250), 'NIKON Z 6'],
    );
    const fromHeic = await resizeJpeg(heicSample, options);
    assert.ok(worstColour((await decode(fromHeic)).detail) < 8);
  });

  it('rejects what cannot be read', async () => {
    await assert.rejects(resizeJpeg(Buffer.from('text'), { ...options, name: 'a.jpg' }), {
      code: 'unreadable',
      message: 'a.jpg could not be read: it is not a photo of a kind Podium knows.',
    });
  });
});

describe('pictures of rasters', () => {
  it('writes PNG without loss and JPEG nearly', async () => {
    const raster = quarters(64, 48);
    const png = await decode(await rasterToPng(raster));
    assert.deepEqual(Buffer.from(png.detail.data), Buffer.from(raster.data));
    assert.ok(worstColour((await decode(await rasterToJpeg(raster, 90))).detail) < 8);
  });

  it('draws SVG', async () => {
    const rect = '<rect width="30" height="20" fill="#102030"/>';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20">${rect}</svg>`;
    const { detail } = await decode(await renderSvg(svg));
    assert.deepEqual([detail.widthPx, detail.heightPx], [30, 20]);
    assert.deepEqual([...detail.data.subarray(0, 3)], [0x10, 0x20, 0x30]);
    await assert.rejects(renderSvg('<svg'));
  });
});
