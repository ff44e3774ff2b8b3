// Sidecars of other tools: read in every form they write, changed without losing anything of theirs.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { findSidecars, mergeSidecar, readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import type { SidecarChanges } from '../../electron/engine/xmp/sidecar.ts';
import { writeSidecar } from '../../electron/engine/xmp/write-sidecar.ts';
import { formatXml, isElement, parseXml } from '../../electron/engine/xmp/xml.ts';
import { storedBox } from '../../electron/engine/xmp/xmp-regions.ts';
import { sidecars } from '../fixtures/sidecars.ts';

const everything: SidecarChanges = {
  rating: 5,
  label: 'Green',
  addSubjects: ['Zoë & <Co>'],
  addHierarchicalSubjects: ['People|Zoë & <Co>'],
};

describe('readSidecar', () => {
  it('reads the attribute form of Lightroom', () => {
    const read = readSidecar(sidecars.lightroom);
    assert.equal(read.rating, 4);
    assert.equal(read.label, 'Rot');
    assert.deepEqual(read.subjects, ['Anna', 'Tennis']);
    assert.deepEqual(read.hierarchicalSubjects, ['People|Anna']);
    assert.ok(read.regions);
    assert.equal(read.regions.widthPx, 6000);
    const [anna, ...others] = read.regions.faces;
    assert.deepEqual([anna?.name, others], ['Anna', []]);
    const box = anna?.box;
    assert.ok(box);
    assert.ok(Math.abs(box.x - 0.4) < 1e-9 && Math.abs(box.y - 0.2) < 1e-9);
    assert.ok(Math.abs(box.width - 0.2) < 1e-9 && Math.abs(box.height - 0.3) < 1e-9);
  });

  it('reads the element form of Photo Mechanic', () => {
    const read = readSidecar(sidecars.photoMechanic);
    assert.equal(read.rating, 2);
    assert.equal(read.label, 'Winner');
    assert.deepEqual(read.subjects, ['final', 'a & b']);
  });

  it('reads the reject of darktable and the regions of digiKam', () => {
    assert.equal(readSidecar(sidecars.darktable).rating, -1);
    const read = readSidecar(sidecars.digiKam);
    assert.deepEqual(
      read.regions?.faces.map(({ name }) => name),
      ['Ben', null],
    );
    assert.deepEqual(read.subjects, ['Ben']);
  });

  it('takes 0 and unreadable ratings as unrated', () => {
    for (const rating of ['0', '', 'five', '7', '0.2']) {
      const text = sidecars.lightroom.replace('xmp:Rating="4"', `xmp:Rating="${rating}"`);
      assert.equal(readSidecar(text).rating, null, rating);
    }
  });

  it('says why a text is no XMP', () => {
    const bad = ['', 'IMG_1', '<a><b></a>', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', '{"a":1}'];
    for (const text of bad) {
      assert.throws(() => readSidecar(text), {
        code: 'unreadable',
        message: /not readable as XMP/,
      });
      assert.throws(() => mergeSidecar(text, everything), { code: 'unreadable' });
    }
  });
});

describe('mergeSidecar', () => {
  it('leaves alone what has control characters in a name: the rating would go from it, and none come', () => {
    const text = sidecars.lightroom.replace('xmp:Rating=', '\u0000xmp:Rating=');
    assert.notEqual(text, sidecars.lightroom);
    for (const work of [() => readSidecar(text), () => mergeSidecar(text, everything)])
      assert.throws(work, {
        code: 'unreadable',
        message: /not readable as XMP and stays as it is/,
      });
  });

  for (const [tool, text] of Object.entries(sidecars)) {
    it(`keeps everything else of ${tool}`, () => {
      const merged = mergeSidecar(text, everything);
      const was = readSidecar(text);
      const read = readSidecar(merged);
      assert.equal(read.rating, 5);
      assert.equal(read.label, 'Green');
      assert.deepEqual(read.subjects, [...was.subjects, 'Zoë & <Co>']);
      assert.deepEqual(read.regions, was.regions);
      assert.deepEqual(foreignFacts(merged), foreignFacts(text));
      assert.equal(mergeSidecar(merged, everything), merged, 'a second time changes nothing');
    });

    it(`leaves every byte of ${tool} when nothing changes`, () => {
      const { rating, label, subjects } = readSidecar(text);
      assert.equal(mergeSidecar(text, {}), text);
      assert.equal(mergeSidecar(text, { rating, label, addSubjects: subjects }), text);
    });
  }

  it('touches only the lines that change', () => {
    const merged = mergeSidecar(sidecars.lightroom, { rating: 1 });
    assert.equal(merged, sidecars.lightroom.replace('xmp:Rating="4"', 'xmp:Rating="1"'));
    const crlf = sidecars.photoMechanic.replaceAll('\n', '\r\n');
    const expected = crlf.replace('<xmp:Rating>2<', '<xmp:Rating>3<');
    assert.equal(mergeSidecar(`\ufeff${crlf}`, { rating: 3 }), `\ufeff${expected}`);
  });

  it('removes a rating and keywords', () => {
    for (const text of Object.values(sidecars)) {
      const removeSubjects = readSidecar(text).subjects;
      const read = readSidecar(mergeSidecar(text, { rating: null, label: null, removeSubjects }));
      assert.deepEqual([read.rating, read.label, read.subjects], [null, null, []]);
    }
  });

  it('adds no keyword twice, whatever its case', () => {
    const { subjects } = readSidecar(
      mergeSidecar(sidecars.lightroom, { addSubjects: ['anna', 'Cleo', 'CLEO', ' '] }),
    );
    assert.deepEqual(subjects, ['Anna', 'Tennis', 'Cleo']);
  });

  it('never lets a prefix mean two namespaces', () => {
    const text = `<xmp:xmpmeta xmlns:xmp='adobe:ns:meta/'><rdf:RDF
      xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''/>
      </rdf:RDF></xmp:xmpmeta>`;
    assert.equal(readSidecar(mergeSidecar(text, { rating: 3 })).rating, 3);
  });

  it('follows keywords kept apart under a node id', () => {
    const text = `<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'
      xmlns:dc='http://purl.org/dc/elements/1.1/'><r:Bag r:nodeID='k'><r:li>one</r:li></r:Bag>
      <r:Description r:about=''><dc:subject r:nodeID='k'/></r:Description></r:RDF>`;
    const merged = mergeSidecar(text, { addSubjects: ['two'] });
    assert.deepEqual(readSidecar(merged).subjects, ['one', 'two']);
  });

  it('brings any keyword back as it was written', () => {
    const words = fc.array(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 5 });
    fc.assert(
      fc.property(words, fc.constantFrom(null, ...Object.values(sidecars)), (added, text) => {
        const read = readSidecar(mergeSidecar(text, { addSubjects: added }));
        for (const word of added) {
          const kept = word
            .toWellFormed()
            .replace(/[\p{Cc}\u2028\u2029\ufffd-\uffff]/gu, ' ')
            .trim();
          const same = (other: string) =>
            other.normalize('NFC').toLowerCase() === kept.normalize('NFC').toLowerCase();
          assert.ok(kept === '' || read.subjects.some(same), JSON.stringify(word));
        }
      }),
    );
  });
});

describe('face regions', () => {
  const box = { x: 0.1, y: 0.2, width: 0.2, height: 0.1 };

  it('are written with centres in shares of the frame', () => {
    const addRegions = { widthPx: 400, heightPx: 300, faces: [{ box, name: 'Kim' }] };
    const text = mergeSidecar(null, { addRegions });
    assert.match(text, /stArea:x="0.2" stArea:y="0.25" stArea:w="0.2" stArea:h="0.1"/);
    assert.match(text, /stDim:w="400" stDim:h="300" stDim:unit="pixel"/);
    assert.match(text, /<mwg-rs:Type>Face</);
    const read = readSidecar(text).regions;
    assert.equal(read?.faces[0]?.name, 'Kim');
  });

  it('join those of another tool: known faces get a name, new ones are added, names are kept', () => {
    const faces = [
      { box: { x: 0.61, y: 0.31, width: 0.1, height: 0.1 }, name: 'Cleo' },
      { box: { x: 0.1, y: 0.1, width: 0.1, height: 0.1 }, name: 'Not Ben' },
      { box: { x: 0.8, y: 0.8, width: 0.5, height: 0.1 }, name: null },
    ];
    const addRegions = { widthPx: 3000, heightPx: 2000, faces };
    const { regions } = readSidecar(mergeSidecar(sidecars.digiKam, { addRegions }));
    const read = regions?.faces ?? [];
    assert.deepEqual(
      read.map(({ name }) => name),
      ['Ben', 'Cleo', null],
    );
    const cut = read[2]?.box;
    assert.ok(cut && Math.abs(cut.x + cut.width - 1) < 1e-6, 'cut at the edge of the frame');
  });

  it('are left alone where they belong to another crop', () => {
    const addRegions = { widthPx: 100, heightPx: 100, faces: [{ box, name: 'Kim' }] };
    assert.equal(mergeSidecar(sidecars.digiKam, { addRegions }), sidecars.digiKam);
  });

  it('turn back to the stored frame', () => {
    const expected = [
      [0.1, 0.2, 0.2, 0.1],
      [0.7, 0.2, 0.2, 0.1],
      [0.7, 0.7, 0.2, 0.1],
      [0.1, 0.7, 0.2, 0.1],
      [0.2, 0.1, 0.1, 0.2],
      [0.2, 0.7, 0.1, 0.2],
      [0.7, 0.7, 0.1, 0.2],
      [0.7, 0.1, 0.1, 0.2],
    ];
    for (const [index, numbers] of expected.entries()) {
      const { x, y, width, height } = storedBox(box, index + 1);
      const off = [x, y, width, height].map((value, at) => Math.abs(value - (numbers[at] ?? NaN)));
      assert.ok(Math.max(...off) < 1e-9, `orientation ${index + 1}`);
    }
  });
});

describe('sidecar files', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'podium-sidecar-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('are found in both forms and any case', async () => {
    const photo = join(folder, 'IMG_1.CR2');
    await writeFile(photo, 'raw');
    assert.deepEqual(await findSidecars(photo), []);
    await writeFile(join(folder, 'img_1.cr2.XMP'), sidecars.darktable);
    assert.deepEqual(await findSidecars(photo), [join(folder, 'img_1.cr2.XMP')]);
    await writeFile(join(folder, 'IMG_1.xmp'), sidecars.lightroom);
    await writeFile(join(folder, 'IMG_10.xmp'), sidecars.lightroom);
    const both = [join(folder, 'IMG_1.xmp'), join(folder, 'img_1.cr2.XMP')];
    assert.deepEqual(await findSidecars(photo), both);
  });

  it('are made, then updated in place', async () => {
    await writeSidecar(join(folder, 'new.xmp'), () => ({ rating: 3 }));
    await writeSidecar(join(folder, 'new.xmp'), (kept) => {
      assert.equal(kept?.rating, 3);
      return { label: 'Red' };
    });
    const read = readSidecar(await readFile(join(folder, 'new.xmp'), 'utf8'));
    assert.deepEqual([read.rating, read.label], [3, 'Red']);
    const names = await readdir(folder);
    assert.deepEqual(
      names.filter((name) => name.startsWith('.podium')),
      [],
    );
  });

  it('in UTF-16 stay in UTF-16, and an unchanged one is not written', async () => {
    const path = join(folder, 'wide.xmp');
    await writeFile(path, Buffer.from(`\ufeff${sidecars.lightroom}`, 'utf16le'), { mode: 0o600 });
    await writeSidecar(path, () => ({ rating: 2 }));
    const text = (await readFile(path)).toString('utf16le');
    assert.equal(text, `\ufeff${sidecars.lightroom}`.replace('Rating="4"', 'Rating="2"'));
    const written = await stat(path);
    assert.equal(written.mode & 0o777, 0o600);
    await writeSidecar(path, () => ({ rating: 2 }));
    assert.equal((await stat(path)).ino, written.ino);
  });

  it('that are spoilt are named and left untouched', async () => {
    for (const [name, bytes] of [
      ['cut', Buffer.from(sidecars.lightroom.slice(0, 300))],
      ['latin', Buffer.from(sidecars.lightroom.replace('Anna', 'Zo\u00eb'), 'latin1')],
    ] as const) {
      const path = join(folder, `${name}.xmp`);
      await writeFile(path, bytes);
      const writing = writeSidecar(path, () => ({ rating: 5 }));
      const message = new RegExp(`^${name}\\.xmp .*\\.$`);
      await assert.rejects(writing, { code: 'unreadable', message });
      assert.deepEqual(await readFile(path), bytes);
    }
  });
});

const foreign = '../shared/photos/formats/exiftool';
describe('sidecars of exiftool', { skip: existsSync(foreign) ? false : `no ${foreign}` }, () => {
  const names = existsSync(foreign)
    ? readdirSync(foreign).filter((name) => name.endsWith('.xmp'))
    : [];
  for (const name of names) {
    it(`${name} keeps everything`, () => {
      const text = readFileSync(join(foreign, name), 'utf8');
      assert.equal(formatXml(parseXml(text)), text);
      const merged = mergeSidecar(text, everything);
      assert.deepEqual(foreignFacts(merged), foreignFacts(text));
      const { subjects } = readSidecar(text);
      assert.deepEqual(readSidecar(merged).subjects, [...subjects, 'Zoë & <Co>']);
      const back = mergeSidecar(merged, { removeSubjects: ['zoë & <co>'] });
      assert.deepEqual(readSidecar(back).subjects, subjects);
    });
  }
});

/** All that a sidecar says besides rating, label and keywords: paths of elements with attributes and text. */
function foreignFacts(text: string): string[] {
  const ours = new Set(['Rating', 'Label', 'subject', 'hierarchicalSubject']);
  const facts: string[] = [];
  const walk = (node: unknown, path: string) => {
    const element = node as Parameters<typeof isElement>[0];
    if (element?.nodeType === 8) facts.push(`${path} comment ${element.nodeValue}`);
    if (!isElement(element) || ours.has(element.localName ?? '')) return;
    const here = `${path}/{${element.namespaceURI}}${element.localName}`;
    facts.push(here);
    for (const attribute of element.attributes) {
      const skip = attribute.prefix === 'xmlns' || ours.has(attribute.localName ?? '');
      if (!skip)
        facts.push(`${here}@{${attribute.namespaceURI}}${attribute.localName}=${attribute.value}`);
    }
    for (const child of element.childNodes) {
      if (child.nodeType === 3 && child.nodeValue?.trim()) facts.push(`${here}=${child.nodeValue}`);
      walk(child, here);
    }
  };
  const bag = /<rdf:Bag rdf:nodeID="anon2">[^]*?<\/rdf:Bag>/; // keywords kept apart (f-spot)
  walk(parseXml(text.replace(bag, '')).document.documentElement, '');
  return facts;
}
