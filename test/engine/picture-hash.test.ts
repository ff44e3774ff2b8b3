// The hash that names a photo: metadata never changes it, coded bytes always do, damage never stops it.

import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { readBoxes } from '../../electron/engine/formats/boxes.ts';
import { identify, pictureSpans } from '../../electron/engine/formats/picture/picture-hash.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { withChunk, withSegments, withWebpChunk } from '../fixtures/described.ts';
import { heicSample } from '../fixtures/heic-sample.ts';
import { open, quartersJpeg, speckled } from '../fixtures/images.ts';
import { makeCr2, makeCr3, makeDng, makeNef, makeOrf, makeRaf, makeRw2 } from '../fixtures/raws.ts';
import { ascii, long, makeTiff, placeOf, short, type Tags } from '../fixtures/tiff-maker.ts';

const small = () => open(speckled(96, 64));
const raw = { widthPx: 1200, heightPx: 800 };

async function pictureOf(bytes: Buffer, name: string): Promise<string> {
  return (await identify(Buffer.from(bytes), name)).picture.toString('hex');
}

async function assertSame(changed: Buffer, bytes: Buffer, name: string): Promise<void> {
  assert.notDeepEqual(changed, bytes);
  assert.equal(await pictureOf(changed, name), await pictureOf(bytes, name));
}

/** Of each kind one file, and what the coded picture of a RAW is known by. */
async function oneOfEach(): Promise<readonly (readonly [name: string, bytes: Buffer])[]> {
  const preview = await quartersJpeg(1200, 800);
  const options = { ...raw, preview };
  return [
    ['a.jpg', await small().jpeg().toBuffer()],
    ['progressive.jpg', await small().jpeg({ progressive: true }).toBuffer()],
    ['a.png', await small().png().toBuffer()],
    ['a.webp', await small().webp().toBuffer()],
    ['a.tif', await small().tiff({ compression: 'lzw' }).toBuffer()],
    ['a.avif', await small().avif({ effort: 0 }).toBuffer()],
    ['a.heic', heicSample],
    ['a.nef', makeNef(options)],
    ['a.cr2', makeCr2(options)],
    ['a.dng', makeDng(options)],
    ['a.rw2', makeRw2(options)],
    ['a.cr3', makeCr3(options)],
    ['a.raf', makeRaf(options)],
  ];
}

/** A TIFF of two strips with a description: another length moves all that lies behind it. */
function describedTiff(description: string, strips: readonly Buffer[]): Buffer {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = strips;
  const tags: Tags = new Map([
    [0x0100, long(10)],
    [0x010e, ascii(description)],
    [0x0111, placeOf(first)],
    [0x0117, long(first.length)],
  ]);
  const next: Tags = new Map([
    [0x0103, short(1)],
    [0x0111, placeOf(second)],
    [0x0117, long(second.length)],
  ]);
  return makeTiff([tags, next]);
}

describe('the hash of the coded picture', () => {
  it('stays with any segments of metadata in a JPEG, and with what follows its end', async () => {
    const jpeg = await small().jpeg().toBuffer();
    const random = seededRandom(11);
    for (let round = 0; round < 40; round += 1) {
      const segments = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
        const marker = random() < 0.2 ? 0xfe : 0xe0 + Math.floor(random() * 16);
        const content = Array.from({ length: Math.floor(random() * 3000) }, () =>
          String.fromCharCode(Math.floor(random() * 256)),
        ).join('');
        return [marker, content] as const;
      });
      await assertSame(withSegments(jpeg, segments), jpeg, 'a.jpg');
    }
    await assertSame(Buffer.concat([jpeg, Buffer.from('a film')]), jpeg, 'a.jpg');
    await assertSame(jpeg.subarray(0, -2), jpeg, 'a.jpg'); // a program forgot the end mark
  });

  it('stays when a program writes Exif, a profile and XMP into the file', async () => {
    const jpeg = await quartersJpeg(300, 200);
    const bare = await sharp(jpeg).metadata();
    assert.equal(bare.exif, undefined);
    const exif = makeTiff([new Map([[0x010e, ascii('the winning goal')]])]).toString('latin1');
    const described = withSegments(jpeg, [
      [0xe1, `Exif\0\0${exif}`],
      [0xe2, 'ICC_PROFILE\0\x01\x01made'],
      [0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>'],
    ]);
    await assertSame(described, jpeg, 'a.jpg');
  });

  it('stays with text and Exif in a PNG and a WebP', async () => {
    const png = await small().png().toBuffer();
    for (const type of ['tEXt', 'iTXt', 'eXIf', 'pHYs', 'tIME'])
      await assertSame(withChunk(png, type, Buffer.from(`Title\0${type}`)), png, 'a.png');
    const webp = await small().webp().toBuffer();
    for (const type of ['EXIF', 'XMP ', 'ICCP'])
      await assertSame(withWebpChunk(webp, type, Buffer.from('about it')), webp, 'a.webp');
  });

  it('stays where a TIFF or RAW is written anew with more about it, so that everything moves', async () => {
    const strips = [Buffer.alloc(4000, 3), Buffer.alloc(100, 4)];
    const tiff = describedTiff('short', strips);
    await assertSame(describedTiff('a description that is much longer', strips), tiff, 'a.tif');
    const jpeg = await quartersJpeg(1200, 800);
    const nef = makeNef({ ...raw, preview: jpeg });
    const told = withSegments(jpeg, [[0xe1, 'Exif\0\0 told']]);
    await assertSame(makeNef({ ...raw, preview: told }), nef, 'a.nef');
    await assertSame(makeNef({ ...raw, preview: jpeg, orientation: 6 }), nef, 'a.nef');
  });

  it('goes by the sensor where a RAW has its data, whatever preview another program renders', () => {
    const sensor = Buffer.alloc(5000, 9);
    const made = (preview: Buffer) =>
      makeTiff([
        new Map([
          [0x0111, placeOf(sensor)],
          [0x0117, long(sensor.length)],
        ]),
        new Map([
          [0x0201, placeOf(preview)],
          [0x0202, long(preview.length)],
        ]),
      ]);
    return assertSame(made(Buffer.alloc(300, 1)), made(Buffer.alloc(200, 2)), 'a.dng');
  });

  it('stays when the metadata box of a HEIC grows and its picture moves', async () => {
    const boxes = readBoxes(heicSample);
    const data = boxes.find(({ type }) => type === 'mdat');
    assert.ok(data);
    // Another program's box before the picture; the place of the primary item is told anew.
    const extra = Buffer.concat([
      Buffer.from([0, 0, 0, 20]),
      Buffer.from('free'),
      Buffer.alloc(12, 7),
    ]);
    const head = data.start - 8;
    const moved = Buffer.concat([heicSample.subarray(0, head), extra, heicSample.subarray(head)]);
    const place = moved.indexOf(Buffer.from([0, 0, 0x03, 0x53]));
    assert.equal(moved.readUInt32BE(place), data.start);
    moved.writeUInt32BE(data.start + extra.length, place);
    await assertSame(moved, heicSample, 'a.heic');
  });

  it('changes with any byte of the coded picture, in every kind of file', async () => {
    const random = seededRandom(5);
    for (const [name, bytes] of await oneOfEach()) {
      const spans = pictureSpans(bytes, name);
      assert.ok(spans, `${name} has a picture of its own`);
      const before = await pictureOf(bytes, name);
      assert.notEqual(before, hash('sha256', bytes), name);
      for (let round = 0; round < 20; round += 1) {
        const span = spans[Math.floor(random() * spans.length)];
        assert.ok(span);
        const at = span.start + Math.floor(random() * (span.end - span.start));
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 + Math.floor(random() * 255));
        assert.notEqual(await pictureOf(changed, name), before, `${name} at ${at}`);
      }
    }
  });

  it('is that of the whole file for kinds and damage that it cannot see through', async () => {
    const orf = makeOrf({ ...raw, preview: await quartersJpeg(1200, 800) });
    const gif = await small().gif().toBuffer();
    const cut = describedTiff('cut', [Buffer.alloc(4000, 3)]).subarray(0, 2000);
    const text = Buffer.from('no photo at all');
    // One strip of the whole file, named 60,000 times: it would be hashed for hours.
    const places = Array.from({ length: 60_000 }, () => 8);
    const lengths = places.map(() => 60_000);
    const endless = makeTiff([
      new Map([
        [0x0111, long(...places)],
        [0x0117, long(...lengths)],
      ]),
    ]);
    for (const [name, bytes] of [
      ['a.orf', orf],
      ['a.gif', gif],
      ['cut.tif', cut],
      ['text.jpg', text],
      ['endless.tif', endless],
      ['empty.jpg', Buffer.alloc(0)],
    ] as const)
      assert.equal(await pictureOf(bytes, name), hash('sha256', bytes), name);
  });

  it('never fails, however a file is cut or spoilt', async () => {
    const random = seededRandom(8);
    for (const [name, bytes] of await oneOfEach())
      for (let round = 0; round < 60; round += 1) {
        const spoilt = Buffer.from(bytes.subarray(0, Math.floor(random() * bytes.length)));
        for (let hits = Math.floor(random() * 20); hits > 0; hits -= 1)
          spoilt[Math.floor(random() * Math.min(spoilt.length, 400))] = Math.floor(random() * 256);
        const { sha256, picture } = await identify(spoilt, name);
        assert.deepEqual([sha256.length, picture.length], [32, 32]);
      }
  });
});
