// When photos were taken, wherever that is written, and cameras that are set to different zones on one clock.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deflateSync, crc32 } from 'node:zlib';
import {
  iptcTime,
  isoTime,
  onOneClock,
  readOffset,
  readTime,
} from '../../electron/engine/formats/facts/capture-time.ts';
import { readFacts } from '../../electron/engine/formats/facts/exif.ts';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { open, quarters } from '../fixtures/images.ts';
import { ascii, directories, makeTiff } from '../fixtures/tiff-maker.ts';

let width = 400;
const picture = () => open(quarters((width += 2), 300));
const xmp = (properties: string) => `<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">${properties}</rdf:Description>
 </rdf:RDF>
</x:xmpmeta>`;
const jpegWithXmp = (properties: string) => picture().withXmp(xmp(properties)).jpeg().toBuffer();
const exifJpeg = (tags: Record<string, string>, main: Record<string, string> = {}) =>
  picture().withExif({ IFD0: main, IFD2: tags }).jpeg().toBuffer();

function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** IPTC as Photoshop wraps it: resource 0x0404 of datasets 2:55 and 2:60. */
function iptcSegment(date: string, time: string): Buffer {
  const dataset = (number: number, text: string) =>
    Buffer.concat([Buffer.from([0x1c, 2, number, 0, text.length]), Buffer.from(text)]);
  const records = Buffer.concat([dataset(55, date), dataset(60, time)]);
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(records.length, head.length - 4);
  return Buffer.concat([head, records]);
}

function withPngText(png: Buffer, type: 'tEXt' | 'zTXt', keyword: string, text: string): Buffer {
  const packed =
    type === 'zTXt'
      ? [Buffer.from([0, 0]), deflateSync(text)]
      : [Buffer.from([0]), Buffer.from(text)];
  const body = Buffer.concat([Buffer.from(type + keyword), ...packed]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, 33), length, body, check, png.subarray(33)]);
}

describe('capture times', () => {
  const own = engineForAll();
  const at = (second: number) => Date.UTC(2026, 4, 31, 16, 0, second);

  it('come from wherever they are written', async () => {
    const exif = makeTiff([
      new Map([[0x8769, directories(new Map([[0x9003, ascii('2026:05:31 16:00:06')]]))]]),
    ]);
    const hex = Buffer.concat([Buffer.from('Exif\0\0'), exif]).toString('hex');
    const files: Record<string, Buffer | string> = {
      '01-exif.jpg': await exifJpeg(
        { DateTimeOriginal: '2026:05:31 16:00:01' },
        { DateTime: '2026:06:09 09:00:00' },
      ),
      '02-lightroom.jpg': await jpegWithXmp(
        '<photoshop:DateCreated>2026-05-31T16:00:02</photoshop:DateCreated>',
      ),
      '03-iptc.jpg': withSegment(
        await picture().jpeg().toBuffer(),
        0xed,
        iptcSegment('20260531', '160003+0200'),
      ),
      '04-created.jpg': await jpegWithXmp(
        '<xmp:CreateDate>2026-05-31T16:00:04.5Z</xmp:CreateDate>'.replace('.5Z', ''),
      ),
      '05-xmp-exif.jpg': await jpegWithXmp(
        '<exif:DateTimeOriginal>2026-05-31T16:00:05</exif:DateTimeOriginal>',
      ),
      '06-raw-profile.png': withPngText(
        await picture().png().toBuffer(),
        'zTXt',
        'Raw profile type exif',
        `\nexif\n ${hex.length / 2}\n${hex.replace(/.{72}/g, '$&\n')}\n`,
      ),
      '07-text.png': withPngText(
        await picture().png().toBuffer(),
        'tEXt',
        'Creation Time',
        'Sun, 31 May 2026 16:00:07 +0200',
      ),
      '08-beside.jpg': await picture().jpeg().toBuffer(),
      '08-beside.xmp': xmp('<exif:DateTimeOriginal>2026-05-31T16:00:08</exif:DateTimeOriginal>'),
      '09-written.jpg': await exifJpeg({}, { DateTime: '2026:05:31 16:00:09' }),
      '10-written-beside.jpg': await exifJpeg({}, { DateTime: '2026:07:07 07:07:07' }),
      '10-written-beside.jpg.xmp': xmp('<xmp:CreateDate>2026-05-31T16:00:10</xmp:CreateDate>'),
      '11-blank.jpg': await exifJpeg({ DateTimeOriginal: '2026:05:31  8:00:11' }),
    };
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(own.photos, name), bytes);
    await own.sync();
    await own.analyse();
    const { takenMs, paths } = await own.columns();
    assert.deepEqual(
      [...takenMs].map((ms) => new Date(ms).toISOString()),
      paths.map((_, i) =>
        new Date(i === 10 ? Date.UTC(2026, 4, 31, 8, 0, 11) : at(i + 1)).toISOString(),
      ),
    );
  });

  it('say nothing on the way to the terminal where a file has two Exif segments', async (test) => {
    const warned = test.mock.method(console, 'warn');
    const poor = makeTiff([new Map([[0x0110, ascii('Nobody')]])]);
    const rich = await exifJpeg(
      { DateTimeOriginal: '2026:05:31 16:00:01' },
      { Model: 'EOS R5', Make: 'Canon' },
    );
    const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), poor]);
    for (const jpeg of [withSegment(rich, 0xe1, segment)]) {
      const { photo } = readFacts(jpeg, 'jpeg');
      assert.deepEqual(
        [photo.takenMs, photo.camera],
        [at(1), 'Canon EOS R5'],
        'from the one that says most',
      );
    }
    assert.equal(warned.mock.callCount(), 0);
  });
});

describe('cameras in two zones', () => {
  const own = engineForAll();

  it('come in the order in which they were used', async () => {
    const taken: [string, string, string | null][] = [
      ['A1.jpg', '15:00:00', '+02:00'],
      ['A2.jpg', '15:00:10', '+02:00'],
      ['B1.jpg', '13:00:05', '+00:00'],
      ['C1.jpg', '15:00:07', null],
    ];
    for (const [name, time, zone] of taken) {
      const tags = {
        DateTimeOriginal: `2026:05:31 ${time}`,
        ...(zone && { OffsetTimeOriginal: zone }),
      };
      writeFileSync(join(own.photos, name), await exifJpeg(tags));
    }
    await own.sync();
    await own.analyse();
    const { takenMs, paths } = await own.columns();
    const order = [...paths.keys()].sort((a, b) => (takenMs[a] ?? 0) - (takenMs[b] ?? 0));
    assert.deepEqual(
      order.map((photo) => [
        paths[photo]?.slice(-6),
        new Date(takenMs[photo] ?? 0).toISOString().slice(11, 19),
      ]),
      [
        ['A1.jpg', '15:00:00'],
        ['B1.jpg', '15:00:05'],
        ['C1.jpg', '15:00:07'],
        ['A2.jpg', '15:00:10'],
      ],
    );
  });

  it('leave the times of one zone as the camera wrote them', () => {
    const times = Float64Array.of(5, 6, NaN);
    assert.equal(onOneClock(times, Float64Array.of(-300, NaN, -300)).takenMs, times);
  });
});

describe('times as text', () => {
  it('are read with blanks, zones and parts of seconds, and refused where no clock shows them', () => {
    const ms = Date.UTC(2026, 4, 31, 8, 5, 9);
    assert.equal(readTime('2026:05:31  8: 5: 9', null), ms);
    assert.deepEqual(isoTime('2026-05-31T08:05:09.25-05:30'), {
      takenMs: ms + 250,
      offsetMinutes: -330,
    });
    assert.deepEqual(isoTime('2026-05-31T08:05Z'), { takenMs: ms - 9000, offsetMinutes: 0 });
    assert.deepEqual(iptcTime('20260531', '080509'), { takenMs: ms, offsetMinutes: null });
    assert.equal(iptcTime('20260531', null), null);
    for (const text of ['2026-05-31', '2026', '2026-13-31T08:05:09', 'T08:05:09', '', null])
      assert.equal(isoTime(text), null, String(text));
    for (const zone of ['+15:00', '+02:60', 'CEST', '+2', '', null])
      assert.equal(readOffset(zone), null);
  });
});
