// Captions: what files and sidecars say is read, what is written is kept apart, follows the picture and can be forgotten.

import assert from 'node:assert/strict';
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openRevisions } from '../../electron/engine/cache/revisions.ts';
import { withoutName } from '../../electron/engine/captions/forget-captions.ts';
import { openCaptions } from '../../electron/engine/captions/kept-captions.ts';
import {
  readIptcCaption,
  withIptcCaption,
} from '../../electron/engine/formats/facts/iptc-caption.ts';
import { mergeSidecar, readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import type { Caption } from '../../shared/captions/caption.ts';
import type { PhotoCaption } from '../../shared/contract.ts';
import { filesWith } from '../fixtures/decided-data.ts';
import { captioned, withSegments } from '../fixtures/described.ts';
import { deleteCache, engineForEach } from '../fixtures/engine-in-test.ts';
import { samplePhoto, variedPhoto } from '../fixtures/match-folder.ts';
import { sidecars } from '../fixtures/sidecars.ts';

/** Something in every field, with letters of several alphabets. */
const whole: Required<Caption> = {
  headline: 'Arsenal 2-1 Bremen',
  description: 'Saka shoots.\nThe goalkeeper “sees” nothing & falls <back>.',
  persons: ['Bukayo Saka', 'Zoë Łukasik'],
  keywords: ['goal', 'football, women'],
  event: 'Cup final',
  location: 'Weserstadion',
  city: 'Bremen',
  country: 'Deutschland',
  byline: 'Müller Foto',
  copyright: '© 2026 Müller',
};

describe('a caption in XMP', () => {
  it('is read as it was written, in a new sidecar and in one of another program', () => {
    for (const existing of [null, sidecars.lightroom, sidecars.photoMechanic]) {
      const text = mergeSidecar(existing, { caption: whole });
      assert.deepEqual(readSidecar(text).caption, whole);
      assert.equal(
        mergeSidecar(text, { caption: whole }),
        text,
        'to the byte where nothing changes',
      );
      const emptied = mergeSidecar(text, { caption: { headline: '', persons: [] } });
      const { headline, persons, event } = readSidecar(emptied).caption;
      assert.deepEqual([headline, persons, event], [undefined, undefined, 'Cup final']);
    }
    assert.match(
      mergeSidecar(sidecars.lightroom, { caption: whole }),
      /crs:Exposure2012="\+0\.35"/,
    );
  });

  it('keeps the texts in other languages', () => {
    const alt = (language: string, text: string) =>
      `<rdf:li xml:lang="${language}">${text}</rdf:li>`;
    const packet = mergeSidecar(null, { caption: { description: 'one' } }).replace(
      alt('x-default', 'one'),
      alt('de-DE', 'eins') + alt('x-default', 'one'),
    );
    const text = mergeSidecar(packet, { caption: { description: 'two' } });
    assert.match(text, /eins/);
    assert.equal(readSidecar(text).caption.description, 'two');
  });
});

describe('a caption in IPTC records', () => {
  const { persons, event, ...inRecords } = whole;

  it('is read as it was written, and is cut where there is no room', () => {
    assert.ok(persons.length > 0 && event !== '');
    const block = withIptcCaption(null, whole);
    assert.deepEqual(block && readIptcCaption(block), inRecords);
    const long = withIptcCaption(block, { city: 'ü'.repeat(40), headline: '' });
    assert.ok(long);
    const { city, headline, byline } = readIptcCaption(long);
    assert.deepEqual([city, headline, byline], ['ü'.repeat(16), undefined, 'Müller Foto']);
  });

  it('of older programs keeps its letters when something else is changed', () => {
    const dataset = (number: number, text: string) => {
      const data = Buffer.from(text, 'latin1');
      return Buffer.concat([Buffer.from([0x1c, 2, number, 0, data.length]), data]);
    };
    const latin = Buffer.concat([dataset(80, 'Zoë'), dataset(5, 'Größe')]);
    assert.deepEqual(readIptcCaption(latin), { byline: 'Zoë' });
    const changed = withIptcCaption(latin, { city: 'Köln' });
    assert.ok(changed);
    assert.deepEqual(readIptcCaption(changed), { byline: 'Zoë', city: 'Köln' });
    assert.ok(changed.includes(Buffer.from('Größe')), 'a field that Podium does not know');
  });
});

describe('captions', () => {
  const own = engineForEach();
  const idOf = async (name: string): Promise<number> => {
    const { paths, ids } = await own.columns();
    return ids[paths.indexOf(join(own.photos, name))] ?? NaN;
  };
  const read = async (name: string): Promise<PhotoCaption> => {
    const { captions } = await own.engine.call('caption.read', { ids: [await idOf(name)] });
    assert.ok(captions[0]);
    return captions[0];
  };

  it('in files and sidecars are read before and after the analysis', async () => {
    const xmp = mergeSidecar(null, { caption: { headline: 'inside', event: 'Cup' } });
    const photo = await variedPhoto(1);
    writeFileSync(join(own.photos, 'a.jpg'), await sharp(photo).withXmp(xmp).jpeg().toBuffer());
    const beside = mergeSidecar(null, { caption: { headline: 'beside' } });
    writeFileSync(join(own.photos, 'a.xmp'), beside);
    const iptc = withIptcCaption(null, { city: 'Köln' })?.toString('latin1') ?? '';
    const exif = { IFD0: { Artist: 'Kim', ImageDescription: 'OLYMPUS DIGITAL CAMERA' } };
    const jpeg = await sharp(await variedPhoto(2))
      .withExif(exif)
      .jpeg()
      .toBuffer();
    writeFileSync(
      join(own.photos, 'b.jpg'),
      withSegments(jpeg, [[0xed, `Photoshop 3.0\0${iptc}`]]),
    );
    await own.sync();
    for (const isAnalysed of [false, true]) {
      if (isAnalysed) await own.analyse();
      assert.deepEqual((await read('a.jpg')).said, { headline: 'beside', event: 'Cup' });
      assert.deepEqual((await read('b.jpg')).said, { byline: 'Kim', city: 'Köln' });
    }
  });

  it('that are written stand apart, are taken back, and follow the picture', async () => {
    const jpeg = await variedPhoto(1);
    writeFileSync(join(own.photos, 'a.jpg'), jpeg);
    await own.sync();
    const id = await idOf('a.jpg');
    const write = (edit: object) => own.engine.call('caption.write', { changes: [{ id, edit }] });
    const { before } = await write({ headline: 'Goal', persons: ['Saka'], city: '' });
    assert.deepEqual(before, [{ id, edit: { headline: null, persons: null, city: null } }]);
    assert.deepEqual((await read('a.jpg')).written, {
      headline: 'Goal',
      persons: ['Saka'],
      city: '',
    });
    const undo = await write({ headline: 'Penalty' });
    assert.deepEqual(undo.before, [{ id, edit: { headline: 'Goal' } }]);
    await own.engine.call('caption.write', { changes: [...undo.before] });
    await own.restart(() => {
      deleteCache(own.data);
      renameSync(join(own.photos, 'a.jpg'), join(own.photos, 'renamed.jpg'));
      writeFileSync(join(own.photos, 'renamed.jpg'), captioned(jpeg, 'by another program'));
    });
    await own.sync();
    const { written } = await read('renamed.jpg');
    assert.deepEqual(written, { headline: 'Goal', persons: ['Saka'], city: '' });
  });

  it('refuse fields and lengths that there are not, in a sentence', async () => {
    writeFileSync(join(own.photos, 'a.jpg'), await variedPhoto(1));
    await own.sync();
    const id = await idOf('a.jpg');
    for (const edit of [{ headlines: 'x' }, { headline: 'x'.repeat(20_000) }, { persons: [''] }])
      await assert.rejects(own.engine.call('caption.write', { changes: [{ id, edit }] as never }), {
        code: 'bad-input',
      });
  });

  it('are forgotten with their photos, and a name with its person wherever it was written', async () => {
    const secret = 'Zoë Secretname';
    copyFileSync(samplePhoto(1), join(own.photos, 'a.jpg'));
    await own.sync();
    await own.analyse();
    const id = await idOf('a.jpg');
    const edit = { headline: `Goal by ${secret}, late`, persons: [secret, 'Kim'] };
    await own.engine.call('caption.write', { changes: [{ id, edit }] });
    await own.engine.call('person.name', { faces: [{ id, ordinal: 0 }], name: secret });
    assert.notDeepEqual(filesWith(own.data, secret), []);
    await own.engine.call('forget.person', { name: secret });
    const { written } = await read('a.jpg');
    assert.deepEqual(written, { headline: 'Goal by, late', persons: ['Kim'] });
    assert.deepEqual(filesWith(own.data, secret), []);
    await own.engine.call('caption.write', { changes: [{ id, edit: { event: 'Unforgotten' } }] });
    await own.engine.call('forget.folder', { folder: own.photos });
    assert.deepEqual(filesWith(own.data, 'Unforgotten'), []);
  });
});

describe('a name that is forgotten', () => {
  it('goes as a whole word, however it is written', () => {
    assert.equal(
      withoutName('Goal by ZOË Lee, not Zoë Leeds', 'Zoë Lee'),
      'Goal by, not Zoë Leeds',
    );
    assert.equal(withoutName('Zoe\u0308 Lee scores', 'Zoë Lee'), ' scores');
    assert.equal(withoutName('(a+b)', 'a+b'), '()');
  });
});

describe('step 5 of the decisions', () => {
  it('keeps captions a field at a time, checked, and counts their changes', () => {
    const database = openDatabase(':memory:', decisionMigrations.slice(0, 5), 'kept');
    const captions = openCaptions(database);
    const picture = Buffer.alloc(32, 1);
    captions.write([{ picture, edit: { headline: 'a', keywords: ['b'] } }]);
    const first = openRevisions(database).read().captions;
    const undo = captions.write([
      { picture, edit: { headline: 'c' } },
      { picture, edit: { headline: null } },
    ]);
    assert.deepEqual(undo, [{ picture, edit: { headline: 'a' } }]);
    assert.ok(openRevisions(database).read().captions > first && first > 0);
    assert.deepEqual(captions.of(picture), { keywords: ['b'] });
    const insert = database.prepare('INSERT INTO captions VALUES (?, ?, ?)');
    assert.throws(() => insert.run(Buffer.alloc(3), 'headline', '"x"'), /CHECK/);
    assert.throws(() => insert.run(picture, 'headline', 'x'), /CHECK/);
    for (const table of ['caption_templates', 'rosters', 'code_files'])
      assert.equal(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), 0);
    database.close();
  });
});
