import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { cutOff, hugePng, resizedHeader, zeroedMiddle } from '../fixtures/damage.ts';
import { open, quartersJpeg, speckled, worstColour } from '../fixtures/images.ts';
import { makeNef } from '../fixtures/raws.ts';

const decode = (bytes: Buffer, name: string) => decodePhoto(bytes, name, defaultSettings);

const noise = open(speckled(640, 480));

async function sentence(bytes: Buffer, name: string): Promise<string> {
  try {
    await decode(bytes, name);
  } catch (error) {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, 'unreadable');
    return error.message;
  }
  throw new Error(`${name} was decoded.`);
}

describe('unreadable photos', () => {
  it('says that a file is empty', async () => {
    const message = await sentence(Buffer.alloc(0), 'IMG_1.JPG');
    assert.equal(message, 'IMG_1.JPG could not be read: the file is empty.');
  });

  it('says that a text file named like a photo is none', async () => {
    const message = await sentence(Buffer.from('Dear diary, today was sunny.'), '/a/b/IMG_1.JPG');
    assert.equal(message, 'IMG_1.JPG could not be read: it is not a photo of a kind Podium knows.');
  });

  it('puts a name with a line break on one line', async () => {
    const message = await sentence(Buffer.alloc(0), 'two\nlines.jpg');
    assert.equal(message, 'two lines.jpg could not be read: the file is empty.');
  });

  const jpeg = () => noise.clone().jpeg({ quality: 90 }).toBuffer();
  const cut: readonly [string, () => Promise<Buffer>][] = [
    ['a.jpg', jpeg],
    ['progressive.jpg', () => noise.clone().jpeg({ progressive: true }).toBuffer()],
    ['a.png', () => noise.clone().png().toBuffer()],
    ['a.webp', () => noise.clone().webp().toBuffer()],
    ['a.tif', () => noise.clone().tiff({ compression: 'lzw' }).toBuffer()],
    ['a.avif', () => noise.clone().avif({ effort: 0 }).toBuffer()],
    ['a.gif', () => noise.clone().gif({ effort: 1 }).toBuffer()],
  ];
  for (const [name, make] of cut) {
    for (const share of [0.02, 0.5, 0.97]) {
      it(`says that ${name} ends early after ${share * 100} %`, async () => {
        const message = await sentence(cutOff(await make(), share), name);
        assert.equal(message, `${name} could not be read: the file ends early.`);
      });
    }
  }

  it('forgives a JPEG that lacks its end mark alone, also inside a RAW', async () => {
    const whole = await noise.clone().jpeg({ quality: 90 }).toBuffer();
    const progressive = await noise.clone().jpeg({ progressive: true }).toBuffer();
    const sizes = { widthPx: 640, heightPx: 480 };
    for (const bytes of [whole, progressive]) {
      const unended = bytes.subarray(0, -2);
      const photo = await decode(unended, 'a.jpg');
      assert.deepEqual(photo.detail, (await decode(bytes, 'a.jpg')).detail, 'every pixel is there');
      assert.deepEqual((await decode(bytes.subarray(0, -1), 'a.jpg')).detail, photo.detail);
      const raw = await decode(makeNef({ preview: unended, ...sizes }), 'a.nef');
      assert.deepEqual(raw.detail, photo.detail);
      for (const cut of [40, 400, 4000])
        assert.match(await sentence(bytes.subarray(0, -cut), 'a.jpg'), /the file ends early/);
    }
  });

  it('says so of a progressive JPEG that was cut between two scans, of which it shows the coarser ones', async () => {
    const bytes = await noise.clone().jpeg({ progressive: true }).toBuffer();
    const lastScan = bytes.lastIndexOf(Buffer.from([0xff, 0xda]));
    const tables = bytes.lastIndexOf(Buffer.from([0xff, 0xc4]), lastScan);
    for (const end of [lastScan, tables])
      assert.match(await sentence(bytes.subarray(0, end), 'a.jpg'), /the file ends early/);
  });

  it('does not take a damaged JPEG for a grey one', async () => {
    // As smooth as photos are: zeros then read as too few pixels, and the data ends too soon.
    const smooth = await noise.clone().blur(3).jpeg({ quality: 80 }).toBuffer();
    assert.equal((await decode(smooth, 'a.jpg')).widthPx, 640);
    const message = await sentence(zeroedMiddle(smooth), 'a.jpg');
    assert.equal(message, 'a.jpg could not be read: its picture data is damaged.');
  });

  it('forgives stray bytes between the segments of a JPEG', async () => {
    const bytes = await quartersJpeg(300, 200);
    const header = 20; // the first marker and the JFIF segment
    const [start, rest] = [bytes.subarray(0, header), bytes.subarray(header)];
    const strayed = Buffer.concat([start, Buffer.alloc(2), rest]);
    await assert.rejects(sharp(strayed).raw().toBuffer(), /extraneous bytes/);
    assert.ok(worstColour((await decode(strayed, 'a.jpg')).detail) < 4);
  });

  it('reads what follows a whole JPEG as if it were not there', async () => {
    const bytes = Buffer.concat([await quartersJpeg(300, 200), Buffer.alloc(4000, 7)]);
    assert.ok(worstColour((await decode(bytes, 'a.jpg')).detail) < 4);
  });
});

describe('huge photos', () => {
  const large = [
    ['PNG', () => Promise.resolve(hugePng(30_000, 30_000))],
    ['JPEG', async () => resizedHeader(await quartersJpeg(64, 64), 30_000, 30_000)],
  ] as const;
  for (const [kind, make] of large) {
    it(`refuses a ${kind} of 30,000 x 30,000 px without its memory`, async () => {
      const bytes = await make();
      await sentence(bytes, 'warm-up.jpg');
      const before = process.memoryUsage().rss;
      const message = await sentence(bytes, 'pano.jpg');
      const grownMb = (process.memoryUsage().rss - before) / 2 ** 20;
      const reason = 'it has 900 megapixels, more than the limit of 400';
      assert.equal(message, `pano.jpg could not be read: ${reason}.`);
      assert.ok(grownMb < 100, `${grownMb} MB`); // its pixels alone would take 2,575 MB
    });
  }

  it('follows the setting', async () => {
    const settings = { ...defaultSettings, 'decode.maxMegapixels': 1 };
    const photo = decodePhoto(await quartersJpeg(1200, 1000), 'a.jpg', settings);
    await assert.rejects(photo, /1 megapixels, more than the limit of 1/);
    await decodePhoto(await quartersJpeg(1000, 1000), 'a.jpg', settings);
  });
});
