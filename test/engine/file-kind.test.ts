import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  fileKind,
  hasPhotoExtension,
  isRaw,
  unreadFormat,
} from '../../electron/engine/files/file-kind.ts';
import { heicSample } from '../fixtures/heic-sample.ts';

const kindOf = (start: string, name = 'a.jpg') => fileKind(Buffer.from(start, 'latin1'), name);

describe('file kind', () => {
  it('is what the first bytes say, whatever the name', () => {
    const starts = [
      ['\xff\xd8\xff\xe0', 'jpeg'],
      ['\x89PNG\r\n\x1a\n', 'png'],
      ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
      ['GIF89a', 'gif'],
      ['II*\0\x08\0\0\0', 'tiff'],
      ['MM\0*\0\0\0\x08', 'tiff'],
      ['II+\0\x08\0\0\0', 'tiff'],
      ['II*\0\x10\0\0\0CR\x02\0', 'cr2'],
      ['II*\0\x08\0\0\0IIII', 'iiq'],
      ['IIRO\x08\0\0\0', 'orf'],
      ['IIU\0\x08\0\0\0', 'rw2'],
      ['FUJIFILMCCD-RAW 0201', 'raf'],
      ['FOVb\0\0\x02\0', 'x3f'],
      ['\0\0\0\x18ftypcrx \0\0\0\x01crx isom', 'cr3'],
      ['\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf', 'avif'],
      ['\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf', 'heic'],
      ['\0\0\0\x18ftypmp42\0\0\0\0isommp42', null],
      ['\0\0\0\x14ftypqt  \0\0\0\0qt  ', null],
      ['%PDF-1.7', null],
      ['Dear diary', null],
      ['', null],
    ] as const;
    for (const [start, kind] of starts) assert.equal(kindOf(start), kind, JSON.stringify(start));
    assert.equal(fileKind(heicSample.subarray(0, 64), 'a.jpg'), 'heic');
  });

  it('asks the name only among RAW formats built on TIFF', () => {
    for (const kind of ['nef', 'nrw', 'arw', 'dng', 'pef', 'srw', '3fr', 'iiq'] as const) {
      assert.equal(kindOf('II*\0\x08\0\0\0', `DSC.1.${kind.toUpperCase()}`), kind);
      assert.equal(kindOf('\xff\xd8\xff\xe0', `a.${kind}`), 'jpeg');
      assert.ok(isRaw(kind) && hasPhotoExtension(`a.${kind}`));
    }
    assert.equal(kindOf('II*\0\x08\0\0\0', 'nef'), 'tiff');
  });

  it('names the formats of photos that are not read', () => {
    const named = (start: string) => unreadFormat(Buffer.from(start.padEnd(64, '\0'), 'latin1'));
    assert.equal(named('BM'), 'a BMP picture');
    assert.equal(named('8BPS'), 'a Photoshop file');
    assert.equal(named('BMW in the rain'), null);
    assert.equal(named('II\x1a\0\0\0HEAPCCDR'), 'a Canon CRW photo');
    assert.equal(named('\0\0\0\x0cjP  \r\n\x87\n'), 'a JPEG 2000 picture');
    assert.equal(named('\xff\x4f\xff\x51'), 'a JPEG 2000 picture');
    assert.equal(named('\0\0\0\x0cJXL \r\n\x87\n'), 'a JPEG XL picture');
    assert.equal(named('\xff\x0a'), 'a JPEG XL picture');
    assert.equal(named('\0MRM'), 'a Minolta MRW photo');
    assert.equal(named('This is text'), null);
    assert.equal(named('\xff\xd8\xff'), null);
  });

  it('knows which names promise a photo', () => {
    for (const name of ['a.JPG', 'b.tiff', 'c.cr3', 'd.HEIC', 'e.psd']) {
      assert.ok(hasPhotoExtension(name), name);
    }
    for (const name of ['a.txt', 'b.mov', 'jpg', '.jpg', 'c.xmp', 'jpg.']) {
      assert.ok(!hasPhotoExtension(name), name);
    }
  });
});
