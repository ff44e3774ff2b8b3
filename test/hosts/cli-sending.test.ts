// `podium destinations`, `podium deliver` and `podium export --send`: in processes of their own, to a real SFTP server.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { podium } from '../fixtures/command-line.ts';
import { testUser } from '../fixtures/ftp-server.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { contentsOf } from '../fixtures/sending.ts';
import { sftpServer, type SftpServer } from '../fixtures/sftp-server.ts';

describe('sending by the command line', () => {
  const work = temporaryFolder();
  const [there, photos, album] = [join(work, 'there'), join(work, 'match'), join(work, 'album')];
  let server: SftpServer;
  const run = (...args: string[]) =>
    podium([...args, '--data', join(work, 'data')], {
      env: { PODIUM_PASSWORD_THE_CLUB: testUser.password },
    });
  before(async () => {
    for (const folder of [there, photos]) mkdirSync(folder);
    await fillFolder(photos, 3);
    server = await sftpServer(there);
  });
  after(async () => {
    await server.stop();
    dropFolder(work);
  });

  it('keeps a destination, shows the server’s key, and takes it for the right one where it is told to', async () => {
    const address = `sftp://${testUser.user}@127.0.0.1:${server.port}/match`;
    assert.equal((await run('destinations', 'add', 'The club', address)).code, 0);
    const first = await run('destinations', 'test', 'The club');
    assert.equal(first.code, 2);
    assert.match(first.stderr, /Podium has not sent anything to 127\.0\.0\.1 before: its key is/);
    const key = /--trust (SHA256:\S+)"/.exec(first.stderr)?.[1] ?? '';
    const second = await run('destinations', 'test', 'The club', '--trust', key);
    assert.deepEqual([second.code, second.stdout], [0, 'The club works.\n']);
  });

  it('sends an album on when it is made', async () => {
    const exported = await run(
      ...['export', photos, '--top', '2', '--to', album, '--send', 'The club'],
    );
    assert.equal(exported.code, 0, exported.stderr);
    assert.match(exported.stdout, /album -> The club: done, 2 of 2 files\n$/);
    assert.equal(Object.keys(contentsOf(join(there, 'match'))).length, 2);
  });

  it('ends with 1 where nothing arrives, and sends what is missing another time', async () => {
    await server.stop();
    writeFileSync(join(album, 'late.txt'), 'late');
    const sent = await run('deliver', album, '--to', 'The club', '--wait', '0.3');
    assert.equal(sent.code, 1);
    assert.match(sent.stderr, /127\.0\.0\.1 cannot be reached: it does not answer at that port\./);
    await server.start();
    const later = await run('deliver');
    assert.equal(later.code, 0, later.stderr);
    assert.match(later.stdout, /done, 3 of 3 files, 2 of them were there already\n$/);
    assert.equal(contentsOf(join(there, 'match'))['late.txt'], 'late');
  });
});
