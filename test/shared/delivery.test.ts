// Addresses of destinations: what is written down is read back, and a password in one is refused.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addressOf,
  serverAt,
  usualPorts,
  type Destination,
} from '../../shared/delivery/deliveries.ts';
import { isError } from '../fixtures/engine-error.ts';

const plain = fc.stringMatching(/^[a-z0-9._-]{1,20}$/);
const servers = fc.record({
  name: fc.constant('Club'),
  host: plain,
  port: fc.oneof(fc.constant(21), fc.constant(22), fc.integer({ min: 1, max: 65_535 })),
  user: fc.oneof(fc.constant(''), plain, fc.constant('anna@club.de')),
  folder: fc.oneof(fc.constant(''), plain, fc.constant('/srv/match 1'), fc.constant('a/b')),
});

describe('an address', () => {
  it('says all of a server, and is read back', () => {
    fc.assert(
      fc.property(servers, fc.constantFrom('sftp', 'ftps', 'ftp'), (server, kind) => {
        const destination: Destination =
          kind === 'sftp' ? { kind, ...server, keyFile: null } : { kind, ...server };
        assert.deepEqual(serverAt(addressOf(destination), 'Club'), destination);
      }),
    );
  });

  it('leaves out the usual port', () => {
    const server = serverAt('FTPS://ftp.club.de/match', 'Club');
    assert.deepEqual([server?.kind, server?.port], ['ftps', usualPorts.ftps]);
    assert.equal(server && addressOf(server), 'ftps://ftp.club.de/match');
  });

  it('is none of a server where it is a folder, and holds no password', () => {
    assert.equal(serverAt('/media/disk', 'Club'), null);
    assert.equal(serverAt('https://club.de/', 'Club'), null);
    assert.throws(
      () => serverAt('sftp://anna:secret@club.de/', 'Club'),
      isError('bad-input', /Leave the password out/),
    );
  });
});
