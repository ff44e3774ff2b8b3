// Stars, labels and flags that other programs wrote, in photos and beside them: shown until something is decided in Podium.

import assert from 'node:assert/strict';
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileRating } from '../../electron/engine/formats/facts/rating.ts';
import { decisionWords } from '../../shared/decisions.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { describedHeic } from '../fixtures/heic-sample.ts';
import { open, quarters } from '../fixtures/images.ts';
import { makeDng } from '../fixtures/raws.ts';
import { makeTiff, short } from '../fixtures/tiff-maker.ts';

const xmp = (properties: string) => `<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/"
    xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/" ${properties}/>
 </rdf:RDF>
</x:xmpmeta>`;

let shade = 0;
/** No two are the same photo. */
const picture = () => open(quarters(640 + 2 * (shade += 1), 400));
const withXmp = (properties: string) => picture().withXmp(xmp(properties));

describe('ratings in files', () => {
  const own = engineForEach();
  const put = (name: string, bytes: Buffer | string) => {
    writeFileSync(join(own.photos, name), bytes);
  };
  const shown = async () => {
    const [columns, decisions] = [
      await own.columns(),
      await own.engine.call('decision.read', own.input()),
    ];
    return Object.fromEntries(
      columns.paths.map((path, photo) => {
        const { decision, stars, label } = decisionWords(decisions, photo);
        return [path.slice(own.photos.length + 1), [decision, stars, label]];
      }),
    );
  };

  it('are read from inside every format, by every name they have', async () => {
    const raw = { preview: await withXmp('').jpeg().toBuffer(), widthPx: 900, heightPx: 600 };
    const exifStars = makeTiff([new Map([[0x4746, short(2)]])]);
    const plain = await picture().jpeg().toBuffer();
    put('a.jpg', await withXmp('xmp:Rating="5" xmp:Label="Red"').jpeg().toBuffer());
    put('b.tif', await withXmp('xmp:Rating="4" xmp:Label="purple"').tiff().toBuffer());
    put('c.png', await withXmp('xmp:Rating="3" xmp:Label="Blue"').png().toBuffer());
    put('d.webp', await withXmp('xmp:Rating="-1"').webp().toBuffer());
    put('e.jpg', await withXmp('MicrosoftPhoto:Rating="75"').jpeg().toBuffer());
    put('f.jpg', withExif(plain, exifStars));
    put('g.dng', makeDng({ ...raw, xmp: xmp('xmp:Rating="1" xmp:Label="Zur Auswahl"') }));
    put('h.avif', await withXmp('xmp:Rating="2"').avif({ effort: 0 }).toBuffer());
    put('i.heic', describedHeic(Buffer.from(xmp('xmp:Rating="4"'))));
    put('j.jpg', await withXmp('xmp:Rating="0" MicrosoftPhoto:Rating="99"').jpeg().toBuffer());
    await own.sync();
    await own.analyse();
    assert.deepEqual(await shown(), {
      'a.jpg': [null, 5, 'red'],
      'b.tif': [null, 4, 'purple'],
      'c.png': [null, 3, 'blue'],
      'd.webp': ['reject', 0, null],
      'e.jpg': [null, 4, null],
      'f.jpg': [null, 2, null],
      'g.dng': [null, 1, null],
      'h.avif': [null, 2, null],
      'i.heic': [null, 4, null],
      'j.jpg': [null, 0, null],
    });
  });

  it('are read from sidecars by the scan, before anything is analysed, and again when they change', async () => {
    put('a.jpg', await picture().jpeg().toBuffer());
    put('b.jpg', await withXmp('xmp:Rating="2"').jpeg().toBuffer());
    put('A.XMP', xmp('xmp:Rating="3" xmp:Label="Green"'));
    put('b.jpg.xmp', xmp('xmp:Rating="5" xmpDM:pick="1"'));
    put('b.xmp', Buffer.from('no sidecar at all \xff\xfe', 'latin1'));
    await own.sync();
    assert.deepEqual(await shown(), { 'a.jpg': [null, 3, 'green'], 'b.jpg': ['pick', 5, null] });
    put('A.XMP', Buffer.from(`\ufeff${xmp('xmp:Rating="4"')}`, 'utf16le'));
    rmSync(join(own.photos, 'b.jpg.xmp'));
    await own.sync();
    await own.analyse();
    assert.deepEqual(await shown(), { 'a.jpg': [null, 4, null], 'b.jpg': [null, 2, null] });
  });

  it('give way to the first decision, which takes along what it does not change', async () => {
    put('a.jpg', await withXmp('xmp:Rating="5" xmp:Label="Yellow"').jpeg().toBuffer());
    await own.sync();
    const { ids } = await own.columns();
    const id = ids[0] ?? NaN;
    // Nobody has looked at the photo yet: the decision reads what the file says.
    const { before } = await own.engine.call('decision.write', { changes: [{ id, pick: 1 }] });
    assert.deepEqual(before, [{ id, pick: 0 }]);
    assert.deepEqual(await shown(), { 'a.jpg': ['pick', 5, 'yellow'] });
    await own.analyse();
    const undo = await own.engine.call('decision.write', { changes: [{ id, stars: 0 }] });
    assert.deepEqual(undo.before, [{ id, stars: 5 }]);
    assert.deepEqual(await shown(), { 'a.jpg': ['pick', 0, 'yellow'] });
    put('a.xmp', xmp('xmp:Rating="4"'));
    utimesSync(join(own.photos, 'a.xmp'), 2e9, 2e9);
    await own.sync();
    assert.deepEqual(await shown(), { 'a.jpg': ['pick', 4, 'yellow'] }, 'the newer word wins');
    await own.engine.call('decision.write', { changes: undo.before });
    assert.deepEqual(await shown(), { 'a.jpg': ['pick', 5, 'yellow'] });
  });
});

describe('the words of a rating', () => {
  const nothing = {
    ...{ rating: null, percent: null, exif: null, label: null, labelColour: null, flag: null },
  } as const;

  it('are stars in several scales', () => {
    const stars = (said: object) => fileRating({ ...nothing, ...said }).stars;
    assert.deepEqual(
      ['5', '3.0', '0', '7', 'x', ''].map((rating) => stars({ rating })),
      [5, 3, 0, 0, 0, 0],
    );
    assert.deepEqual(
      ['0', '1', '25', '50', '75', '99'].map((percent) => stars({ percent })),
      [0, 1, 2, 3, 4, 5],
    );
    assert.equal(stars({ rating: '2', percent: '99', exif: 1 }), 2);
    assert.equal(stars({ exif: 3 }), 3);
  });

  it('keep a label that is none of the five colours as it is', () => {
    const label = (text: string) => fileRating({ ...nothing, label: text });
    assert.deepEqual([label('GREEN').label, label('GREEN').labelText], [3, null]);
    assert.deepEqual([label('none').label, label('Rot').label], [0, 0]);
    assert.equal(label(' Rot ').labelText, 'Rot');
  });
});

/** A JPEG with an Exif segment right behind its first marker. */
function withExif(jpeg: Buffer, tiff: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}
