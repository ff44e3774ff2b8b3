// Copies in every form: exactly the size, format and colours asked for, and without what must not be there.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { copyFormats, copySize, isTooSmall, type CopySize } from '../../shared/album/copies.ts';
import { fileKind } from '../../electron/engine/files/file-kind.ts';
import { readFacts } from '../../electron/engine/formats/facts/exif.ts';
import { wrapAsTiff } from '../../electron/engine/formats/tiff.ts';
import { madeCopy as made } from '../fixtures/copy-forms.ts';
import { isError } from '../fixtures/engine-error.ts';
import { adobeRgb, makeProfile } from '../fixtures/icc-profile.ts';
import { quartersJpeg } from '../fixtures/images.ts';
import { iptc, withExif, withSegment, withXmp, xmpPacket } from '../fixtures/segments.ts';
import { ascii, directories, ratio, type Tags } from '../fixtures/tiff-maker.ts';

const sizeOf = async (bytes: Buffer) => {
  const { width, height } = await sharp(bytes).metadata();
  return [width, height];
};
const anySize: fc.Arbitrary<CopySize> = fc.oneof(
  fc.record({
    by: fc.constantFrom('long-edge', 'short-edge'),
    px: fc.integer({ min: 1, max: 9000 }),
  }),
  fc.record({
    by: fc.constant('box'),
    widthPx: fc.integer({ min: 1, max: 9000 }),
    heightPx: fc.integer({ min: 1, max: 9000 }),
  }),
  fc.record({
    by: fc.constant('megapixels'),
    megapixels: fc.double({ min: 0.01, max: 60, noNaN: true }),
  }),
);
const side = fc.integer({ min: 1, max: 12_000 });
const anyPhoto = fc.record({ widthPx: side, heightPx: side }, { noNullPrototype: true });

describe('the size of a copy in any form', () => {
  it('is exact, within what was asked for, of the same shape, and never larger than the photo', () => {
    fc.assert(
      fc.property(anyPhoto, anySize, (photo, wanted) => {
        const copy = copySize(photo, wanted);
        assert.ok(copy.widthPx <= photo.widthPx && copy.heightPx <= photo.heightPx);
        const longest = Math.max(copy.widthPx, copy.heightPx);
        const shortest = Math.min(copy.widthPx, copy.heightPx);
        if (isTooSmall(photo, wanted)) assert.deepEqual(copy, photo);
        else if (wanted.by === 'long-edge') assert.equal(longest, wanted.px);
        else if (wanted.by === 'short-edge') assert.equal(shortest, wanted.px);
        else if (wanted.by === 'box')
          assert.ok(copy.widthPx === wanted.widthPx || copy.heightPx === wanted.heightPx);
        else if (wanted.by === 'megapixels' && shortest > 1)
          assert.ok(copy.widthPx * copy.heightPx <= wanted.megapixels * 1e6);
        if (wanted.by === 'box')
          assert.ok(copy.widthPx <= wanted.widthPx && copy.heightPx <= wanted.heightPx);
        const skew = Math.abs(copy.widthPx * photo.heightPx - copy.heightPx * photo.widthPx);
        if (shortest > 1) assert.ok(skew <= photo.widthPx + photo.heightPx, 'of another shape');
      }),
    );
  });

  it('is that of the pixels, in every format, also of a photo that lies on its side', async () => {
    const lying = await sharp(await quartersJpeg(901, 600))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    for (const format of copyFormats)
      for (const [size, expected] of [
        [{ by: 'original' }, [600, 901]],
        [{ by: 'long-edge', px: 300 }, [200, 300]],
        [{ by: 'short-edge', px: 250 }, [250, 375]],
        [{ by: 'box', widthPx: 108, heightPx: 135 }, [90, 135]],
        [{ by: 'megapixels', megapixels: 0.1 }, [258, 387]],
        [{ by: 'long-edge', px: 5000 }, [600, 901]],
      ] as const) {
        const bytes = await made(lying, { format, size });
        assert.deepEqual(await sizeOf(bytes), expected, `${format} ${size.by}`);
        const kind = fileKind(bytes.subarray(0, 64), `a.${format}`);
        assert.equal(kind, format);
        const facts = readFacts(bytes, kind);
        assert.equal(facts.orientation ?? 1, 1);
      }
  });

  it('says where a format cannot hold it', async () => {
    const wide = await sharp({
      create: { width: 17_000, height: 8, channels: 3, background: '#345' },
    })
      .png()
      .toBuffer();
    await assert.rejects(
      made(wide, { format: 'webp' }, 'pano.png'),
      isError('unreadable', /pano\.png .*17000 pixels in a row, more than the 16383 of webp/),
    );
  });
});

/** Linear light of Adobe RGB (1998) as Display P3's, by the matrices of both over D65. */
function adobeToP3(rgb: readonly number[]): number[] {
  const linear = rgb.map((value) => (value / 255) ** (563 / 256));
  const toXyz = [
    [0.57667, 0.18556, 0.18823],
    [0.29734, 0.62736, 0.07529],
    [0.02703, 0.07069, 0.99134],
  ];
  const fromXyz = [
    [2.4935, -0.93138, -0.40271],
    [-0.82949, 1.76266, 0.02362],
    [0.03585, -0.07617, 0.95688],
  ];
  const times = (matrix: number[][], vector: number[]) =>
    matrix.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));
  const encode = (value: number) =>
    value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return times(fromXyz, times(toXyz, linear)).map((value) =>
    Math.round(255 * Math.min(1, Math.max(0, encode(Math.max(0, value))))),
  );
}

describe('the colours of a copy', () => {
  // A green that Display P3 has and sRGB does not.
  const green = [90, 220, 80] as const;
  const photo = wrapAsTiff({
    widthPx: 60,
    heightPx: 40,
    data: Uint8Array.from({ length: 60 * 40 * 3 }, (_, at) => green[at % 3] ?? 0),
    orientation: 6,
    profile: makeProfile(adobeRgb),
  });
  const firstPixel = async (bytes: Buffer) => [
    ...(await sharp(bytes, { ignoreIcc: true }).removeAlpha().raw().toBuffer()).subarray(0, 3),
  ];
  const near = (found: readonly number[], wanted: readonly number[], most = 3) => {
    assert.ok(
      found.every((value, at) => Math.abs(value - (wanted[at] ?? NaN)) <= most),
      `${found.join()} instead of ${wanted.join()}`,
    );
  };

  it('are what its profile says: kept, of Display P3, or of sRGB', async () => {
    for (const format of ['png', 'webp', 'avif', 'jpeg'] as const) {
      const form = { format, quality: 100 };
      const kept = await made(photo, { ...form, colour: 'keep' }, 'a.tif');
      near(await firstPixel(kept), green);
      assert.deepEqual((await sharp(kept).metadata()).icc, makeProfile(adobeRgb), format);
      const wide = await made(photo, { ...form, colour: 'p3' }, 'a.tif');
      near(await firstPixel(wide), adobeToP3(green));
      assert.match((await sharp(wide).metadata()).icc?.toString('latin1') ?? '', /s\0P\x003\0C/);
      const plain = await made(photo, form, 'a.tif');
      assert.match((await sharp(plain).metadata()).icc?.toString('latin1') ?? '', /s\0R\0G\0B/);
      // The green is outside of sRGB: there it is cut off, and so would be P3 by way of it.
      near(await firstPixel(plain), [0, 221, 61], 6);
      assert.deepEqual(await sizeOf(wide), [40, 60]);
    }
  });

  it('of a photo that is sRGB stay as they are, and Exif says which they are', async () => {
    const bytes = withExif(await quartersJpeg(60, 40), new Map([[0x013b, ascii('A')]]));
    for (const [colour, calibrated] of [
      ['srgb', 1],
      ['keep', 1],
      ['p3', 0xffff],
    ] as const) {
      const copy = await made(bytes, { colour });
      const { exif } = await sharp(copy).metadata();
      const tag = Buffer.from([0xa0, 0x01]);
      const at = exif?.indexOf(tag) ?? -1;
      const little = exif?.indexOf(Buffer.from([0x01, 0xa0])) ?? -1;
      const value = at > 0 ? exif?.readUInt16BE(at + 8) : exif?.readUInt16LE(little + 8);
      assert.equal(value, calibrated, colour);
    }
  });
});

const gps: Tags = new Map([
  [1, ascii('N')],
  [2, ratio(47, 1)],
]);
const said = withXmp(
  withSegment(
    withExif(
      await quartersJpeg(600, 400),
      new Map([
        [0x010f, ascii('SecretCamera')],
        [0x013b, ascii('Anna Artist')],
        [0x8298, ascii('(c) Anna')],
        [0x8769, directories(new Map([[0x9003, ascii('2024:05:31 18:02:59')]]))],
        [0x8825, directories(gps)],
      ]),
    ),
    0xed,
    Buffer.concat([
      Buffer.from('Photoshop 3.0\0'),
      (() => {
        const records = iptc({
          80: 'Anna Artist',
          116: '(c) Anna',
          120: 'SecretCaption',
          25: 'SecretWord',
        });
        const head = Buffer.alloc(12);
        head.write('8BIM', 'latin1');
        head.writeUInt16BE(0x0404, 4);
        head.writeUInt32BE(records.length, 8);
        return Buffer.concat([head, records, Buffer.alloc(records.length & 1)]);
      })(),
    ]),
  ),
  xmpPacket(
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dji="http://www.dji.com/drone-dji/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" exif:GPSLatitude="47,4.2N" dji:GpsLongitude="15.4211" xmp:CreatorTool="SecretTool"',
    '<dc:creator><rdf:Seq><rdf:li>Anna Artist</rdf:li></rdf:Seq></dc:creator><dc:subject><rdf:Bag><rdf:li>SecretWord</rdf:li></rdf:Bag></dc:subject><ext:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><ext:City>Graz</ext:City><exif:GPSLatitude>47,4.3N</exif:GPSLatitude></rdf:li></rdf:Bag></ext:LocationCreated>',
  ),
);

const exiftool = spawnSync('exiftool', ['-ver']).status === 0;

/** Every word that another program finds in a copy; empty where exiftool is not installed. */
function otherProgram(bytes: Buffer, format: string): string {
  if (!exiftool) return '';
  const folder = mkdtempSync(join(tmpdir(), 'podium-copy-'));
  try {
    const path = join(folder, `a.${format}`);
    writeFileSync(path, bytes);
    return spawnSync('exiftool', ['-a', '-G1', '-s', path]).stdout.toString();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('what a copy says', () => {
  const places = ['47,4', '15.4211', 'GPSLatitude'];
  const secrets = ['Secret', 'Graz', '2024:05:31'];

  it('is all, all but the place, only whose it is, or nothing, in every format', async () => {
    for (const format of copyFormats)
      for (const [metadata, there, gone] of [
        ['all', ['Anna Artist', '(c) Anna', 'SecretCamera', 'SecretTool', 'Graz', ...places], []],
        ['no-gps', ['Anna Artist', '(c) Anna', 'SecretCamera', 'SecretTool', 'Graz'], places],
        ['copyright', ['Anna Artist', '(c) Anna'], [...places, ...secrets]],
        ['none', [], ['Anna', ...places, ...secrets]],
      ] as const) {
        const bytes = await made(said, { format, metadata, size: { by: 'long-edge', px: 300 } });
        const { exif, xmp, iptc: records } = await sharp(bytes).metadata();
        const inside = Buffer.concat([exif, xmp, records].flatMap((one) => one ?? []));
        const text = `${inside.toString('latin1')}\n${bytes.toString('latin1')}`;
        for (const word of there)
          assert.ok(text.includes(word), `${format} ${metadata}: ${word} is missing`);
        for (const word of gone)
          assert.ok(!text.includes(word), `${format} ${metadata}: ${word} is there`);
        if (metadata === 'none')
          assert.deepEqual([exif, xmp, records], [undefined, undefined, undefined]);
        const other = otherProgram(bytes, format);
        if (!exiftool) continue;
        assert.equal(/GPSLatitude\b/.test(other), metadata === 'all', `${format} ${metadata}`);
        assert.equal(/\] +(Artist|Creator) /.test(other), metadata !== 'none');
        assert.doesNotMatch(other, /Warning|Error/, `${format} ${metadata}`);
        assert.doesNotMatch(other, /Thumbnail/);
      }
  });

  it('of IPTC is XMP where the format has no place for IPTC', async () => {
    const text = 'Tor in der 93. Minute, München';
    const records = Buffer.concat([
      Buffer.from('Photoshop 3.0\0'),
      iptc({ 80: 'Zoë', 120: text, 25: 'Finale', 105: 'Sieg' }),
    ]);
    const bytes = withSegment(await quartersJpeg(60, 40), 0xed, records);
    const { xmp } = await sharp(await made(bytes, { format: 'webp' })).metadata();
    for (const word of [text, 'Zoë', 'Finale', 'Headline'])
      assert.ok(xmp?.toString().includes(word), word);
  });
});
