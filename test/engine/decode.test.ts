import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { heicSample, turnedHeic } from '../fixtures/heic-sample.ts';
import { adobeRgb, makeProfile, p3ToSrgb, toSrgb } from '../fixtures/icc-profile.ts';
import {
  meanColour,
  open,
  quarterColours,
  quarters,
  quartersJpeg,
  turnedJpeg,
  worstColour,
} from '../fixtures/images.ts';
import { long, makeTiff, placeOf, short } from '../fixtures/tiff-maker.ts';
import { wrapAsTiff } from '../../electron/engine/formats/tiff.ts';

const decode = (bytes: Buffer, name = 'IMG_1.JPG') => decodePhoto(bytes, name, defaultSettings);
const picture = quarters(300, 200);

describe('orientation', () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`turns Exif orientation ${orientation} upright`, async () => {
      const photo = await decode(await turnedJpeg(300, 200, orientation));
      assert.deepEqual([photo.widthPx, photo.heightPx], [300, 200]);
      assert.deepEqual([photo.detail.widthPx, photo.detail.heightPx], [300, 200]);
      assert.ok(worstColour(photo.detail) < 4, `${worstColour(photo.detail)}`);
      const thumbnail = await sharp(photo.thumbnail).metadata();
      assert.deepEqual([thumbnail.width, thumbnail.height], [300, 200]);
    });
  }

  it('turns a photo larger than the working size upright', async () => {
    const photo = await decode(await turnedJpeg(3000, 2000, 6));
    assert.deepEqual([photo.widthPx, photo.heightPx], [3000, 2000]);
    assert.ok(worstColour(photo.detail) < 4);
    assert.ok(worstColour(photo.analysis) < 4);
  });
});

describe('sizes', () => {
  it('reduces detail, analysis, thumbnail and preview from one decode', async () => {
    const photo = await decode(await quartersJpeg(3000, 1500));
    assert.deepEqual([photo.widthPx, photo.heightPx], [3000, 1500]);
    assert.deepEqual([photo.detail.widthPx, photo.detail.heightPx], [2048, 1024]);
    assert.deepEqual([photo.analysis.widthPx, photo.analysis.heightPx], [1024, 512]);
    const [thumbnail, preview] = [photo.thumbnail, photo.preview].map((jpeg) => sharp(jpeg));
    assert.equal((await thumbnail?.metadata())?.width, 320);
    assert.equal((await preview?.metadata())?.width, 2048);
    assert.equal(photo.detail.data.length, 2048 * 1024 * 3);
  });

  it('takes a third of a 24 MP photo, where the JPEG decodes at half its size', async () => {
    const photo = await decode(await quartersJpeg(6000, 4000));
    assert.equal(photo.detail.widthPx, 1999);
    assert.ok(worstColour(photo.detail) < 4);
  });

  it('never enlarges', async () => {
    const photo = await decode(await quartersJpeg(64, 48));
    assert.deepEqual([photo.detail.widthPx, photo.analysis.widthPx], [64, 64]);
    assert.equal((await sharp(photo.preview).metadata()).width, 64);
  });

  it('gives the same pixels every time', async () => {
    const bytes = await quartersJpeg(2500, 1700);
    const [first, second] = await Promise.all([decode(bytes), decode(bytes)]);
    assert.deepEqual(first, second);
  });
});

describe('formats', () => {
  const made = open(picture);
  const formats: readonly [string, () => Promise<Buffer>, number][] = [
    ['png', () => made.clone().png().toBuffer(), 0],
    ['png', () => made.clone().toColourspace('rgb16').png().toBuffer(), 1],
    ['png', () => made.clone().png({ progressive: true }).toBuffer(), 0],
    ['webp', () => made.clone().webp({ lossless: true }).toBuffer(), 0],
    ['tiff', () => made.clone().tiff({ compression: 'lzw' }).toBuffer(), 0],
    ['avif', () => made.clone().avif({ quality: 90, effort: 0 }).toBuffer(), 6],
    ['gif', () => made.clone().gif().toBuffer(), 8],
    ['jpeg', () => made.clone().jpeg({ progressive: true, quality: 95 }).toBuffer(), 6],
  ];
  for (const [kind, make, tolerance] of formats) {
    it(`decodes ${kind} within ${tolerance}, whatever its name says`, async () => {
      const photo = await decode(await make(), 'photo.jpg');
      assert.equal(photo.kind, kind);
      assert.deepEqual([photo.widthPx, photo.heightPx], [300, 200]);
      assert.ok(worstColour(photo.detail) <= tolerance, `${worstColour(photo.detail)}`);
    });
  }

  it('reads 16-bit PNG and TIFF', async () => {
    const samples = Buffer.from(new Uint16Array(32 * 32 * 3).fill(128 * 257).buffer);
    const raw = { width: 32, height: 32, channels: 3 } as const;
    const png = await sharp(new Uint16Array(samples.buffer), { raw })
      .toColourspace('rgb16')
      .png()
      .toBuffer();
    const tiff = makeTiff([
      new Map([
        ...[0x0100, 0x0101, 0x0116].map((tag) => [tag, short(32)] as const),
        [0x0102, short(16, 16, 16)],
        [0x0103, short(1)],
        [0x0106, short(2)],
        [0x0111, placeOf(samples)],
        [0x0115, short(3)],
        [0x0117, long(samples.length)],
      ]),
    ]);
    for (const bytes of [png, tiff]) {
      assert.equal((await sharp(bytes).metadata()).depth, 'ushort');
      const photo = await decode(bytes, '16.tif');
      const mean = meanColour(photo.detail, 0, 0, 32, 32);
      assert.ok(
        mean.every((value) => Math.abs(value - 128) <= 1),
        mean.join(),
      );
    }
  });

  it('shows greyscale as equal red, green and blue', async () => {
    const photo = await decode(await made.clone().greyscale().jpeg().toBuffer());
    const [red = 0, green, blue] = meanColour(photo.detail, 10, 10, 100, 50);
    assert.equal(photo.detail.data.length, 300 * 200 * 3);
    assert.ok(red > 60 && red === green && red === blue);
  });

  it('flattens transparency on white', async () => {
    const clear = { r: 255, g: 0, b: 0, alpha: 0 };
    const create = { width: 40, height: 40, channels: 4, background: clear } as const;
    for (const bytes of [
      await sharp({ create }).png().toBuffer(),
      await sharp({ create }).webp().toBuffer(),
    ]) {
      const photo = await decode(bytes);
      assert.deepEqual(meanColour(photo.detail, 0, 0, 40, 40), [255, 255, 255]);
    }
  });

  it('shows the first frame of an animation', async () => {
    const frames = [quarters(60, 40), { ...quarters(60, 40), data: new Uint8Array(60 * 40 * 3) }];
    const pngs = await Promise.all(frames.map((frame) => open(frame).png().toBuffer()));
    const joined = sharp(pngs, { join: { animated: true } });
    const gif = await decode(await joined.clone().gif().toBuffer(), 'a.gif');
    assert.deepEqual([gif.widthPx, gif.heightPx], [60, 40]);
    assert.ok(worstColour(gif.detail) < 10);
    const webp = await decode(await joined.clone().webp({ lossless: true }).toBuffer(), 'a.webp');
    assert.deepEqual([webp.widthPx, webp.heightPx], [60, 40]);
    assert.ok(worstColour(webp.detail) < 2);
  });
});

describe('colour', () => {
  const colours = [
    [200, 110, 70],
    [70, 150, 90],
    [90, 80, 170],
  ];

  it('converts Display P3 as arithmetic does', async () => {
    // Tagged, not converted: the P3 profile is taken from a picture that was.
    const converted = await open(picture).withIccProfile('p3').png().toBuffer();
    const profile = (await sharp(converted).metadata()).icc;
    assert.ok(profile);
    await checkProfile(profile, colours, (colour) => p3ToSrgb(colour));
  });

  it('converts Adobe RGB as arithmetic does', async () => {
    await checkProfile(makeProfile(adobeRgb), colours, (colour) => toSrgb(colour, adobeRgb));
  });

  it('converts CMYK', async () => {
    // Colours that ink can print; bright red, green and blue lie outside what it can.
    const printable = [
      [190, 90, 80],
      [90, 150, 100],
      [80, 100, 150],
      [200, 190, 120],
    ] as const;
    const muted = open(quarters(300, 200, printable));
    const bytes = await muted.withIccProfile('cmyk').jpeg({ quality: 95 }).toBuffer();
    assert.equal((await sharp(bytes).metadata()).space, 'cmyk');
    const photo = await decode(bytes);
    // Ink and JPEG each shift a little; inverted or unprofiled inks would be off by more than 60.
    assert.ok(worstColour(photo.detail, printable) < 25, `${worstColour(photo.detail, printable)}`);
  });

  it('leaves pixels alone whose profile is sRGB', async () => {
    const bytes = await open(picture).withIccProfile('srgb').png().toBuffer();
    assert.ok((await sharp(bytes).metadata()).icc);
    assert.ok(worstColour((await decode(bytes)).detail) <= 1);
  });

  async function checkProfile(
    profile: Buffer,
    colours: readonly number[][],
    expected: (colour: readonly number[]) => number[],
  ): Promise<void> {
    for (const colour of colours) {
      const data = new Uint8Array(32 * 32 * 3).map((_, i) => colour[i % 3] ?? 0);
      const pixels = { widthPx: 32, heightPx: 32, data, orientation: 1, profile };
      const photo = await decode(wrapAsTiff(pixels), 'a.tif');
      const difference = meanColour(photo.detail, 0, 0, 32, 32).map((value, c) =>
        Math.abs(value - (expected(colour)[c] ?? NaN)),
      );
      assert.ok(Math.max(...difference) < 1.5, `${colour.join()} differs by ${difference.join()}`);
      assert.ok(expected(colour).some((value, c) => Math.abs(value - (colour[c] ?? 0)) > 3));
    }
  }
});

describe('HEIC', () => {
  it('decodes HEVC pixels and converts their profile', async () => {
    const photo = await decode(heicSample, 'IMG_1.HEIC');
    assert.equal(photo.kind, 'heic');
    assert.deepEqual([photo.widthPx, photo.heightPx], [160, 96]);
    assert.ok(worstColour(photo.detail) < 6, `${worstColour(photo.detail)}`);
  });

  it('applies its own rotation', async () => {
    const photo = await decode(turnedHeic(1), 'IMG_1.HEIC');
    assert.deepEqual([photo.widthPx, photo.heightPx], [96, 160]);
    // A quarter turn counter-clockwise brings the top right to the top left.
    const [red, green, blue, yellow] = quarterColours;
    const turned = [green, yellow, red, blue];
    assert.ok(worstColour(photo.detail, turned) < 6, `${worstColour(photo.detail, turned)}`);
  });

  it('says when it ends early', async () => {
    await assert.rejects(decode(heicSample.subarray(0, 900), 'a.heic'), {
      message: 'a.heic could not be read: the file ends early.',
    });
  });
});
