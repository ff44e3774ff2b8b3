// Albums sent to a real SFTP server and to a folder: host keys, keys of one's own, faults, and what a kill leaves.

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import ssh2 from 'ssh2';
import { startChildEngine } from '../../electron/browser/child-engine.ts';
import { draftsIn } from '../fixtures/killed-engine.ts';
import { testUser } from '../fixtures/ftp-server.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import {
  contentsOf,
  destinationOn,
  patient,
  quickOptions,
  sendTrial,
  type SendTrial,
} from '../fixtures/sending.ts';
import { sftpServer, type SftpServer } from '../fixtures/sftp-server.ts';

describe('an album sent by SFTP', () => {
  let trial: SendTrial;
  let server: SftpServer;
  before(async () => {
    trial = sendTrial();
    server = await sftpServer(trial.there);
    await destinationOn(trial, 'sftp', server.port, 'matches/today');
    trial.fill(4);
  });
  after(async () => {
    await trial.close();
    await server.stop();
  });
  const there = () => contentsOf(join(trial.there, 'matches', 'today'));

  it('shows the server’s key first, says no password to it, and sends when it is trusted', async () => {
    const first = await trial.send('Club');
    assert.deepEqual([first.state, first.problem?.kind, server.logins], ['stopped', 'trust', 0]);
    const fingerprint = first.problem?.fingerprint ?? '';
    assert.match(first.problem?.sentence ?? '', /^Podium has not sent anything to 127\.0\.0\.1/);
    await trial.engine.call('destination.trust', { name: 'Club', fingerprint });
    await trial.engine.call('delivery.run', patient);
    const sent = await trial.latest();
    assert.deepEqual([sent.state, sent.done], ['done', 4]);
    assert.deepEqual(there(), contentsOf(trial.album));
  });

  it('sends only what is missing or differs, in the place of what it sent before', async () => {
    writeFileSync(join(trial.album, '002_DSC.jpg'), 'another exposure');
    const sent = await trial.send('Club');
    assert.deepEqual([sent.state, sent.done, sent.already], ['done', 4, 3]);
    assert.deepEqual(there(), contentsOf(trial.album));
  });

  it('keeps what is another’s', async () => {
    writeFileSync(join(trial.there, 'matches', 'today', '003_DSC.jpg'), 'of somebody else');
    const sent = await trial.send('Club');
    assert.equal(sent.notes.length, 1);
    assert.equal(there()['003_DSC.jpg'], 'of somebody else');
    assert.equal(there()['003_DSC (2).jpg'], contentsOf(trial.album)['003_DSC.jpg']);
  });

  it('finishes by itself when the server was gone in the middle', async () => {
    writeFileSync(join(trial.album, '005_DSC.jpg'), Buffer.alloc(2_000_000, 'five'));
    let isGone = false;
    server.onWrite = () => {
      if (isGone) return;
      isGone = true;
      void server.stop();
    };
    await trial.engine.call('delivery.add', { destination: 'Club', paths: [trial.album] });
    const kinds = new Set<string>();
    let isBack = false;
    await trial.engine.call('delivery.run', patient, {
      onProgress: ({ deliveries }) => {
        const problem = deliveries.at(-1)?.problem;
        if (!problem || isBack) return;
        kinds.add(problem.kind);
        isBack = true;
        void server.start();
      },
    });
    assert.deepEqual([...kinds], ['again']);
    const sent = await trial.latest();
    assert.deepEqual([sent.state, sent.done], ['done', 5]);
    assert.equal(there()['005_DSC.jpg'], contentsOf(trial.album)['005_DSC.jpg']);
    server.onWrite = () => undefined;
  });

  it('stops where writing is refused', async () => {
    writeFileSync(join(trial.album, '006_DSC.jpg'), 'six');
    server.onWrite = () => {
      throw Object.assign(new Error('no'), { code: 'EACCES' });
    };
    const sent = await trial.send('Club');
    server.onWrite = () => undefined;
    assert.equal(sent.state, 'stopped');
    assert.equal(
      sent.problem?.sentence,
      '127.0.0.1 refused to write there: there is no permission.',
    );
  });

  it('does not let in with a wrong password', async () => {
    await trial.engine.call('destination.unlock', { name: 'Club', secret: 'wrong' });
    const { problem } = await trial.engine.call('destination.test', { name: 'Club' });
    assert.deepEqual(problem, {
      kind: 'password',
      sentence: '127.0.0.1 does not know this user, password or key.',
      fingerprint: null,
    });
    await trial.engine.call('destination.unlock', { name: 'Club', secret: testUser.password });
  });

  it('sends nothing to a server that shows another key than before', async () => {
    await server.stop();
    server.changeKey();
    await server.start();
    const { logins } = server;
    const sent = await trial.send('Club');
    assert.deepEqual([sent.state, sent.problem?.kind], ['stopped', 'changed']);
    assert.match(sent.problem?.sentence ?? '', /another key than before.* Nothing was sent\.$/);
    assert.equal(server.logins, logins);
  });
});

describe('an SFTP server that knows keys', () => {
  it('lets in with one, and asks for the words that open it', async () => {
    const trial = sendTrial();
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
      privateKeyEncoding: {
        type: 'pkcs1',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'open it',
      },
    });
    const parsed = ssh2.utils.parseKey(privateKey, 'open it');
    assert.ok(!(parsed instanceof Error));
    const server = await sftpServer(
      trial.there,
      `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`,
    );
    try {
      const keyFile = join(trial.root, 'id_rsa');
      writeFileSync(keyFile, privateKey);
      const destination = {
        ...({ kind: 'sftp', name: 'Club', host: '127.0.0.1', port: server.port } as const),
        ...{ user: testUser.user, folder: '', keyFile },
      };
      await trial.engine.call('destination.save', { destination });
      const test = async () =>
        (await trial.engine.call('destination.test', { name: 'Club' })).problem;
      assert.equal((await test())?.kind, 'password');
      await trial.engine.call('destination.unlock', { name: 'Club', secret: 'open it' });
      const fingerprint = (await test())?.fingerprint ?? '';
      await trial.engine.call('destination.trust', { name: 'Club', fingerprint });
      assert.equal(await test(), null);
    } finally {
      await trial.close();
      await server.stop();
    }
  });
});

describe('an album sent to a folder', () => {
  let trial: SendTrial;
  before(async () => {
    trial = sendTrial();
    trial.fill(3);
    const destination = { kind: 'folder', name: 'NAS', folder: trial.there } as const;
    await trial.engine.call('destination.save', { destination });
  });
  after(() => trial.close());

  it('arrives, and waits for a disk that is away', async () => {
    renameSync(trial.there, `${trial.there}-away`);
    await trial.engine.call('delivery.add', { destination: 'NAS', paths: [trial.album] });
    const said = new Set<string>();
    await trial.engine.call('delivery.run', patient, {
      onProgress: ({ deliveries }) => {
        const problem = deliveries[0]?.problem;
        if (!problem) return;
        if (said.size === 0) renameSync(`${trial.there}-away`, trial.there);
        said.add(problem.sentence);
      },
    });
    assert.deepEqual([...said], [`The folder ${trial.there} is not there now.`]);
    assert.equal((await trial.latest()).state, 'done');
    assert.deepEqual(contentsOf(trial.there), contentsOf(trial.album));
  });

  it('stops where nothing may be written', { skip: process.getuid?.() === 0 }, async () => {
    mkdirSync(join(trial.root, 'closed'));
    chmodSync(join(trial.root, 'closed'), 0o500);
    const folder = join(trial.root, 'closed');
    await trial.engine.call('destination.save', {
      destination: { kind: 'folder', name: 'Closed', folder },
    });
    const sent = await trial.send('Closed');
    assert.equal(sent.problem?.sentence, `Nothing may be written in ${folder}.`);
  });
});

describe('an engine that is killed while it sends', () => {
  it('goes on where it was when it is started again', async () => {
    const root = temporaryFolder();
    const trial = { album: join(root, 'album'), there: join(root, 'there') };
    for (const folder of Object.values(trial)) mkdirSync(folder);
    for (let number = 1; number <= 6; number += 1)
      writeFileSync(join(trial.album, `${number}.jpg`), Buffer.alloc(1_000_000, `${number} `));
    const server = await sftpServer(trial.there);
    const options = { ...quickOptions(join(root, 'data')), delivers: true };
    const engine = startChildEngine(options);
    try {
      await destinationOn({ engine: { ...engine, call: engine.call } }, 'sftp', server.port, '');
      const { problem } = await engine.call('destination.test', { name: 'Club' });
      const fingerprint = problem?.fingerprint ?? '';
      await engine.call('destination.trust', { name: 'Club', fingerprint });
      const killed = new Promise<void>((resolve) => {
        server.onWrite = (name) => {
          if (!name.includes('3.jpg')) return;
          server.onWrite = () => undefined;
          const pid = engine.pid();
          if (pid !== undefined) process.kill(pid, 'SIGKILL');
          resolve();
        };
      });
      const added = engine.call('delivery.add', { destination: 'Club', paths: [trial.album] });
      await added.catch(() => undefined); // its answer may have died with the engine
      await killed;
      // The password died with it.
      await engine
        .call('destination.unlock', { name: 'Club', secret: testUser.password })
        .catch(() =>
          engine.call('destination.unlock', { name: 'Club', secret: testUser.password }),
        );
      const { deliveries } = await engine.call('delivery.run', patient);
      assert.deepEqual(
        deliveries.map(({ state, done, total }) => [state, done, total]),
        [['done', 6, 6]],
      );
      assert.deepEqual(
        contentsOf(trial.there),
        contentsOf(trial.album),
        'nothing half done is left',
      );
      assert.deepEqual(draftsIn(trial.there), []);
    } finally {
      await engine.close();
      await server.stop();
      dropFolder(root);
    }
  });
});
