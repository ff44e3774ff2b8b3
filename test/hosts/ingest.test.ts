// `podium ingest`: a card copied to one or two places, verified, named, nothing twice, and finished after a kill.

import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { findCards } from '../../electron/engine/ingest/cards.ts';
import type { IngestSummary } from '../../shared/contract.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, temporaryFolder, variedPhoto } from '../fixtures/match-folder.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';

/** Every file below a folder, hidden ones too, by its path there: what it holds. */
function contentsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const found = files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    found
      .map((path): [string, string] => [
        relative(folder, path),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ])
      .sort(),
  );
}

describe('podium ingest', { timeout: 600_000 }, () => {
  let root: string;
  let card: string;
  let to: string;
  let also: string;
  let before: Record<string, string>;
  let times: number[];

  const cardTimes = () =>
    Object.keys(contentsOf(card)).map((name) => statSync(join(card, name)).mtimeMs);

  beforeEach(async () => {
    root = temporaryFolder();
    [card, to, also] = [join(root, 'CARD'), join(root, 'photos'), join(root, 'backup')];
    const dcim = join(card, 'DCIM', '100TEST');
    mkdirSync(dcim, { recursive: true });
    for (const number of [1, 2, 3])
      writeFileSync(join(dcim, `IMG_${number}.JPG`), await variedPhoto(number));
    writeFileSync(
      join(dcim, 'IMG_1.NEF'),
      Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(2000, 7)]),
    );
    writeFileSync(join(dcim, 'IMG_1.WAV'), 'a voice memo');
    writeFileSync(join(dcim, 'IMG_2.xmp'), 'a sidecar');
    writeFileSync(join(dcim, 'IMG_3.JPG.xmp'), 'another sidecar');
    mkdirSync(join(card, 'MISC'));
    writeFileSync(join(card, 'MISC', 'AUTPRINT.MRK'), 'a list of the camera');
    [before, times] = [contentsOf(card), cardTimes()];
  });
  afterEach(() => {
    assert.deepEqual(contentsOf(card), before, 'the card is as it was');
    assert.deepEqual(cardTimes(), times, 'its times too');
    dropFolder(root);
  });

  const run = async (...more: string[]) => {
    const data = ['--data', join(root, 'data')];
    const told = await podium([
      'ingest',
      card,
      '--to',
      to,
      '--template',
      '{name}',
      '--json',
      ...more,
      ...data,
    ]);
    const summary = told.stdout === '' ? null : (JSON.parse(told.stdout) as IngestSummary);
    return { ...told, summary };
  };
  const whole = () => {
    const files = Object.entries(before).filter(([name]) => name.includes('IMG_'));
    const named = files.map(([name, hash]) => [name.split(/[\\/]/).at(-1) ?? '', hash] as const);
    return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
  };

  it('copies every shot with what goes along to both places, and nothing twice', async () => {
    const first = await run('--also', also);
    assert.equal(first.code, 0, first.stderr);
    assert.deepEqual(contentsOf(to), whole());
    assert.deepEqual(contentsOf(also), whole());
    assert.equal(first.summary?.others, 1);
    assert.match(first.stderr, /3 shots copied and verified to .*photos\./);
    const again = await run('--also', also);
    assert.deepEqual(
      again.summary?.places.map(({ copied, already }) => [copied, already]),
      [
        [0, 3],
        [0, 3],
      ],
    );
    assert.deepEqual(contentsOf(to), whole());
  });

  it('makes folders and names by a template, and knows what is there under another name', async () => {
    const { code, stderr } = await run('--template', '{date}/x_{name}');
    assert.equal(code, 0, stderr);
    const names = Object.keys(contentsOf(to));
    assert.equal(names.length, 7);
    assert.ok(
      names.every((name) =>
        /^\d{4}-\d\d-\d\d[\\/]x_IMG_\d\.(JPG|NEF|WAV|xmp|JPG\.xmp)$/.test(name),
      ),
      names.join(),
    );
    const { summary } = await run();
    assert.equal(summary?.places[0]?.already, 3);
    const bad = await run('--template', '{rank}_{name}');
    assert.equal(bad.code, 2);
    assert.match(bad.stderr, /knows \{name\}, \{date\} and \{time\}/);
  });

  it('gives the next number to all files of a shot whose name is taken', async () => {
    mkdirSync(to);
    writeFileSync(join(to, 'IMG_1.JPG'), 'of somebody else');
    const { code } = await run();
    assert.equal(code, 0);
    const { 'IMG_1.JPG': other, ...rest } = contentsOf(to);
    assert.equal(readFileSync(join(to, 'IMG_1.JPG'), 'utf8'), 'of somebody else');
    assert.ok(other);
    for (const name of ['IMG_1 (2).JPG', 'IMG_1 (2).NEF', 'IMG_1 (2).WAV'])
      assert.equal(rest[name], whole()[name.replace(' (2)', '')]);
  });

  it('says what it would do, and does nothing', async () => {
    const { summary, code } = await run('--dry-run');
    assert.equal(code, 0);
    assert.equal(summary?.plan.length, 7);
    assert.equal(existsSync(to), false);
  });

  it('finishes at the first place where the second is missing, and says so', async () => {
    const planned = await run('--also', join(root, 'unplugged', 'backup'), '--dry-run');
    assert.equal(planned.code, 3);
    assert.match(planned.stderr, /Nothing can be copied to .*unplugged.*it is no longer there/);
    assert.equal(planned.summary?.plan.length, 7, 'what goes to the first');
    const { code, stderr, summary } = await run('--also', join(root, 'unplugged', 'backup'));
    assert.equal(code, 3);
    assert.match(stderr, /Nothing could be copied to .*unplugged.*it is no longer there/);
    assert.deepEqual(contentsOf(to), whole());
    assert.equal(summary?.places[0]?.problem, null);
    assert.equal(existsSync(join(root, 'unplugged')), false, 'no folder is made up in its place');
  });

  it(
    'finishes at the first place where the second is full, and says so',
    { skip: noSmallDisk },
    async () => {
      const disk = mountSmallDisk();
      try {
        writeFileSync(join(disk.path, 'filler'), Buffer.alloc(2 ** 20 - 30_000));
        const { code, stderr } = await run('--also', disk.path);
        assert.equal(code, 3);
        assert.match(stderr, /The photos need .* free in .*: nothing was copied there/);
        assert.deepEqual(contentsOf(to), whole());
        assert.deepEqual(readdirSync(disk.path), ['filler']);
      } finally {
        disk.remove();
      }
    },
  );

  it('refuses a place in the card, the card in the place, and a card that is not there', async () => {
    const inside = await podium([
      'ingest',
      card,
      '--to',
      join(card, 'copy'),
      '--data',
      join(root, 'data'),
    ]);
    assert.match(inside.stderr, /one lies in the other/);
    const around = await podium(['ingest', card, '--to', root, '--data', join(root, 'data')]);
    assert.match(around.stderr, /one lies in the other/);
    const gone = await podium([
      'ingest',
      join(root, 'none'),
      '--to',
      to,
      '--data',
      join(root, 'data'),
    ]);
    assert.match(gone.stderr, /cannot be read: it is no longer there/);
    assert.deepEqual([inside.code, around.code], [2, 2]);
  });

  it('is finished by the next run wherever it is killed', async () => {
    const dcim = join(card, 'DCIM', '100TEST');
    for (let number = 10; number < 60; number += 1)
      copyFileSync(join(dcim, 'IMG_2.JPG'), join(dcim, `IMG_${number}.JPG`));
    for (let number = 10; number < 60; number += 1)
      writeFileSync(
        join(dcim, `IMG_${number}.NEF`),
        Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(200_000, number)]),
      );
    [before, times] = [contentsOf(card), cardTimes()];
    const data = ['--data', join(root, 'data')];
    let kills = 0;
    for (const at of [1, 4]) {
      rmSync(to, { recursive: true, force: true });
      const killed = await podium(['ingest', card, '--to', to, '--template', '{name}', ...data], {
        onStderr: (text, kill) => {
          if (text.split('shots copied').length > at) kill('SIGKILL');
        },
      });
      if (killed.code === null) kills += 1;
      const { code, stderr } = await run();
      assert.equal(code, 0, stderr);
      assert.deepEqual(
        contentsOf(to),
        whole(),
        `killed at ${at} tenths: nothing is left over, nothing is missing`,
      );
    }
    assert.ok(kills > 0, 'some were killed before they had ended');
  });
});

describe('camera cards', () => {
  it('are the disks with the folder DCIM where the system puts disks', async () => {
    const media = temporaryFolder();
    try {
      mkdirSync(join(media, 'EOS_DIGITAL', 'DCIM'), { recursive: true });
      mkdirSync(join(media, 'BACKUP'));
      writeFileSync(join(media, 'DCIM'), 'no folder');
      const found = await findCards([media, join(media, 'not there')]);
      assert.deepEqual(found, [{ path: join(media, 'EOS_DIGITAL'), name: 'EOS_DIGITAL' }]);
    } finally {
      dropFolder(media);
    }
  });

  it('are asked for where none is named and none is there', async (test) => {
    if ((await findCards()).length > 0) {
      test.skip('a card is plugged in here');
      return;
    }
    const root = temporaryFolder();
    const { code, stderr } = await podium(['ingest', '--to', root, '--data', join(root, 'data')]);
    dropFolder(root);
    assert.equal(code, 2);
    assert.match(stderr, /No camera card was found: name the card or folder to copy\./);
  });
});
