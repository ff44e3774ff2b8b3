// An FTP server as a destination, plain or with explicit TLS, by basic-ftp.

import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { TLSSocket, type ConnectionOptions, type PeerCertificate } from 'node:tls';
import { Client, FTPError } from 'basic-ftp';
import type { Destination } from '../../../shared/delivery/deliveries.ts';
import { errorCode } from '../../disk/file-errors.ts';
import { DeliveryError } from './problems.ts';
import type { Remote, RemoteOptions } from './remote.ts';

type FtpServer = Extract<Destination, { kind: 'ftp' | 'ftps' }>;

/**
 * A certificate that this machine does not trust is the user's to judge: a club's server has often made its own. Once
 * judged, it and no other is taken, on the connections that carry the files too.
 */
export async function openFtp(server: FtpServer, options: RemoteOptions): Promise<Remote> {
  const client = new Client(options.silentMs);
  try {
    await client.connect(server.host, server.port);
    client.ftp.socket.setNoDelay(true); // each file takes several short questions
    if (server.kind === 'ftps') await secure(client, server, options);
    await client.login(server.user === '' ? 'anonymous' : server.user, options.secret ?? '');
    await client.useDefaultSettings();
    if (server.folder !== '') await enter(client, server.folder);
    return remoteOn(client, await client.pwd());
  } catch (error) {
    client.close();
    throw error;
  }
}

async function secure(
  client: Client,
  server: FtpServer,
  { trusted }: RemoteOptions,
): Promise<void> {
  const { host } = server;
  try {
    await client.useTLS({ host, rejectUnauthorized: false });
  } catch (error) {
    if (!(error instanceof FTPError)) throw error;
    const sentence = `${host} offers no TLS: send by plain FTP, where others on the way can read along, or by SFTP.`;
    throw new DeliveryError('refused', sentence, error);
  }
  const { socket } = client.ftp;
  if (!(socket instanceof TLSSocket)) throw new Error('The connection is not encrypted.');
  const shown = socket.getPeerCertificate();
  // Only what is as it should be needs no judgement: the name is not checked by `authorized`.
  if (trusted === null && socket.authorized && isNamed(shown, host)) {
    client.ftp.tlsOptions = { host, servername: host, rejectUnauthorized: true };
    return;
  }
  const fingerprint = fingerprintOf(shown.raw);
  if (fingerprint === trusted) client.ftp.tlsOptions = pinnedTo(host, shown);
  else if (trusted === null)
    throw new DeliveryError(
      'trust',
      `This machine does not know who ${host} is: its certificate is ${fingerprint}.`,
      undefined,
      fingerprint,
    );
  else throw changed(host, fingerprint);
}

/** Folders on the way may be closed to the user: only one that is missing is made step by step. */
async function enter(client: Client, folder: string): Promise<void> {
  await client.cd(folder).catch(async (error: unknown) => {
    if (!(error instanceof FTPError)) throw error;
    await client.ensureDir(folder);
  });
}

export function changed(host: string, fingerprint: string): DeliveryError {
  return new DeliveryError(
    'changed',
    `${host} shows another key than before, ${fingerprint}: it may be somebody else’s server. Nothing was sent.`,
    undefined,
    fingerprint,
  );
}

function isNamed(shown: PeerCertificate, host: string): boolean {
  return (shown.subjectaltname ?? '')
    .split(/,\s*/)
    .some((name) => matches(name.replace(/^(?:DNS|IP Address):/, '').toLowerCase(), host));
}

/** A star stands for one label (RFC 6125, 6.4.3). */
function matches(pattern: string, host: string): boolean {
  const name = host.toLowerCase();
  if (!pattern.startsWith('*.')) return pattern === name;
  return name.slice(name.indexOf('.')) === pattern.slice(1) && name.includes('.');
}

function pinnedTo(host: string, { raw }: PeerCertificate): ConnectionOptions {
  const pem = `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`;
  return {
    host,
    ca: pem,
    rejectUnauthorized: true,
    allowPartialTrustChain: true,
    checkServerIdentity: () => undefined, // it is this certificate, whatever name it has
  };
}

/** As OpenSSH writes it. */
export function fingerprintOf(bytes: Uint8Array): string {
  const digest = createHash('sha256').update(bytes).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}

function remoteOn(client: Client, base: string): Remote {
  const at = (path: string) => `${base.replace(/\/$/, '')}/${path}`;
  return {
    sizeOf: (path) => sizeOf(client, at(path)),
    async hashOf(path) {
      const sha256 = createHash('sha256');
      const sink = new Writable({
        write(chunk: Buffer, _, done) {
          sha256.update(chunk);
          done();
        },
      });
      await client.downloadTo(sink, at(path));
      return sha256.digest('hex');
    },
    async put(source, path) {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : null;
      if (folder !== null) {
        await client.ensureDir(at(folder));
        await client.cd(base);
      }
      await client.uploadFrom(source, at(path));
    },
    async rename(from, to, replaces) {
      try {
        await client.rename(at(from), at(to));
      } catch (error) {
        if (!replaces || !(error instanceof FTPError)) throw error;
        await client.remove(at(to)); // a server that replaces nothing
        await client.rename(at(from), at(to));
      }
    },
    async remove(path) {
      await client.remove(at(path)).catch((error: unknown) => {
        if (!(error instanceof FTPError && error.code === 550)) throw error;
      });
    },
    close: () => {
      client.close();
    },
  };
}

/** 550: there is none; other answers come from servers that do not know SIZE (RFC 3659), which have to list. */
async function sizeOf(client: Client, path: string): Promise<number | null> {
  try {
    return await client.size(path);
  } catch (error) {
    if (!(error instanceof FTPError)) throw error;
    if (error.code === 550) return null;
    if (errorCode(error) !== '' || error.code === 421) throw error;
    const slash = path.lastIndexOf('/');
    const found = await client.list(path.slice(0, slash) || '/');
    return found.find(({ name }) => name === path.slice(slash + 1))?.size ?? null;
  }
}
