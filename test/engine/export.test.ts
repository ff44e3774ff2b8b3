// Albums on real disks: nothing is overwritten, nothing is lost, nothing is left half-written.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import type { ExportOptions } from '../../electron/engine/album/export.ts';
import { scanFolder } from '../../electron/engine/files/scan.ts';
import type { ExportProgress } from '../../shared/contract.ts';
import { smaller } from '../fixtures/copy-forms.ts';
import { albumFolder, failure, hashes, modifiedMs, namesIn } from '../fixtures/album-folder.ts';
import { albumItem } from '../fixtures/album-item.ts';
import { sidecars } from '../fixtures/sidecars.ts';

const folder = albumFolder();

describe('exportAlbum', () => {
  it('copies byte by byte, keeps the time and leaves the originals', async () => {
    const items = [folder.photo('a.jpg', { rank: 1 }), folder.photo('b.JPG', { rank: 2 })];
    const originals = hashes(folder.photos);
    const done: number[] = [];
    const files = await folder.run(items, { onProgress: ({ done: count }) => done.push(count) });
    assert.deepEqual(done, [1, 2]);
    assert.deepEqual(files, [
      {
        from: join(folder.photos, 'a.jpg'),
        to: join(folder.album, '001_a.jpg'),
        kind: 'photo',
        note: null,
      },
      {
        from: join(folder.photos, 'b.JPG'),
        to: join(folder.album, '002_b.JPG'),
        kind: 'photo',
        note: null,
      },
    ]);
    assert.deepEqual(hashes(folder.photos), originals);
    assert.deepEqual(Object.values(hashes(folder.album)), Object.values(originals));
    assert.equal(statSync(join(folder.album, '001_a.jpg')).mtimeMs, modifiedMs);
  });

  it('never overwrites, not even a name that differs in case or in the writing of an accent', async () => {
    mkdirSync(folder.album);
    for (const name of ['é.jpg', 'E\u0301 (2).JPG', 'x.jpg'])
      writeFileSync(join(folder.album, name), name);
    const before = hashes(folder.album);
    const items = [folder.photo('é.jpg'), folder.photo('x.jpg'), folder.photo('X.jpg')];
    const files = await folder.run(items, { template: '{name}' });
    const names = files.map(({ to }) => basename(to));
    assert.deepEqual(names, ['é (3).jpg', 'x (2).jpg', 'X (3).jpg']);
    const now = hashes(folder.album);
    for (const [name, hash] of Object.entries(before)) assert.equal(now[name], hash);
  });

  it('gives the same list in a dry run and writes nothing', async () => {
    const items = [folder.photo('a.jpg'), folder.photo('a.png'), folder.photo('b.jpg')];
    const options = { template: 'photo', xmp: true };
    const planned = await folder.run(items, { ...options, dryRun: true });
    assert.throws(() => statSync(folder.album), { code: 'ENOENT' });
    assert.deepEqual(await folder.run(items, options), planned);
    assert.deepEqual(namesIn(folder.album).sort(), planned.map(({ to }) => basename(to)).sort());
  });

  it('gives the next number to a name that somebody takes meanwhile', async () => {
    const items = [folder.photo('a.jpg'), folder.photo('b.jpg')];
    const taken = join(folder.album, 'b.xmp');
    const onProgress = () => {
      writeFileSync(taken, 'mine');
    };
    const files = await folder.run(items, { template: '{name}', xmp: true, onProgress });
    const names = files.map(({ to }) => basename(to));
    assert.deepEqual(names, ['a.jpg', 'a.xmp', 'b (2).jpg', 'b (2).xmp']);
    assert.deepEqual(namesIn(folder.album).sort(), [...names, 'b.xmp'].sort());
    assert.equal(readFileSync(taken, 'utf8'), 'mine');
  });

  it('keeps what is there already when it is repeated, and says so', async () => {
    const items = [folder.photo('a.jpg', { rank: 1, stars: 3 }), folder.photo('b.jpg')];
    for (const options of [
      { xmp: true },
      { xmp: true, copies: smaller(30), template: '{name}-small' },
    ]) {
      const first = await folder.run(items, options);
      const before = hashes(folder.album);
      assert.deepEqual(
        first.map(({ note }) => note),
        [null, null, null, null],
      );
      const again = await folder.run(items, options);
      assert.deepEqual(hashes(folder.album), before);
      assert.deepEqual(
        again.map(({ to }) => to),
        first.map(({ to }) => to),
      );
      for (const { note } of again) assert.match(note ?? '', /in the album already.*was kept/);
      assert.deepEqual(await folder.run(items, { ...options, dryRun: true }), again);
    }
  });

  it('adds what is missing to what is there, and leaves what differs', async () => {
    const item = folder.photo('a.jpg', { stars: 3 });
    await folder.run([item], { template: '{name}' });
    const added = await folder.run([item], { template: '{name}', xmp: true });
    assert.deepEqual(namesIn(folder.album), ['a.jpg', 'a.xmp']);
    assert.equal(added[1]?.note, null);
    const changed = await folder.run([{ ...item, stars: 5 }], { template: '{name}', xmp: true });
    assert.deepEqual(
      changed.map(({ to }) => basename(to)),
      ['a (2).jpg', 'a (2).xmp'],
    );
    const moved = await folder.run([item], { template: '{name}', move: true });
    assert.deepEqual([basename(moved[0]?.to ?? ''), readdirSync(folder.photos)], ['a.jpg', []]);
  });

  it('makes smaller upright copies and keeps their metadata', async () => {
    const sideways = await sharp(folder.jpeg).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const [file] = await folder.run([folder.photo('a.jpg', {}, sideways)], {
      copies: smaller(30),
      template: '{name}',
    });
    assert.equal(file?.to, join(folder.album, 'a.jpg'));
    const { width, height, exif, orientation } = await sharp(file.to).metadata();
    assert.deepEqual([width, height], [20, 30]);
    assert.ok(exif);
    assert.equal(orientation ?? 1, 1);
    assert.equal(statSync(file.to).mtimeMs, modifiedMs);
  });

  it('does not count as photos of the folder around it', async () => {
    const best = join(folder.photos, 'best');
    const scanned = async () => {
      const { files } = await scanFolder(folder.photos, { recursive: true });
      return files.map(({ path }) => relative(folder.photos, path));
    };
    for (const template of ['first', 'again']) {
      const [file] = await folder.run([folder.photo('d.jpg')], { to: best, template });
      assert.equal(file?.note, null);
      assert.deepEqual(await scanned(), ['d.jpg']);
    }
    const moved = { to: best, template: 'moved', move: true };
    const [file] = await folder.run([folder.photo('d.jpg')], moved);
    assert.match(file?.note ?? '', /scanned again/);
    assert.deepEqual(await scanned(), ['best/again.jpg', 'best/first.jpg', 'best/moved.jpg']);
  });

  it('says that an album among the photos of others will be scanned with them', async () => {
    mkdirSync(join(folder.photos, 'best'));
    writeFileSync(join(folder.photos, 'best', 'other.jpg'), 'x');
    const [file] = await folder.run([folder.photo('a.jpg')], { to: join(folder.photos, 'best') });
    assert.match(file?.note ?? '', /scanned again/);
    assert.deepEqual(readdirSync(join(folder.photos, 'best')).sort(), ['001_a.jpg', 'other.jpg']);
  });

  it('stops between photos', async () => {
    const stop = new AbortController();
    const onProgress = () => {
      stop.abort();
    };
    const items = [folder.photo('a.jpg'), folder.photo('b.jpg')];
    const error = await failure(folder.run(items, { signal: stop.signal, onProgress }));
    assert.equal(error.code, 'cancelled');
    assert.match(error.message, /1 of 2/);
    assert.deepEqual(namesIn(folder.album), ['001_a.jpg']);
  });

  it('refuses what cannot be meant', async () => {
    const items = [folder.photo('a.jpg')];
    const wrong: [Partial<ExportOptions>, RegExp][] = [
      [{ move: true, copies: smaller(100) }, /does not replace its original/],
      [{ to: folder.photos }, /choose another folder/],
      [{ to: join(folder.photos, '..', 'photos') }, /choose another folder/],
      [{ to: join(folder.photos, 'a.jpg') }, /is a file/],
      [{ template: '{nmae}' }, /knows \{rank\}.*not \{nmae\}/],
    ];
    for (const [options, message] of wrong) {
      const error = await failure(folder.run(items, { ...options, dryRun: true }));
      assert.match(error.message, message);
      assert.equal(error.code, 'bad-input');
    }
    const gone = await failure(folder.run([...items, albumItem(join(folder.photos, 'gone.jpg'))]));
    assert.equal(gone.code, 'not-found');
    assert.match(gone.message, /^gone\.jpg /);
    assert.deepEqual(readdirSync(folder.root), ['photos']);
  });

  it('tells which photo vanished and keeps those before it', async () => {
    const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg', 'g.jpg'];
    const items = names.map((name) => folder.photo(name));
    const onProgress = () => {
      rmSync(join(folder.photos, 'f.jpg'), { force: true }); // not one of those that are copied ahead
    };
    const error = await failure(folder.run(items, { onProgress }));
    assert.equal(error.code, 'not-found');
    assert.match(error.message, /^f\.jpg .*no longer there; 5 of 7 photos were exported\.$/);
    const exported = names.slice(0, 5).map((name) => `001_${name}`);
    assert.deepEqual(namesIn(folder.album), exported, 'and nothing that was copied ahead');
  });
});

describe('moving', () => {
  const move = { move: true, template: '{rank}_{name}' } as const;

  it('takes companions and sidecars along and leaves exact copies elsewhere', async () => {
    mkdirSync(join(folder.photos, 'copies'));
    const copy = join(folder.photos, 'copies', 'a.jpg');
    const item = folder.photo('a.jpg', { otherPaths: [join(folder.photos, 'a.NEF'), copy] });
    folder.photo('a.NEF');
    writeFileSync(copy, readFileSync(item.path));
    writeFileSync(join(folder.photos, 'a.xmp'), sidecars.lightroom);
    writeFileSync(join(folder.photos, 'a.NEF.xmp'), sidecars.darktable);
    folder.photo('b.jpg');
    const before = hashes(folder.photos);
    const files = await folder.run([item], move);
    assert.deepEqual(
      files.map(({ to, kind }) => [basename(to), kind]),
      [
        ['1_a.jpg', 'photo'],
        ['1_a.NEF', 'companion'],
        ['1_a.xmp', 'sidecar'],
        ['1_a.NEF.xmp', 'sidecar'],
      ],
    );
    assert.match(files[0]?.note ?? '', /Exact copies .*: 1\.$/);
    assert.deepEqual(readdirSync(folder.photos).sort(), ['b.jpg', 'copies']);
    assert.deepEqual(readdirSync(join(folder.photos, 'copies')), ['a.jpg']);
    const now = hashes(folder.album);
    for (const name of ['a.jpg', 'a.NEF', 'a.xmp', 'a.NEF.xmp']) {
      assert.equal(now[`1_${name}`], before[name]);
    }
  });

  it('takes along what belongs to a photo, and says what stays', async () => {
    const beside = ['a.WAV', 'a.jpg.pp3', 'a.dop', 'a.aae', 'a.mov', 'a.mp4', 'a.txt', 'ab.wav'];
    folder.photo('a.jpg');
    for (const name of beside) folder.photo(name, {}, Buffer.from(name));
    const later = modifiedMs / 1000 + 60;
    utimesSync(join(folder.photos, 'a.mp4'), later, later); // a film of its own
    const before = hashes(folder.photos);
    const [photo, ...others] = await folder.run([albumItem(join(folder.photos, 'a.jpg'))], move);
    assert.deepEqual(
      others.map(({ to, kind }) => [basename(to), kind]),
      ['1_a.WAV', '1_a.aae', '1_a.dop', '1_a.jpg.pp3', '1_a.mov'].map((name) => [
        name,
        'companion',
      ]),
    );
    assert.match(
      photo?.note ?? '',
      /Left where it was, .* belongs to the photo: a\.mp4, a\.txt\.$/,
    );
    assert.deepEqual(readdirSync(folder.photos).sort(), ['a.mp4', 'a.txt', 'ab.wav']);
    const now = hashes(folder.album);
    for (const name of ['a.jpg', 'a.WAV', 'a.jpg.pp3', 'a.dop', 'a.aae', 'a.mov'])
      assert.equal(now[`1_${name}`], before[name]);
  });

  it('leaves a voice memo with a photo of the same name that stays', async () => {
    for (const name of ['a.jpg', 'a.png', 'a.wav']) folder.photo(name);
    const files = await folder.run([albumItem(join(folder.photos, 'a.jpg'))], move);
    assert.match(files[1]?.note ?? '', /another photo there uses it/);
    assert.deepEqual(readdirSync(folder.photos).sort(), ['a.png', 'a.wav']);
  });

  it('leaves a sidecar with the photos that still use it', async () => {
    const items = ['a.jpg', 'a.png'].map((name, index) => folder.photo(name, { rank: index + 1 }));
    const sidecar = join(folder.photos, 'a.xmp');
    for (const xmp of [false, true]) {
      writeFileSync(sidecar, sidecars.lightroom);
      const files = await folder.run([folder.photo('a.jpg')], { ...move, xmp });
      assert.deepEqual(readdirSync(folder.photos), ['a.png', 'a.xmp']);
      assert.match(files.find(({ kind }) => kind === 'sidecar')?.note ?? '', /another photo/);
    }
    folder.photo('a.jpg');
    const both = await folder.run(items, { ...move, template: 'both_{rank}' });
    assert.deepEqual(
      both.map(({ to }) => basename(to)),
      ['both_1.jpg', 'both_1.xmp', 'both_2.png', 'both_2.xmp'],
    );
    assert.deepEqual(readdirSync(folder.photos), [], 'the last photo takes it along');
  });

  it('names the file that is gone and gives what is finished', async () => {
    const items = [folder.photo('a.jpg'), folder.photo('b.jpg')];
    const sidecar = join(folder.photos, 'b.xmp');
    writeFileSync(sidecar, sidecars.lightroom);
    const seen: ExportProgress[] = [];
    const onProgress = (progress: ExportProgress) => {
      if (seen.push(progress) === 1) unlinkSync(sidecar);
    };
    const error = await failure(folder.run(items, { ...move, onProgress }));
    assert.match(
      error.message,
      /^b\.jpg could not .*: b\.xmp beside it: it is no longer there; 1 of/,
    );
    const finished = seen.at(-1)?.exported?.map(({ from, to }) => [basename(from), basename(to)]);
    assert.deepEqual(finished, [['a.jpg', '1_a.jpg']]);
  });

  it('removes nothing of a photo whose companion cannot be copied', async () => {
    const item = folder.photo('b.jpg', { otherPaths: [join(folder.photos, 'b.NEF')] });
    folder.photo('b.NEF');
    const original = hashes(folder.photos)['b.jpg'];
    const onProgress = () => {
      rmSync(join(folder.photos, 'b.NEF'), { force: true });
    };
    const error = await failure(folder.run([folder.photo('a.jpg'), item], { ...move, onProgress }));
    assert.match(error.message, /1 of 2 photos/);
    assert.deepEqual(readdirSync(folder.photos), ['b.jpg']);
    assert.equal(hashes(folder.photos)['b.jpg'], original);
    assert.deepEqual(namesIn(folder.album), ['1_a.jpg']);
  });
});
