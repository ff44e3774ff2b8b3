// Captions on the command line and over HTTP: written by template from a roster and a number that is read, and exported.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startBrowserHost, type BrowserHost } from '../../electron/browser/browser-host.ts';
import { readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { podium, type CommandResult } from '../fixtures/command-line.ts';
import { numberedSample } from '../fixtures/drawn-number.ts';
import { exifTool, noExifTool } from '../fixtures/exiftool.ts';
import {
  dropFolder,
  engineOptions,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';

describe('podium caption', () => {
  let work: string;
  let photos: string;
  const run = (...args: string[]): Promise<CommandResult> =>
    podium([...args, '--data', join(work, 'data')]);
  const inWork = (name: string) => join(work, name);

  before(async () => {
    work = temporaryFolder();
    photos = join(work, 'match');
    mkdirSync(photos);
    writeFileSync(join(photos, 'ten.jpg'), await numberedSample('10'));
    writeFileSync(join(photos, 'other.jpg'), await variedPhoto(3));
    writeFileSync(
      inWork('roster.csv'),
      'Team;No.;Name\nArsenal;10;Kim Little\nBremen;7;Tuana Mahmoud\n',
    );
    writeFileSync(inWork('codes.txt'), 'rf\tReferee Jones\trefereed by Jones\nbroken line\n');
    const { code } = await run('settings', 'set', 'numbers.read', 'on');
    assert.equal(code, 0);
  });
  after(() => {
    dropFolder(work);
  });

  it('says which fields and variables there are not, before anything else', async () => {
    const cases = [
      [['--set', 'headlin=x'], /sets no field\. Write it as headline=text/],
      [['--template', 'Nothing'], /no template named "Nothing"\. None is saved yet/],
      [['--template', '{playr}'], /There is no variable \{playr\}/],
      [['--roster', inWork('none.csv')], /none\.csv could not be read/],
    ] as const;
    for (const [options, sentence] of cases) {
      const { code, stderr } = await run('caption', join(photos, 'other.jpg'), ...options);
      assert.equal(code, 2, stderr);
      assert.match(stderr, sentence);
    }
  });

  it('shows with --dry-run what it would write, and writes nothing', async () => {
    const options = [
      '--template',
      '{player} of {team}',
      '--roster',
      inWork('roster.csv'),
      '--json',
    ];
    const { code, stdout, stderr } = await run('caption', photos, '--dry-run', ...options);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Nothing is known for \{player\} on 1 of 2 photos/);
    const planned = JSON.parse(stdout) as { path: string; edit: { description: string } }[];
    const ten = planned.find(({ path }) => path.endsWith('ten.jpg'));
    assert.equal(ten?.edit.description, 'Kim Little of Arsenal');
    const shown = await run('caption', join(photos, 'ten.jpg'));
    assert.equal(shown.stdout.trim(), join(photos, 'ten.jpg'));
  });

  it('writes fields with codes, saves them as a template, and an album has them', async () => {
    const ten = join(photos, 'ten.jpg');
    const set = ['headline={player} ({number}), =rf#2=', 'persons={player}', 'city=Köln'];
    const written = await run(
      ...['caption', ten, '--roster', inWork('roster.csv'), '--codes', inWork('codes.txt')],
      ...set.flatMap((field) => ['--set', field]),
      ...['--save', 'Goal'],
    );
    assert.equal(written.code, 0, written.stderr);
    assert.match(written.stderr, /codes\.txt, line 2: There is no tab/);
    const { stdout } = await run('caption', ten);
    assert.match(
      stdout,
      /headline: Kim Little \(10\), refereed by Jones\n {2}persons: Kim Little\n/,
    );
    const again = await run(
      'caption',
      join(photos, 'other.jpg'),
      '--template',
      'Goal',
      '--dry-run',
    );
    assert.equal(again.code, 0, again.stderr);
    const album = inWork('album');
    const exported = await run(
      ...['export', photos, '--top', '2', '--to', album, '--xmp', '--long-edge', '400'],
      ...['--template', '{name}'],
    );
    assert.equal(exported.code, 0, exported.stderr);
    assert.ok(readdirSync(album).includes('ten.jpg'));
    const { caption } = readSidecar(readFileSync(join(album, 'ten.xmp'), 'utf8'));
    assert.deepEqual(caption.persons, ['Kim Little']);
    assert.equal(caption.city, 'Köln');
  });

  it('leaves fields that ExifTool reads in the copy', { skip: noExifTool }, () => {
    const tags = exifTool(join(work, 'album', 'ten.jpg'));
    assert.equal(tags['IPTC:City'], 'Köln');
    assert.equal(tags['XMP-iptcExt:PersonInImage'], 'Kim Little');
  });

  describe('over HTTP', () => {
    let host: BrowserHost;
    before(async () => {
      const engine = engineOptions(join(work, 'data'));
      host = await startBrowserHost({ engine, pageFolder: work, log: () => undefined });
    });
    after(() => host.close());
    const post = async (path: string, body: object) => {
      const response = await fetch(`${host.origin}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };

    it('tells captions and writes them', async () => {
      const ten = join(photos, 'ten.jpg');
      const dry = await post('/captions/write', {
        paths: [ten],
        set: { city: 'Ulm' },
        dryRun: true,
      });
      assert.equal(dry.status, 200, JSON.stringify(dry.body));
      const cityOf = ({ body }: { body: Record<string, unknown> }) =>
        (body['captions'] as { caption: { city: string } }[])[0]?.caption.city;
      assert.equal(cityOf(dry), 'Ulm');
      assert.equal(cityOf(await post('/captions', { paths: [ten] })), 'Köln');
      await post('/captions/write', { paths: [ten], set: { city: 'Bonn', keywords: 'a, b' } });
      const told = await post('/captions', { paths: [ten] });
      assert.equal(cityOf(told), 'Bonn');
      const refused = await post('/captions/write', { paths: [ten], set: { city: '{foo}' } });
      assert.equal(refused.status, 400);
      assert.match(String(refused.body['detail']), /no variable \{foo\}/);
      assert.equal((await post('/captions/write', { paths: [ten] })).status, 400);
    });
  });
});
