// What is known of one photo, on the command line and over HTTP: what its file says, and what was seen in it.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import type { z } from 'zod';
import { about } from '../../electron/api/schemas.ts';
import { startBrowserHost } from '../../electron/browser/browser-host.ts';
import { engineOptionsIn } from '../../electron/host/data-folder.ts';
import { joints } from '../../shared/moments/seen.ts';
import { podium } from '../fixtures/command-line.ts';
import { numberedSample } from '../fixtures/drawn-number.ts';
import { dropFolder, modelsFolder, temporaryFolder } from '../fixtures/match-folder.ts';

let work = '';
const data = () => join(work, 'data');
const upright = () => join(work, 'upright.jpg');
const turned = () => join(work, 'turned.jpg');
const run = (...args: string[]) => podium([...args, '--data', data()]);

type About = z.output<typeof about>;

const shot = {
  IFD0: { Make: 'Canon', Model: 'Canon EOS R3' },
  IFD2: {
    ...{ ExposureTime: '1/2000', FNumber: '28/10', ISOSpeedRatings: '1600' },
    ...{ FocalLength: '400/1', LensModel: 'RF400mm F2.8' },
    ...{ DateTimeOriginal: '2026:05:31 18:02:59', OffsetTimeOriginal: '+02:00' },
  },
};

before(async () => {
  work = temporaryFolder();
  const photo = await numberedSample('10');
  writeFileSync(upright(), await sharp(photo).withExif(shot).jpeg({ quality: 95 }).toBuffer());
  // As a camera held on its side stores it: turned to the left, with a note to turn it to the right.
  const side = sharp(photo).rotate(-90).withMetadata({ orientation: 6 });
  writeFileSync(turned(), await side.jpeg({ quality: 95 }).toBuffer());
  assert.equal((await run('settings', 'set', 'numbers.read', 'on')).code, 0);
});
after(() => {
  dropFolder(work);
});

const shown = async (path: string): Promise<About> => {
  const { code, stdout, stderr } = await run('show', path, '--json');
  assert.equal(code, 0, stderr);
  return about.parse(JSON.parse(stdout));
};

describe('what is known of a photo', () => {
  it('is its shot and what was seen, in words', async () => {
    const { code, stdout, stderr } = await run('show', upright());
    assert.equal(code, 0, stderr);
    const expected = [
      /^camera +Canon EOS R3$/m,
      /^lens +RF400mm F2\.8$/m,
      /^shutter +1\/2000 s$/m,
      /^aperture +f\/2\.8$/m,
      /^iso +1600$/m,
      /^focal length +400 mm$/m,
      /^taken +2026-05-31 18:02:59 UTC\+02:00$/m,
      /^size +\d+ x \d+ px, \d+\.\d MB$/m,
      /^seen +player 0\.\d\d/m,
      /^numbers +10 [01]\.\d\d$/m,
      /^faces +\d+$/m,
    ];
    for (const line of expected) assert.match(stdout, line);
  });

  it('has boxes and joints in shares of the photo as it is seen, however it is stored', async () => {
    const [as, onSide] = [await shown(upright()), await shown(turned())];
    assert.deepEqual([onSide.widthPx, onSide.heightPx], [as.widthPx, as.heightPx]);
    const place = ({ seen }: About) => {
      const main = seen.things?.find(({ isMain }) => isMain)?.box;
      const number = seen.numbers?.[0]?.box;
      assert.ok(main && number);
      return [main, number].flatMap(({ x, y, width, height }) => [x, y, width, height]);
    };
    const there = place(onSide);
    for (const [i, value] of place(as).entries())
      assert.ok(Math.abs(value - (there[i] ?? NaN)) < 0.03, `${value} and ${there[i]}`);
    const pose = as.seen.poses?.[0];
    assert.ok(pose);
    assert.deepEqual(
      pose.joints.map(({ name }) => name),
      joints,
    );
    assert.equal(as.seen.things?.[pose.thing]?.name, 'player');
    assert.equal(as.seen.things[as.seen.numbers?.[0]?.thing ?? -1]?.kind, 'person');
  });

  it('says of a missing file, or of one that is no photo, what is wrong', async () => {
    const letter = join(work, 'letter.jpg');
    writeFileSync(letter, 'Dear Sir');
    const gone = await run('show', join(work, 'gone.jpg'));
    assert.deepEqual([gone.code, /There is no photo at .*gone\.jpg/.test(gone.stderr)], [2, true]);
    const unread = await run('show', letter);
    assert.notEqual(unread.code, 0);
    assert.match(unread.stderr, /letter\.jpg is named like a photo but holds something else/);
  });

  it('is told over HTTP of a path and of bytes alike, and is null where nobody looks', async () => {
    const engine = { ...engineOptionsIn(data()), modelsFolder };
    const host = await startBrowserHost({ engine, pageFolder: work });
    const ask = async (body: string | Uint8Array<ArrayBuffer>, type: string) => {
      const headers = { authorization: `Bearer ${host.token}`, 'content-type': type };
      const response = await fetch(`${host.origin}/photo`, { method: 'POST', body, headers });
      return { status: response.status, body: await response.json() };
    };
    try {
      const named = await ask(JSON.stringify({ path: upright() }), 'application/json');
      assert.equal(named.status, 200, JSON.stringify(named.body));
      assert.deepEqual(about.parse(named.body), await shown(upright()));
      const sent = await ask(new Uint8Array(readFileSync(upright())), 'image/jpeg');
      assert.deepEqual(sent, named);
      assert.equal((await ask('{"path":"upright.jpg"}', 'application/json')).status, 400);
      assert.equal((await ask('Dear Sir', 'text/plain')).status, 415);
    } finally {
      await host.close();
    }
    assert.equal((await run('settings', 'set', 'numbers.read', 'off')).code, 0);
    assert.equal((await shown(upright())).seen.numbers, null);
  });
});
