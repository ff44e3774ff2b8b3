// Albums sent to a real FTP server: what arrives, what is left out, and what happens when the server does not want to.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { ftpServer, testUser, type TestServer } from '../fixtures/ftp-server.ts';
import {
  contentsOf,
  destinationOn,
  patient,
  sendTrial,
  type SendTrial,
} from '../fixtures/sending.ts';

describe('an album sent by FTP', () => {
  let trial: SendTrial;
  let server: TestServer;
  beforeEach(async () => {
    trial = sendTrial();
    server = await ftpServer(trial.there);
    await destinationOn(trial, 'ftp', server.port);
    trial.fill(4);
  });
  afterEach(async () => {
    await trial.close();
    await server.stop();
  });

  it('arrives whole, in a folder that is made, and is not sent again', async () => {
    const sent = await trial.send('Club');
    assert.deepEqual([sent.state, sent.done, sent.total, sent.already], ['done', 4, 4, 0]);
    assert.equal(sent.doneBytes, 12_000);
    assert.deepEqual(contentsOf(join(trial.there, 'match')), contentsOf(trial.album));

    const written: string[] = [];
    server.onWrite = (name) => written.push(name);
    writeFileSync(join(trial.album, '002_DSC.jpg'), 'another exposure');
    writeFileSync(join(trial.album, '005_DSC.jpg'), 'one more');
    const again = await trial.send('Club');
    assert.deepEqual([again.state, again.done, again.already], ['done', 5, 3]);
    assert.equal(written.length, 2, written.join());
    assert.deepEqual(contentsOf(join(trial.there, 'match')), contentsOf(trial.album));
  });

  it('takes folders along, and leaves what is hidden', async () => {
    mkdirSync(join(trial.album, 'thumbs'));
    writeFileSync(join(trial.album, 'thumbs', 'small one.jpg'), 'small');
    writeFileSync(join(trial.album, '.podium'), 'a mark');
    assert.equal((await trial.send('Club')).state, 'done');
    const there = contentsOf(join(trial.there, 'match'));
    assert.equal(there['thumbs/small one.jpg'], 'small');
    assert.equal(there['.podium'], undefined);
  });

  it('replaces nothing of others: what has the same name stays, and a copy that is the same is left', async () => {
    mkdirSync(join(trial.there, 'match'));
    writeFileSync(join(trial.there, 'match', '001_DSC.jpg'), 'of somebody else');
    const same = contentsOf(trial.album)['002_DSC.jpg'] ?? '';
    writeFileSync(join(trial.there, 'match', '002_DSC.jpg'), same, 'latin1');
    const sent = await trial.send('Club');
    assert.deepEqual([sent.state, sent.done, sent.already], ['done', 4, 1]);
    assert.deepEqual(sent.notes, [
      '001_DSC.jpg is called 001_DSC (2).jpg there: another file has that name.',
    ]);
    const there = contentsOf(join(trial.there, 'match'));
    assert.equal(there['001_DSC.jpg'], 'of somebody else');
    assert.equal(there['001_DSC (2).jpg'], contentsOf(trial.album)['001_DSC.jpg']);
    assert.equal(Object.keys(there).length, 5);
  });

  it('keeps a photo of another match that has the same name', async () => {
    await trial.send('Club');
    const other = join(trial.root, 'other');
    mkdirSync(other);
    writeFileSync(join(other, '001_DSC.jpg'), 'the second match');
    await trial.engine.call('delivery.add', { destination: 'Club', paths: [other] });
    await trial.engine.call('delivery.run', patient);
    const there = contentsOf(join(trial.there, 'match'));
    assert.equal(there['001_DSC.jpg'], contentsOf(trial.album)['001_DSC.jpg']);
    assert.equal(there['001_DSC (2).jpg'], 'the second match');
  });

  it('asks for another password, once for all that waits, and goes on with it', async () => {
    await trial.engine.call('destination.unlock', { name: 'Club', secret: 'wrong' });
    await trial.engine.call('delivery.add', { destination: 'Club', paths: [trial.album] });
    const sent = await trial.send('Club');
    assert.equal(sent.state, 'stopped');
    assert.deepEqual(sent.problem, {
      kind: 'password',
      sentence: '127.0.0.1 does not know this user or password.',
      fingerprint: null,
    });
    assert.equal(server.logins, 1);
    await trial.engine.call('destination.unlock', { name: 'Club', secret: testUser.password });
    const { deliveries } = await trial.engine.call('delivery.run', patient);
    assert.deepEqual(
      deliveries.map(({ state, done }) => [state, done]),
      [
        ['done', 4],
        ['done', 4],
      ],
    );
  });

  it('finishes by itself when the server was gone in the middle', async () => {
    server.onWrite = (name) => {
      if (name.includes('003')) void server.stop();
    };
    await trial.engine.call('delivery.add', { destination: 'Club', paths: [trial.album] });
    const problems = new Set<string>();
    let isBack = false;
    await trial.engine.call('delivery.run', patient, {
      onProgress: ({ deliveries }) => {
        const problem = deliveries[0]?.problem;
        if (!problem || isBack) return;
        problems.add(problem.kind);
        isBack = true;
        server.onWrite = () => undefined;
        void server.stop().then(() => server.start());
      },
    });
    assert.deepEqual([...problems], ['again']);
    const sent = await trial.latest();
    assert.deepEqual([sent.state, sent.done, sent.problem], ['done', 4, null]);
    assert.deepEqual(contentsOf(join(trial.there, 'match')), contentsOf(trial.album));
  });

  it('waits for room, and says that there is none', async () => {
    let isFull = true;
    server.onWrite = () => {
      if (isFull) throw new Error('No space left on device');
    };
    await trial.engine.call('delivery.add', { destination: 'Club', paths: [trial.album] });
    const said = new Set<string>();
    await trial.engine.call('delivery.run', patient, {
      onProgress: ({ deliveries }) => {
        const problem = deliveries[0]?.problem;
        if (problem) {
          said.add(problem.sentence);
          isFull = false;
        }
      },
    });
    assert.deepEqual([...said], ['There is no room left on 127.0.0.1.']);
    assert.equal((await trial.latest()).state, 'done');
  });

  it('stops where writing is refused, and goes on when it is asked to', async () => {
    server.onWrite = () => {
      throw new Error('EACCES: permission denied');
    };
    const sent = await trial.send('Club');
    assert.equal(sent.state, 'stopped');
    assert.match(
      sent.problem?.sentence ?? '',
      /^001_DSC\.jpg on 127\.0\.0\.1 was refused: there may be no permission to write there\. The server says /,
    );
    server.onWrite = () => undefined;
    await trial.engine.call('delivery.retry', { id: sent.id });
    await trial.engine.call('delivery.run', patient);
    assert.equal((await trial.latest()).state, 'done');
  });

  it('names a file that is gone from the album, and sends the others', async () => {
    await trial.engine.call('delivery.add', {
      destination: 'Club',
      paths: ['001_DSC.jpg', '002_DSC.jpg'].map((name) => join(trial.album, name)),
    });
    const { rmSync } = await import('node:fs');
    rmSync(join(trial.album, '001_DSC.jpg'));
    await trial.engine.call('delivery.run', patient);
    const sent = await trial.latest();
    assert.deepEqual([sent.state, sent.done], ['stopped', 1]);
    assert.equal(sent.problem?.sentence, '1 file could not be sent.');
    assert.deepEqual(sent.notes, [`${join(trial.album, '001_DSC.jpg')} is not there any more.`]);
  });

  it('is cancelled in the middle, with nothing half done left there', async () => {
    trial.fill(4, 4_000_000);
    await trial.engine.call('delivery.add', { destination: 'Club', paths: [trial.album] });
    const { id } = await trial.latest();
    const begun = new Promise<void>((resolve) => {
      server.onWrite = (name) => {
        if (name.includes('002')) resolve();
      };
    });
    const run = trial.engine.call('delivery.run', patient);
    await begun;
    await trial.engine.call('delivery.cancel', { id });
    await run;
    const sent = await trial.latest();
    assert.deepEqual([sent.state, sent.problem], ['cancelled', null]);
    assert.ok(sent.done < 4, `${sent.done} had arrived`);
    const names = Object.keys(contentsOf(join(trial.there, 'match')));
    assert.deepEqual(names, Object.keys(contentsOf(trial.album)).slice(0, sent.done));
    await trial.engine.call('delivery.remove', { id });
    assert.deepEqual((await trial.engine.call('delivery.list', {})).deliveries, []);
  });

  it('is looked at before: a test says that it works, or why not, and leaves nothing', async () => {
    const test = () => trial.engine.call('destination.test', { name: 'Club' });
    assert.deepEqual(await test(), { problem: null });
    assert.deepEqual(contentsOf(trial.there), {});
    await server.stop();
    assert.equal(
      (await test()).problem?.sentence,
      '127.0.0.1 cannot be reached: it does not answer at that port.',
    );
  });
});

describe('an album sent by FTP with TLS', () => {
  let trial: SendTrial;
  let server: TestServer;
  before(async () => {
    trial = sendTrial();
    server = await ftpServer(trial.there, { tls: true });
    await destinationOn(trial, 'ftps', server.port);
    trial.fill(3);
  });
  after(async () => {
    await trial.close();
    await server.stop();
  });

  it('says no password to a server that nobody knows, and sends when the user does', async () => {
    const first = await trial.send('Club');
    assert.deepEqual([first.state, first.problem?.kind, server.logins], ['stopped', 'trust', 0]);
    const fingerprint = first.problem?.fingerprint ?? '';
    assert.match(fingerprint, /^SHA256:[\w+/]{43}$/);
    await trial.engine.call('destination.trust', { name: 'Club', fingerprint });
    await trial.engine.call('delivery.run', patient);
    assert.equal((await trial.latest()).state, 'done');
    assert.deepEqual(contentsOf(join(trial.there, 'match')), contentsOf(trial.album));
  });

  it('sends nothing to one that shows another certificate than before', async () => {
    await trial.engine.call('destination.trust', { name: 'Club', fingerprint: 'SHA256:other' });
    const logins = server.logins;
    const { problem } = await trial.engine.call('destination.test', { name: 'Club' });
    assert.equal(problem?.kind, 'changed');
    assert.equal(server.logins, logins);
  });
});

it('a server without TLS is told no password where TLS is asked for', async () => {
  const trial = sendTrial();
  const server = await ftpServer(trial.there);
  try {
    await destinationOn(trial, 'ftps', server.port);
    const { problem } = await trial.engine.call('destination.test', { name: 'Club' });
    assert.match(problem?.sentence ?? '', /offers no TLS/);
    assert.equal(server.logins, 0);
  } finally {
    await trial.close();
    await server.stop();
  }
});
