// A photo that is decided on while it is still being copied keeps what was decided when the rest of it has arrived.

import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { hash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { beginningOf, goesOnFrom } from '../../electron/engine/formats/picture/beginning.ts';
import { openPeople } from '../../electron/engine/cache/people.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { samplePhoto, variedPhoto } from '../fixtures/match-folder.ts';
import { makeNef } from '../fixtures/raws.ts';

const undecided = { pick: [0], stars: [0], label: [0] };
const everything = { pick: [1], stars: [5], label: [2] };

describe('a photo that arrives in pieces', () => {
  const own = engineForEach();
  const photo = () => join(own.photos, 'DSC_1.jpg');
  let whole: Buffer;
  let half: Buffer;
  before(async () => {
    whole = await variedPhoto(1);
    half = whole.subarray(0, Math.floor(whole.length / 2));
  });

  const look = async () => {
    await own.sync();
    await own.analyse();
  };
  const decide = async (place = 0) => {
    const id = (await own.columns()).ids[place] ?? NaN;
    await own.engine.call('decision.write', { changes: [{ id, pick: 1, stars: 5, label: 2 }] });
  };
  const decided = async () => {
    const { pick, stars, label } = await own.engine.call('decision.read', own.input());
    return { pick: [...pick], stars: [...stars], label: [...label] };
  };
  const rows = () => {
    const database = new Sqlite(join(own.data, 'decisions.db'), { readonly: true });
    const count = database.prepare('SELECT count(*) FROM decisions').pluck().get();
    database.close();
    return count;
  };

  it('keeps what was decided about a piece, which is then forgotten', async () => {
    writeFileSync(photo(), half);
    await own.sync();
    await decide();
    assert.deepEqual(await decided(), everything);
    appendFileSync(photo(), whole.subarray(half.length, half.length + 1000));
    await own.sync();
    const [id = NaN] = (await own.columns()).ids;
    await own.engine.call('decision.write', { changes: [{ id, stars: 4 }] });
    await own.analyse();
    appendFileSync(photo(), whole.subarray(half.length + 1000));
    await look();
    assert.deepEqual(await decided(), { ...everything, stars: [4] });
    assert.equal(rows(), 1);
  });

  it('keeps it where nothing but the scan saw the pieces in between', async () => {
    writeFileSync(photo(), half);
    await own.sync();
    await decide();
    appendFileSync(photo(), whole.subarray(half.length, half.length + 1000));
    await own.sync();
    await own.restart();
    appendFileSync(photo(), whole.subarray(half.length + 1000));
    await own.sync();
    await look();
    assert.deepEqual(await decided(), everything);
  });

  it('keeps it where the photo grew between the scan and the decision', async () => {
    writeFileSync(photo(), half.subarray(0, 2000));
    await own.sync();
    writeFileSync(photo(), half);
    await decide();
    writeFileSync(photo(), whole);
    await look();
    assert.deepEqual(await decided(), everything);
  });

  it('keeps it where the photo is found to have changed while the decision is being written', async () => {
    writeFileSync(photo(), half);
    // Reading it takes longer than all that happens meanwhile.
    const film = Buffer.concat([await variedPhoto(2), Buffer.alloc(60_000_000, 1)]);
    writeFileSync(join(own.photos, 'DSC_2.jpg'), film);
    await own.sync();
    const { ids } = await own.columns();
    const [id = NaN, other = NaN] = ids;
    await own.engine.call('decision.write', { changes: [{ id, pick: 1 }] });
    const changes = [
      { id, stars: 5 },
      { id: other, stars: 5 },
    ];
    const writing = own.engine.call('decision.write', { changes });
    writeFileSync(photo(), whole);
    await own.sync();
    await own.engine.call('decision.write', { changes: [{ id, label: 2 }] });
    const { before: said } = await writing;
    assert.deepEqual(said, [
      { id, stars: 0 },
      { id: other, stars: 0 },
    ]);
    assert.deepEqual(await decided(), { pick: [1, 0], stars: [5, 5], label: [2, 0] });
  });

  it('keeps it where the file had its whole length, and zeros for what had not arrived', async () => {
    const sample = readFileSync(samplePhoto(1));
    const arrived = sample.subarray(0, 20_000);
    writeFileSync(photo(), Buffer.concat([arrived, Buffer.alloc(sample.length - 20_000)]));
    await own.sync();
    await decide();
    writeFileSync(photo(), sample);
    await look();
    assert.deepEqual(await decided(), everything);
  });

  it('keeps none of it for another photo in its place, longer as it may be', async () => {
    writeFileSync(photo(), half);
    await own.sync();
    await decide();
    const other = await variedPhoto(4);
    assert.ok(other.length > half.length);
    writeFileSync(photo(), other);
    await look();
    assert.deepEqual(await decided(), undecided);
    assert.equal(rows(), 1, 'the piece may come back');
  });

  it('leaves what was decided to a piece of it that lies elsewhere', async () => {
    writeFileSync(photo(), half);
    const piece = join(own.photos, 'DSC_2.jpg');
    copyFileSync(photo(), piece);
    await own.sync();
    await decide();
    writeFileSync(photo(), whole);
    await look();
    assert.deepEqual(await decided(), everything);
    rmSync(photo());
    writeFileSync(piece, whole);
    await look();
    assert.deepEqual(await decided(), everything);
    assert.equal(rows(), 1);
  });

  it('keeps the names of faces of a RAW whose preview had arrived, and who they are not', async () => {
    const raw = join(own.photos, 'DSC_1.nef');
    const preview = readFileSync(samplePhoto(1));
    const made = { preview, widthPx: 6000, heightPx: 4000, sensor: Buffer.alloc(50_000, 9) };
    const arrived = makeNef(made).length - made.sensor.length;
    writeFileSync(raw, makeNef(made).subarray(0, arrived));
    await look();
    const [id = NaN] = (await own.columns()).ids;
    const face = (ordinal: number) => ({ id, ordinal });
    await own.engine.call('person.name', { faces: [face(0)], name: 'Anna' });
    await own.engine.call('person.reject', {
      reference: [face(0)],
      face: face(1),
      rejected: true,
    });
    const said = () => {
      const database = new Sqlite(join(own.data, 'decisions.db'), { readonly: true });
      const people = openPeople(database);
      const [marked, pairs] = [people.marked(), people.rejections()];
      database.close();
      const pictures = new Set(marked.map(({ picture }) => picture.toString('hex')));
      const names = marked.flatMap(({ name }) => name ?? []);
      return { faces: marked.length, names, pairs: pairs.length, pictures: [...pictures] };
    };
    const before = said();
    writeFileSync(raw, makeNef(made));
    await look();
    const now = said();
    assert.deepEqual({ ...now, pictures: 1 }, { ...before, pictures: 1 });
    assert.deepEqual([now.faces, now.names, now.pairs], [2, ['Anna'], 1]);
    assert.notDeepEqual(now.pictures, before.pictures);
  });
});

describe('the beginning of a file', () => {
  const sha256 = (bytes: Buffer) => hash('sha256', bytes, 'buffer');
  const bytes = (least: number, most: number) =>
    fc.uint8Array({ minLength: least, maxLength: most }).map((array) => Buffer.from(array));

  it('is gone on from by every file that holds it and more, and by no other', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(1, 400), bytes(0, 400), fc.nat(), async (start, rest, at) => {
        const beginning = await beginningOf(start, sha256(start));
        assert.ok(await goesOnFrom(Buffer.concat([start, rest]), beginning));
        const other = Buffer.concat([start, rest]);
        other.writeUInt8(other.readUInt8(at % start.length) ^ 1, at % start.length);
        assert.ok(!(await goesOnFrom(other, beginning)));
        assert.ok(!(await goesOnFrom(start.subarray(1), beginning)));
      }),
    );
  });

  it('ends where nothing but zeros fills the file, if a block of each is there', async () => {
    for (const [arrived, zeros] of [
      [4096, 4096],
      [10_000, 1024 * 1024 * 2 + 77],
      [5000, 5001],
    ] as const) {
      const full = Buffer.concat([Buffer.alloc(arrived, 7), Buffer.alloc(zeros)]);
      const beginning = await beginningOf(full, sha256(full));
      assert.equal(beginning.bytes, arrived);
      assert.deepEqual(beginning.sha256, sha256(full.subarray(0, arrived)));
    }
    for (const [arrived, zeros] of [
      [4095, 9000],
      [9000, 4095],
      [0, 9000],
      [0, 0],
    ] as const) {
      const full = Buffer.concat([Buffer.alloc(arrived, 7), Buffer.alloc(zeros)]);
      assert.deepEqual(await beginningOf(full, sha256(full)), {
        bytes: full.length,
        sha256: sha256(full),
      });
    }
  });
});
