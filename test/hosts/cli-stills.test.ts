// `podium stills` on made videos, where ffmpeg is: which moments give stills, and what is said of what is no whole video.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findFfmpeg } from '../../electron/engine/stills/ffmpeg.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { filmFrame, filmParts, filmSeconds } from '../fixtures/match-video.ts';
import { script } from '../../electron/engine/demo/drawn/match/script.ts';

const ffmpeg = await findFfmpeg('').catch(() => null);
const skip = ffmpeg === null ? 'ffmpeg is not installed here' : false;

/** Three moments are enough here: all of them are looked at in test/shared/stills.test.ts. */
const parts = filmParts(script.filter(({ name }) => ['header', 'tackle', 'keeper'].includes(name)));
const plays = parts.filter(({ kind }) => kind === 'play');
const rate = 25;
const size = { widthPx: 320, heightPx: 180 };

type Taken = {
  readonly videos: readonly { path: string; stills: number; problem: string | null }[];
};

describe('podium stills', { skip }, () => {
  let work: string;
  let match: string;
  const data = () => join(work, 'data');
  before(async () => {
    work = temporaryFolder();
    match = join(work, 'match');
    mkdirSync(match);
    await encodeFilm(join(match, 'FILM.mkv'));
  });
  after(() => {
    dropFolder(work);
  });

  it('takes one still of each moment of play and none of standing or cards', async (test) => {
    const { code, stdout, stderr } = await podium(['stills', match, '--json', '--data', data()]);
    assert.equal(code, 0, stderr);
    const { videos } = JSON.parse(stdout) as Taken;
    assert.deepEqual(
      videos.map(({ stills, problem }) => [stills, problem]),
      [[plays.length, null]],
    );
    assert.match(stderr, /1 video gave 3 stills\./);
    const seconds = stillsOf('FILM.mkv').map(secondsOf);
    const inPlay = seconds.map((now) =>
      plays.findIndex(({ from, to }) => now >= from - 1 / rate && now <= to + 1 / rate),
    );
    const moments = new Set(inPlay.filter((play) => play >= 0)).size;
    test.diagnostic(
      `recall ${moments} of ${plays.length}, ${seconds.length} stills, ${inPlay.filter((play) => play < 0).length} outside of play`,
    );
    assert.deepEqual(inPlay, [0, 1, 2]);
  });

  it('gives frames of the video at the time that their names say, for the user alone', async () => {
    for (const name of stillsOf('FILM.mkv')) {
      const path = join(folderOf('FILM.mkv'), name);
      assert.ok(Math.abs(secondsOf(name) * rate - Math.round(secondsOf(name) * rate)) < 0.03);
      if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.match(readFileSync(path, 'latin1'), /<dc:source>FILM\.mkv<\/dc:source>/);
    }
    const { stdout, stderr } = await podium(['rank', match, '--json', '--data', data()]);
    const ranked = JSON.parse(stdout) as { photos: object[] };
    assert.equal(ranked.photos.length, plays.length, stderr);
    assert.match(stderr, /1 video gave 3 stills\./);
  });

  it('takes none twice', async () => {
    const first = stillsOf('FILM.mkv');
    const modified = first.map((name) => statSync(join(folderOf('FILM.mkv'), name)).mtimeMs);
    await podium(['stills', join(match, 'FILM.mkv'), '--data', data()]);
    assert.deepEqual(stillsOf('FILM.mkv'), first);
    assert.deepEqual(
      first.map((name) => statSync(join(folderOf('FILM.mkv'), name)).mtimeMs),
      modified,
    );
  });

  it('stops when told to', async () => {
    const args = ['stills', match, '--data', join(work, 'stopped')];
    let isTold = false; // a second one would not wait for it to stop
    const stopped = await podium(args, {
      onStderr(text, kill) {
        if (isTold || !text.includes('of 1 videos looked at')) return;
        isTold = true;
        kill('SIGINT');
      },
    });
    assert.equal(stopped.code, 1, stopped.stderr);
    assert.match(stopped.stderr, /The next run goes on where this one left off\./);
  });

  it('goes on where it was: what is there is not taken again, what is missing is', async () => {
    const folder = folderOf('FILM.mkv');
    const names = stillsOf('FILM.mkv');
    const last = join(folder, names.at(-1) ?? '');
    const bytes = readFileSync(last);
    const timesOf = () => names.slice(0, -1).map((name) => statSync(join(folder, name)).mtimeMs);
    const times = timesOf();
    // As a stop before the last moment leaves it.
    const record = join(folder, '.stills.json');
    const taken = JSON.parse(readFileSync(record, 'utf8')) as { done: number; hashes: string[] };
    const before = { ...taken, done: taken.done - 1, hashes: taken.hashes.slice(0, -1) };
    writeFileSync(record, JSON.stringify(before));
    rmSync(last);
    const { code } = await podium(['stills', match, '--data', data()]);
    assert.equal(code, 0);
    assert.deepEqual(readFileSync(last), bytes, 'to the byte');
    assert.deepEqual(timesOf(), times);
    assert.deepEqual(JSON.parse(readFileSync(record, 'utf8')), taken);
  });

  it('says what is wrong with each file that is no whole video', async () => {
    const odd = join(work, 'odd');
    mkdirSync(odd);
    writeFileSync(join(odd, 'EMPTY.MP4'), '');
    writeFileSync(join(odd, 'BROKEN.MOV'), 'junk');
    writeFileSync(join(odd, 'LIST.MP4'), `#EXTM3U\n#EXTINF:5,\n${join(match, 'FILM.mkv')}\n`);
    const film = readFileSync(join(match, 'FILM.mkv'));
    writeFileSync(join(odd, 'HALF.MKV'), film);
    truncateSync(join(odd, 'HALF.MKV'), Math.floor(film.length / 2));
    const sound = join(odd, 'SOUND.MP4');
    await run(['-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac', sound]);
    const { code, stderr } = await podium(['stills', odd, '--data', data()]);
    assert.equal(code, 3);
    for (const sentence of [
      /No stills were taken from EMPTY\.MP4: it is empty \(0 bytes\)\./,
      /No stills were taken from BROKEN\.MOV: it is broken or not a video\./,
      /No stills were taken from LIST\.MP4: it is broken or not a video\./,
      /HALF\.MKV breaks off after 00:00:\d\d: stills were taken from what is there\./,
      /No stills were taken from SOUND\.MP4: it holds no picture, only sound\./,
    ])
      assert.match(stderr, sentence);
  });

  function folderOf(name: string): string {
    return join(data(), 'stills', 'root', match.slice(1), name);
  }
  function stillsOf(name: string): string[] {
    return readdirSync(folderOf(name))
      .filter((one) => one.endsWith('.jpg'))
      .sort();
  }
});

// On a Mac it is found where Homebrew puts it, whatever the path says.
describe('podium stills without ffmpeg', { skip: process.platform === 'darwin' }, () => {
  it('says what to install, and does nothing', async () => {
    const work = temporaryFolder();
    mkdirSync(join(work, 'match'));
    writeFileSync(join(work, 'match', 'CLIP.MOV'), 'a video');
    try {
      const args = ['stills', join(work, 'match'), '--data', join(work, 'data')];
      const { code, stderr } = await podium(args, { env: { PATH: [work, '.'].join(delimiter) } });
      assert.equal(code, 2);
      assert.match(stderr, /need ffmpeg, a free program that reads videos.*install it from/);
    } finally {
      dropFolder(work);
    }
  });
});

/** "FILM 00.00.04.120.jpg" as 4.12. */
function secondsOf(name: string): number {
  const [, hours = 0, minutes = 0, seconds = 0] = (
    /(\d+)\.(\d+)\.(\d+\.\d+)\.jpg$/.exec(name) ?? []
  ).map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

async function encodeFilm(to: string): Promise<void> {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-r', String(rate)];
  const shape = ['-s', `${size.widthPx}x${size.heightPx}`, '-i', 'pipe:0'];
  const child = start([...input, ...shape, '-c:v', 'mpeg4', '-q:v', '3', '-g', '25', to]);
  for (let i = 0; i < filmSeconds(parts) * rate; i++) {
    const { data } = filmFrame(parts, i / rate, size);
    if (!child.stdin.write(data)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  await once(child, 'close');
  assert.equal(child.exitCode, 0);
}

async function run(args: readonly string[]): Promise<void> {
  const child = start(args);
  child.stdin.end();
  await once(child, 'close');
  assert.equal(child.exitCode, 0);
}

function start(args: readonly string[]) {
  assert.ok(ffmpeg !== null);
  return spawn(ffmpeg, ['-hide_banner', '-v', 'error', '-y', ...args], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
}
