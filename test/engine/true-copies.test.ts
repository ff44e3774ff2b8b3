// What a smaller copy says of itself is true of it, and who made the photo is still known.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { storedBox } from '../../electron/engine/xmp/xmp-regions.ts';
import { exportJpeg } from '../fixtures/copy-forms.ts';
import { quartersJpeg } from '../fixtures/images.ts';
import { makeNef } from '../fixtures/raws.ts';
import {
  iptc,
  segmentsOf,
  withChunk,
  withExif,
  withSegment,
  withXmp,
  xmpPacket,
} from '../fixtures/segments.ts';
import {
  ascii,
  bytesValue,
  directories,
  long,
  makeTiff,
  placeOf,
  ratio,
  short,
  type Tags,
} from '../fixtures/tiff-maker.ts';

const options = { longEdgePx: 300, quality: 90 };
const copyOf = async (bytes: Buffer, name = 'a.jpg') =>
  (await exportJpeg(bytes, { ...options, name }, {})).jpeg;

const who: Tags = new Map([
  [0x010f, ascii('Canon')],
  [0x013b, ascii('A. Example')],
  [0x8298, ascii('(c) Example')],
]);
const how: Tags = new Map([
  [0x829d, ratio(28, 10)],
  [0x829a, ratio(1, 1000)],
  [0x8827, short(3200)],
  [0x9003, ascii('2024:05:31 18:02:59')],
  [0xa434, ascii('EF400')],
]);

function factsOf(jpeg: Buffer) {
  const tags = ExifReader.load(jpeg, { expanded: true });
  const texts = Object.entries({ ...tags.exif, ...tags.iptc }).map(([name, tag]) => {
    const found: unknown = tag;
    const text =
      typeof found === 'object' && found && 'description' in found ? found.description : '';
    return [name, String(text)];
  });
  return { ...(Object.fromEntries(texts) as Record<string, string>) };
}

describe('the size of a copy', () => {
  it('is the one asked for, to the pixel', async () => {
    for (const [width, height, longEdgePx, expected] of [
      [6000, 4000, 2048, [2048, 1365]],
      [5472, 3648, 1920, [1920, 1280]],
      [4000, 6000, 2048, [1365, 2048]],
    ] as const) {
      const background = '#357';
      const bytes = await sharp({ create: { width, height, channels: 3, background } })
        .jpeg()
        .toBuffer();
      const { jpeg } = await exportJpeg(bytes, { longEdgePx, quality: 80, name: 'a.jpg' }, {});
      const found = await sharp(jpeg).metadata();
      assert.deepEqual([found.width, found.height], expected);
    }
  });
});

describe('the Exif of a copy', () => {
  it('is of the copy: no thumbnail, no maker notes, no other colours, no old frame', async () => {
    const thumbnail = await quartersJpeg(160, 107);
    const exif: Tags = new Map([
      ...how,
      [0x9214, short(10, 10, 5, 5)],
      [0x927c, bytesValue(Buffer.alloc(300, 7))],
      [0xa001, short(65535)],
      [0xa002, long(600)],
      [0xa003, long(400)],
      [0xa005, directories(new Map([[1, ascii('R03')]]))],
    ]);
    const main: Tags = new Map([...who, [0x0112, short(6)], [0x8769, directories(exif)]]);
    const second: Tags = new Map([
      [0x0201, placeOf(thumbnail)],
      [0x0202, long(thumbnail.length)],
    ]);
    const copy = await copyOf(withExif(await quartersJpeg(600, 400), main, second));
    const facts = factsOf(copy);
    assert.deepEqual(
      ['Artist', 'Copyright', 'Make', 'LensModel', 'ISOSpeedRatings'].map((name) => facts[name]),
      ['A. Example', '(c) Example', 'Canon', 'EF400', '3200'],
    );
    assert.deepEqual([facts['Orientation'], facts['ColorSpace']], ['top-left', 'sRGB']);
    assert.match(facts['PixelYDimension'] ?? '', /^300/);
    assert.match(facts['PixelXDimension'] ?? '', /^200/);
    for (const gone of ['MakerNote', 'SubjectArea', 'InteroperabilityIndex', 'SubSecTimeOriginal'])
      assert.equal(facts[gone], undefined, gone);
    const [block = Buffer.alloc(0)] = segmentsOf(copy, 0xe1);
    assert.ok(!block.includes(Buffer.from([0xff, 0xd8, 0xff])), 'a thumbnail is left');
  });

  it('survives from TIFF, RAW and PNG, with the IPTC, and nothing is made up', async () => {
    const records = iptc({ 80: 'A. Example', 116: '(c) Example', 120: 'Goal' });
    const pixels = Buffer.alloc(60 * 40 * 3, 99);
    const tiff = makeTiff([
      new Map([
        ...who,
        [0x0100, long(60)],
        [0x0101, long(40)],
        [0x0102, short(8, 8, 8)],
        [0x0103, short(1)],
        [0x0106, short(2)],
        [0x0111, placeOf(pixels)],
        [0x0115, short(3)],
        [0x0116, long(40)],
        [0x0117, long(pixels.length)],
        [0x83bb, bytesValue(records)],
        [0x8769, directories(how)],
      ]),
    ]);
    const preview = await quartersJpeg(900, 600);
    const raw = makeTiff([
      new Map([
        ...who,
        [
          0x014a,
          directories(
            new Map([
              [0x0201, placeOf(preview)],
              [0x0202, long(preview.length)],
            ]),
          ),
        ],
        [0x83bb, bytesValue(records)],
        [0x8769, directories(how)],
      ]),
    ]);
    const hex = records.toString('hex').replace(/(.{72})/g, '$1\n');
    const profile = deflateSync(
      Buffer.from(`\niptc\n${String(records.length).padStart(8)}\n${hex}\n`),
    );
    const flat = { width: 60, height: 40, channels: 3, background: '#357' } as const;
    let png: Buffer = await sharp({ create: flat }).png().toBuffer();
    png = withChunk(png, 'tEXt', Buffer.from('Author\0A. Example'));
    png = withChunk(png, 'tEXt', Buffer.from('Copyright\0(c) Example'));
    png = withChunk(
      png,
      'zTXt',
      Buffer.concat([Buffer.from('Raw profile type iptc\0\0'), profile]),
    );
    for (const [name, bytes] of Object.entries({ 'a.tif': tiff, 'a.NEF': raw, 'a.png': png })) {
      const copy = await copyOf(bytes, name);
      const facts = factsOf(copy);
      assert.deepEqual(
        [
          'Artist',
          'Copyright',
          'By-line',
          'Copyright Notice',
          'Caption/Abstract',
          'ColorSpace',
        ].map((one) => facts[one]),
        ['A. Example', '(c) Example', 'A. Example', '(c) Example', 'Goal', 'sRGB'],
        name,
      );
      if (name !== 'a.png')
        assert.deepEqual([facts['LensModel'], facts['ISOSpeedRatings']], ['EF400', '3200']);
      assert.equal(facts['SubSecTimeOriginal'], undefined, name);
      const [block = Buffer.alloc(0)] = segmentsOf(copy, 0xed);
      assert.equal(block.toString('latin1', 0, 18), 'Photoshop 3.0\x008BIM');
    }
  });

  it('keeps the fraction of a second that a RAW states', async () => {
    const preview = await quartersJpeg(900, 600);
    const copy = await copyOf(makeNef({ preview, widthPx: 6000, heightPx: 4000 }), 'a.NEF');
    assert.equal(factsOf(copy)['SubSecTimeOriginal'], '25');
  });

  it('keeps IPTC and not the thumbnail of Photoshop', async () => {
    const resource = (id: number, data: Buffer) => {
      const head = Buffer.alloc(12);
      head.write('8BIM');
      head.writeUInt16BE(id, 4);
      head.writeUInt32BE(data.length, 8);
      return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
    };
    const thumbnail = Buffer.concat([Buffer.alloc(28), await quartersJpeg(160, 107)]);
    const block = Buffer.concat([
      Buffer.from('Photoshop 3.0\0'),
      resource(0x040c, thumbnail),
      resource(0x0404, iptc({ 80: 'A. Example' })),
    ]);
    const copy = await copyOf(withSegment(await quartersJpeg(600, 400), 0xed, block));
    assert.equal(factsOf(copy)['By-line'], 'A. Example');
    const [kept = Buffer.alloc(0)] = segmentsOf(copy, 0xed);
    assert.ok(kept.length < 60, `${kept.length} bytes`);
  });
});

const mwg =
  'xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#"';

function regions(widthPx: number, heightPx: number, x: number, y: number, w: number, h: number) {
  return `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="${widthPx}" stDim:h="${heightPx}" stDim:unit="pixel"/><mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-rs:Area stArea:x="${x}" stArea:y="${y}" stArea:w="${w}" stArea:h="${h}" stArea:unit="normalized"/><mwg-rs:Name>Anna</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;
}

async function xmpOf(jpeg: Buffer): Promise<string> {
  return (await sharp(jpeg).metadata()).xmp?.toString('utf8') ?? '';
}

describe('the XMP of a copy', () => {
  it('has faces where they are in the upright copy, whichever way the photo was stored', async () => {
    const face = { x: 0.6, y: 0.2, width: 0.3, height: 0.1 }; // upright, 600 x 400
    for (let orientation = 1; orientation <= 8; orientation += 1) {
      const [widthPx, heightPx] = orientation >= 5 ? [400, 600] : [600, 400];
      const box = storedBox(face, orientation);
      const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
      const text = xmpPacket(mwg, regions(widthPx, heightPx, ...middle, box.width, box.height));
      const stored = await quartersJpeg(widthPx, heightPx);
      const turned: Tags = new Map([[0x0112, short(orientation)]]);
      const copy = await copyOf(withExif(withXmp(stored, text), turned));
      const found = readSidecar(await xmpOf(copy)).regions;
      assert.deepEqual([found?.widthPx, found?.heightPx], [300, 200]);
      assert.ok(found?.faces[0]);
      assert.equal(found.faces[0].name, 'Anna');
      for (const side of ['x', 'y', 'width', 'height'] as const)
        assert.ok(Math.abs(found.faces[0].box[side] - face[side]) < 1e-4, `${orientation}`);
    }
  });

  it('has no faces of another frame', async () => {
    const text = xmpPacket(mwg, regions(400, 400, 0.5, 0.5, 0.1, 0.1));
    const copy = await copyOf(withXmp(await quartersJpeg(600, 400), text));
    assert.equal(readSidecar(await xmpOf(copy)).regions, null);
  });

  it('claims nothing that is not there, and says the rest as before', async () => {
    const text = xmpPacket(
      'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:MP="http://ns.microsoft.com/photo/1.2/" GCamera:MotionPhoto="1" hdrgm:Version="1.0" xmpNote:HasExtendedXMP="0123456789ABCDEF0123456789ABCDEF" photoshop:ICCProfile="Adobe RGB (1998)" photoshop:City="Graz" tiff:ImageWidth="600" xmp:Rating="4" dc:format="image/tiff"',
      '<MP:RegionInfo>x</MP:RegionInfo><xmp:Thumbnails><rdf:Alt/></xmp:Thumbnails>',
    );
    const turned: Tags = new Map([[0x0112, short(3)]]);
    const copy = await copyOf(withExif(withXmp(await quartersJpeg(600, 400), text), turned));
    const found = await xmpOf(copy);
    for (const gone of [
      'MotionPhoto',
      'hdrgm:Version',
      'Extended',
      'Adobe RGB',
      'RegionInfo',
      'Thumbnails',
    ])
      assert.ok(!found.includes(gone), gone);
    for (const kept of ['Graz', 'xmp:Rating="4"', 'image/jpeg', 'tiff:ImageWidth="300"'])
      assert.ok(found.includes(kept), kept);
  });

  it('says what was decided in Podium', async () => {
    const text = xmpPacket('xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"', '');
    const rated: Tags = new Map([[0x4746, short(5)]]);
    const bytes = withExif(withXmp(await quartersJpeg(600, 400), text), rated);
    const { jpeg } = await exportJpeg(bytes, options, { rating: -1 });
    assert.equal(readSidecar(await xmpOf(jpeg)).rating, -1);
    assert.ok(!('Rating' in factsOf(jpeg)));
  });

  it('is carried over however large it is, again from a copy', async () => {
    const bulk = Array.from(
      { length: 3 },
      (_, at) => `<a:bulk${at}>${`${at}`.repeat(60_000)}</a:bulk${at}>`,
    );
    const text = xmpPacket(
      'xmlns:a="http://example.org/a/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"',
      bulk.join(''),
    );
    const flat = { width: 60, height: 40, channels: 3, background: '#357' } as const;
    const png = withChunk(
      await sharp({ create: flat }).png().toBuffer(),
      'iTXt',
      Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${text}`),
    );
    const copy = await exportJpeg(png, { ...options, name: 'a.png' }, {});
    assert.deepEqual(copy.lost, []);
    const again = await exportJpeg(copy.jpeg, options, {});
    for (const { jpeg } of [copy, again]) {
      assert.equal(readSidecar(await xmpOf(jpeg)).rating, 5);
      const all = Buffer.concat(segmentsOf(jpeg, 0xe1)).toString('latin1');
      const digits = (digit: string) => all.split(digit).length - 1;
      for (const digit of ['0', '1', '2']) assert.ok(digits(digit) >= 60_000, digit);
      for (const segment of segmentsOf(jpeg, 0xe1)) assert.ok(segment.length <= 65_533);
      const tags = ExifReader.load(jpeg, { expanded: true });
      assert.ok(tags.xmp && 'bulk1' in tags.xmp, 'another program finds it');
    }
  });

  it('that cannot be read is left out, and that is said', async () => {
    const broken = withXmp(await quartersJpeg(600, 400), '<x:xmpmeta><rdf:RDF');
    const { jpeg, lost } = await exportJpeg(broken, options, {});
    assert.deepEqual([lost, await xmpOf(jpeg)], [['XMP'], '']);
  });
});
