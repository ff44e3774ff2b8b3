import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readOffset, readTime } from '../../electron/engine/formats/facts/capture-time.ts';
import { unrated } from '../../electron/engine/formats/facts/rating.ts';
import { readFacts } from '../../electron/engine/formats/facts/exif.ts';
import { open, quarters } from '../fixtures/images.ts';

const withExif = (tags: Record<string, string>, main: Record<string, string> = {}) =>
  open(quarters(32, 32)).withExif({ IFD0: main, IFD2: tags }).jpeg().toBuffer();

describe('capture time', () => {
  it('is DateTimeOriginal with its sub-second part, read as if it were UTC', async () => {
    const tags = { DateTimeOriginal: '2024:05:31 18:02:59', SubSecTimeOriginal: '5' };
    const { photo } = readFacts(await withExif(tags), 'jpeg');
    assert.equal(photo.takenMs, Date.UTC(2024, 4, 31, 18, 2, 59, 500));
  });

  it('falls back to the time of digitising, then to nothing', async () => {
    const digitised = { DateTimeDigitized: '2024:05:31 18:02:59', SubSecTimeDigitized: '042' };
    const { photo } = readFacts(await withExif(digitised), 'jpeg');
    assert.equal(photo.takenMs, Date.UTC(2024, 4, 31, 18, 2, 59, 42));
    const edited = await withExif({}, { DateTime: '2024:05:31 18:02:59' });
    assert.equal(readFacts(edited, 'jpeg').photo.takenMs, null);
  });

  it('is null for times that never were', () => {
    const never = ['0000:00:00 00:00:00', '2023:02:29 10:00:00', '2024:13:01 10:00:00', '    :  '];
    for (const time of [...never, '2024:01:01 24:00:00', '', null]) {
      assert.equal(readTime(time, null), null, String(time));
    }
  });

  it('keeps the order of times', () => {
    const moment = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (date) => {
        const [day = '', rest = ''] = date.toISOString().split('T');
        const time = `${day.replaceAll('-', ':')} ${rest.slice(0, 8)}`;
        return readTime(time, rest.slice(9, 12)) === date.getTime();
      }),
    );
  });
});

describe('facts', () => {
  it('names the camera once', async () => {
    const cameras = [
      [{ Make: 'Canon', Model: 'Canon EOS R5' }, 'Canon EOS R5'],
      [{ Make: 'NIKON CORPORATION', Model: 'NIKON Z 9' }, 'NIKON Z 9'],
      [{ Make: 'SONY', Model: 'ILCE-1' }, 'SONY ILCE-1'],
      [{ Model: 'ILCE-1' }, 'ILCE-1'],
      [{}, null],
    ] as const;
    for (const [main, expected] of cameras) {
      const bytes = await withExif({ DateTimeOriginal: '2024:05:31 18:02:59' }, main);
      assert.equal(readFacts(bytes, 'jpeg').photo.camera, expected);
    }
  });

  it('reads exposure and lens', async () => {
    const bytes = await withExif({
      ExposureTime: '1/500',
      FNumber: '28/10',
      ISOSpeedRatings: '640',
      FocalLength: '85/1',
      LensModel: '85mm F1.8',
      ExposureBiasValue: '-2/3',
      ExposureMode: '2',
      BodySerialNumber: '6001234',
    });
    const { photo } = readFacts(bytes, 'jpeg');
    assert.deepEqual(photo, {
      ...{
        takenMs: null,
        writtenMs: null,
        rating: unrated,
        caption: {},
        camera: null,
        lens: '85mm F1.8',
        iso: 640,
      },
      ...{ bodySerial: '6001234', exposureBias: -2 / 3, autoBracket: 1 },
      ...{ shutterSeconds: 0.002, aperture: 2.8, focalLengthMm: 85 },
      ...{ offsetMinutes: null, latitude: null, longitude: null },
    });
  });

  it('knows no exposure that no camera can be set to', async () => {
    const said = [
      { ExposureBiasValue: '0/10', ExposureMode: '1' },
      { ExposureBiasValue: '30/1', ExposureMode: '7' },
    ];
    const read = await Promise.all(said.map(async (one) => readFacts(await withExif(one), 'jpeg')));
    assert.deepEqual(
      read.map(({ photo }) => [photo.exposureBias, photo.autoBracket]),
      [
        [0, 0],
        [null, null],
      ],
    );
  });

  it('reads the zone of the clock, of the shutter before that of the file', async () => {
    const zones = { OffsetTime: '+09:00', OffsetTimeOriginal: '-03:30' };
    assert.equal(readFacts(await withExif(zones), 'jpeg').photo.offsetMinutes, -210);
    const edited = await withExif({ OffsetTime: '+09:00' });
    assert.equal(readFacts(edited, 'jpeg').photo.offsetMinutes, 540);
    const said = ['+02:00', '-00:00', 'Z', '+14:00', '+14:01', '02:00', 'CEST', null].map(
      readOffset,
    );
    assert.deepEqual(said, [120, 0, 0, 840, null, null, null, null]);
  });

  it('reads where it was, south and west negative, and nothing of a camera without reception', async () => {
    const withPlace = async (latitude: string, longitude: string) => {
      const IFD3 = {
        ...{ GPSLatitudeRef: 'S', GPSLatitude: latitude },
        ...{ GPSLongitudeRef: 'W', GPSLongitude: longitude },
      };
      const bytes = await open(quarters(32, 32)).withExif({ IFD3 }).jpeg().toBuffer();
      return readFacts(bytes, 'jpeg').photo;
    };
    const rio = await withPlace('22/1 54/1 4400/100', '43/1 13/1 4850/100');
    assert.ok(Math.abs((rio.latitude ?? 0) + 22.91222) < 1e-4, String(rio.latitude));
    assert.ok(Math.abs((rio.longitude ?? 0) + 43.23014) < 1e-4, String(rio.longitude));
    const nowhere = await withPlace('0/1 0/1 0/1', '0/1 0/1 0/1');
    assert.deepEqual([nowhere.latitude, nowhere.longitude], [null, null]);
  });

  it('is all null without metadata, and where it is damaged', async () => {
    const plain = await open(quarters(32, 32)).jpeg().toBuffer();
    const damaged = await withExif({ DateTimeOriginal: '2024:05:31 18:02:59' });
    damaged.fill(0xee, 30, 90);
    for (const bytes of [plain, damaged, Buffer.alloc(0), Buffer.from('II*\0')]) {
      const { photo: facts, orientation, size } = readFacts(bytes, 'jpeg');
      const { rating, caption, ...photo } = facts;
      assert.deepEqual([rating, caption], [unrated, {}]);
      assert.ok([...Object.values(photo), orientation, size].every((value) => value === null));
    }
  });
});
