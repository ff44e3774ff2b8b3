// What is decided leaves in sidecars as it is decided: beside RAWs, merged, in order, never on a camera card.

import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { readAll } from '../../electron/engine/files/sync-sidecars.ts';
import { mergeSidecar, readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { writeSidecar } from '../../electron/engine/xmp/write-sidecar.ts';
import { decisionWords } from '../../shared/decisions.ts';
import { cameraJpeg } from '../fixtures/camera-jpeg.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { open, quarters } from '../fixtures/images.ts';
import { samplePhoto, variedPhoto } from '../fixtures/match-folder.ts';
import { makeNef } from '../fixtures/raws.ts';
import { sidecars } from '../fixtures/sidecars.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';

describe('sidecars beside originals', () => {
  const own = engineForEach();
  const at = (name: string) => join(own.photos, name);
  let number = 0;
  const putRaw = async (name: string, folder = own.photos) => {
    const preview = await open(quarters(640 + 2 * (number += 1), 400))
      .jpeg()
      .toBuffer();
    writeFileSync(join(folder, name), makeNef({ preview, widthPx: 900, heightPx: 600 }));
  };
  const idOf = async (name: string, folder = own.photos) => {
    const { ids, paths } = await own.engine.call('folder.columns', { folders: [folder] });
    const id = ids[paths.indexOf(join(folder, name))];
    assert.ok(id !== undefined, name);
    return id;
  };
  type Change = { pick?: number; stars?: number; label?: number };
  const decide = async (name: string, change: Change, folder = own.photos) =>
    own.engine.call('decision.write', { changes: [{ id: await idOf(name, folder), ...change }] });
  /** Closing waits for what is on its way. */
  const settle = () => own.restart();
  const read = (name: string) => readSidecar(readFileSync(at(name), 'utf8'));
  const xmpFiles = () => readdirSync(own.photos).filter((name) => /\.xmp$/i.test(name));
  const shown = async (name: string) => {
    const decisions = await own.engine.call('decision.read', own.input());
    const photo = decisions.ids.indexOf(await idOf(name));
    const { decision, stars, label } = decisionWords(decisions, photo);
    return [decision, stars, label];
  };

  it('are made as NAME.xmp, with stars, label and flag, and lose what is taken back', async () => {
    await putRaw('DSC_1.NEF');
    await own.sync();
    await decide('DSC_1.NEF', { stars: 4, label: 1 });
    await decide('DSC_1.NEF', { pick: 1 });
    await settle();
    assert.deepEqual(xmpFiles(), ['DSC_1.xmp']);
    const { rating, label, flag } = read('DSC_1.xmp');
    assert.deepEqual([rating, label, flag], [4, 'Red', 'pick']);
    await decide('DSC_1.NEF', { stars: 0, label: 0, pick: 0 });
    await settle();
    const text = readFileSync(at('DSC_1.xmp'), 'utf8');
    assert.doesNotMatch(text, /Rating|Label|pick|good/, 'unrated is absent, never 0');
  });

  it('are not made for JPEGs unless the settings say so', async () => {
    writeFileSync(at('a.jpg'), await variedPhoto((number += 1)));
    await own.sync();
    await decide('a.jpg', { stars: 3 });
    await settle();
    assert.deepEqual(xmpFiles(), []);
    await own.engine.call('settings.write', { values: { 'sidecars.others': 'beside' } });
    await own.sync();
    await settle();
    assert.equal(read('a.xmp').rating, 3, 'what was decided here before is written then');
    await own.engine.call('settings.write', { values: { 'sidecars.raw': 'off' } });
    await putRaw('b.NEF');
    await own.sync();
    await decide('b.NEF', { stars: 2 });
    await settle();
    assert.deepEqual(xmpFiles(), ['a.xmp']);
  });

  it('are updated whichever exists, in any case, and never both', async () => {
    await putRaw('a.NEF');
    await putRaw('b.nef');
    writeFileSync(at('A.nef.XMP'), sidecars.darktable);
    writeFileSync(at('b.xmp'), sidecars.lightroom);
    await own.sync();
    await decide('a.NEF', { pick: 0, stars: 5 });
    await decide('b.nef', { label: 4, stars: 2 });
    await settle();
    assert.deepEqual(xmpFiles().sort(), ['A.nef.XMP', 'b.xmp']);
    assert.equal(read('A.nef.XMP').rating, 5);
    const merged = readFileSync(at('b.xmp'), 'utf8');
    const expected = sidecars.lightroom
      .replace('Rating="4"', 'Rating="2"')
      .replace('"Rot"', '"Blue"');
    assert.equal(merged, expected, "to the byte as it was but for Podium's fields");
    await own.sync();
    const state = await own.engine.call('sidecar.state', own.input());
    assert.deepEqual(
      state,
      { conflicts: [], unwritten: [] },
      "Podium's own writing is no conflict",
    );
    assert.deepEqual(await shown('b.nef'), [null, 2, 'blue']);
  });

  it('say a reject as the settings want it', async () => {
    const expected = {
      rating: [-1, null, 'reject'],
      flag: [3, null, 'reject'],
      red: [3, 'Red', null],
      none: [3, null, null],
    } as const;
    for (const [choice, values] of Object.entries(expected)) {
      const rejects = choice as keyof typeof expected;
      await own.engine.call('settings.write', { values: { 'sidecars.rejects': rejects } });
      await putRaw(`${choice}.NEF`);
      await own.sync();
      await decide(`${choice}.NEF`, { stars: 3, pick: -1 });
      await settle();
      const { rating, label, flag } = read(`${choice}.xmp`);
      assert.deepEqual([rating, label, flag], values, choice);
      await own.sync();
      assert.deepEqual(await shown(`${choice}.NEF`), ['reject', 3, null], choice);
    }
  });

  const taken = '2026:05:31 12:00:00';

  it('of a RAW and its JPEG are one, and of strangers of one name are two', async () => {
    const photo = await sharp(await variedPhoto(1))
      .resize(720, 480)
      .jpeg()
      .toBuffer();
    const raw = { preview: photo, widthPx: 720, heightPx: 480, taken };
    writeFileSync(at('pair.NEF'), makeNef(raw));
    writeFileSync(at('pair.jpg'), await cameraJpeg({ photo, taken }));
    await putRaw('alien.NEF');
    writeFileSync(at('alien.jpg'), await variedPhoto((number += 1)));
    await own.engine.call('settings.write', { values: { 'sidecars.others': 'beside' } });
    await own.sync();
    await own.analyse();
    const { count } = await own.columns();
    assert.equal(count, 3);
    await decide('pair.jpg', { stars: 5 });
    await decide('alien.jpg', { stars: 1 });
    await decide('alien.NEF', { stars: 2 });
    await settle();
    assert.deepEqual(xmpFiles().sort(), ['alien.jpg.xmp', 'alien.xmp', 'pair.xmp']);
    assert.deepEqual(
      ['pair.xmp', 'alien.jpg.xmp', 'alien.xmp'].map((name) => read(name).rating),
      [5, 1, 2],
    );
    await own.sync();
    assert.deepEqual(await shown('alien.jpg'), [null, 1, null]);
  });

  it('that are spoilt stay as they are, which is said until they are mended', async () => {
    await putRaw('a.NEF');
    writeFileSync(at('a.xmp'), sidecars.lightroom.slice(0, 300));
    await own.sync();
    await decide('a.NEF', { stars: 5 });
    await settle();
    const { unwritten } = await own.engine.call('sidecar.state', own.input());
    assert.equal(unwritten.length, 1);
    assert.match(unwritten[0]?.why ?? '', /a\.xmp is not readable as XMP and stays as it is/);
    writeFileSync(at('a.xmp'), sidecars.lightroom);
    utimesSync(at('a.xmp'), 1, 1);
    await own.sync();
    await settle();
    assert.equal(read('a.xmp').rating, 5);
    const now = await own.engine.call('sidecar.state', own.input());
    assert.deepEqual(now.unwritten, []);
  });

  it('hold the last of many quick decisions', async () => {
    for (const name of ['a', 'b', 'c']) await putRaw(`${name}.NEF`);
    await own.sync();
    for (let turn = 0; turn < 12; turn++)
      await Promise.all(['a', 'b', 'c'].map((name) => decide(`${name}.NEF`, { stars: turn % 6 })));
    await settle();
    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => read(`${name}.xmp`).rating),
      [5, 5, 5],
    );
  });

  it('hold the names that were given to faces, until they are taken away', async () => {
    copyFileSync(samplePhoto(1), at('team.jpg'));
    await own.engine.call('settings.write', { values: { 'sidecars.others': 'beside' } });
    await own.sync();
    await own.analyse();
    const id = await idOf('team.jpg');
    const { faces } = await own.engine.call('person.faces', { photo: { id } });
    const ordinal = faces[0]?.ordinal;
    assert.ok(ordinal !== undefined);
    const face = { id, ordinal };
    await own.engine.call('person.name', { faces: [face], name: 'Zoë' });
    await settle();
    const named = read('team.xmp');
    assert.deepEqual(named.subjects, ['Zoë']);
    assert.deepEqual(named.hierarchicalSubjects, ['People|Zoë']);
    assert.deepEqual(
      named.regions?.faces.map(({ name }) => name),
      ['Zoë'],
    );
    await own.engine.call('person.name', { faces: [face], name: '' });
    await settle();
    assert.deepEqual(read('team.xmp').subjects, []);
  });

  it('hold what is written about the photo, and what stood there before once that is taken back', async () => {
    await putRaw('a.NEF');
    writeFileSync(at('a.xmp'), sidecars.captureOne);
    await own.sync();
    const id = await idOf('a.NEF');
    const edit = { headline: 'Set point saved', city: 'Bern' };
    const write = (changes: readonly { id: number; edit: object }[]) =>
      own.engine.call('caption.write', { changes: [...changes] });
    const { before } = await write([{ id, edit }]);
    await settle();
    const { caption } = read('a.xmp');
    assert.deepEqual([caption.headline, caption.city], ['Set point saved', 'Bern']);
    assert.match(readFileSync(at('a.xmp'), 'utf8'), /She saves it &amp; smiles/);
    await write(before);
    await settle();
    assert.equal(read('a.xmp').caption.headline, 'Second set, match point');
    assert.equal(read('a.xmp').caption.city, undefined);
  });

  it('are written for a whole folder when asked, whatever the settings say', async () => {
    writeFileSync(at('a.jpg'), await variedPhoto((number += 1)));
    writeFileSync(at('b.jpg'), await variedPhoto((number += 1)));
    await own.sync();
    await decide('a.jpg', { stars: 3 });
    const counts = await own.engine.call('sidecar.write', own.input());
    assert.deepEqual(counts, { written: 1, same: 0, refused: 0 });
    assert.deepEqual(xmpFiles(), ['a.xmp']);
    const again = await own.engine.call('sidecar.write', own.input());
    assert.deepEqual(again, { written: 0, same: 1, refused: 0 });
  });

  describe('on disks of other kinds', { skip: noSmallDisk }, () => {
    it('are not written on a camera card or a read-only disk, which is said at once', async () => {
      const disk = mountSmallDisk(8);
      try {
        const card = join(disk.path, 'DCIM', '100NIKON');
        mkdirSync(card, { recursive: true });
        await putRaw('DSC_1.NEF', card);
        mkdirSync(join(disk.path, 'match'));
        await putRaw('DSC_2.NEF', join(disk.path, 'match'));
        const input = { folders: [disk.path] };
        await own.engine.call('folder.sync', input);
        const said = await decide('DSC_1.NEF', { stars: 5 }, card);
        assert.match(
          said.note ?? '',
          /on a camera card, where Podium writes nothing.*stays in Podium/,
        );
        disk.makeReadOnly();
        const folder = join(disk.path, 'match');
        const { note } = await decide('DSC_2.NEF', { stars: 4 }, folder);
        assert.match(note ?? '', /Nothing can be written in match: the disk can only be read\./);
        await settle();
        assert.ok(!existsSync(join(card, 'DSC_1.xmp')));
        const { unwritten } = await own.engine.call('sidecar.state', input);
        assert.equal(unwritten.length, 2);
        const decisions = await own.engine.call('decision.read', input);
        assert.deepEqual([...decisions.stars].sort(), [4, 5]);
      } finally {
        await own.restart();
        disk.remove();
      }
    });
  });
});

it('a sidecar that another program writes right after is taken as it was written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-raced-'));
  const path = join(folder, 'raced.xmp');
  try {
    for (const rating of [3, 4, 4] as const) {
      const bytes = await writeSidecar(path, () => ({ rating }));
      assert.deepEqual(bytes, readFileSync(path));
      writeFileSync(path, mergeSidecar(bytes.toString('utf8'), { rating: 5 }));
      const files = [{ path, sizeBytes: statSync(path).size }];
      const asWritten = await readAll(files, { path, bytes });
      assert.deepEqual([asWritten.rating.stars, (await readAll(files)).rating.stars], [rating, 5]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
