// An SFTP server as a destination, by ssh2: passwords or keys, and the server's own key, which must stay the same.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import ssh2 from 'ssh2';
import type { Client, ConnectConfig, SFTPWrapper } from 'ssh2';
import type { Destination } from '../../../shared/delivery/deliveries.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { changed, fingerprintOf } from './ftp.ts';
import { DeliveryError } from './problems.ts';
import type { Remote, RemoteOptions } from './remote.ts';

type SftpServer = Extract<Destination, { kind: 'sftp' }>;

/** Of SFTP, version 3 (draft-ietf-secsh-filexfer-02, 7). */
const status = { noSuchFile: 2, permissionDenied: 3 } as const;

export async function openSftp(server: SftpServer, options: RemoteOptions): Promise<Remote> {
  const { host } = server;
  const client = new ssh2.Client();
  try {
    const shown = await connect(client, server, options);
    if (shown !== options.trusted) {
      if (options.trusted !== null) throw changed(host, shown);
      const sentence = `Podium has not sent anything to ${host} before: its key is ${shown}.`;
      throw new DeliveryError('trust', sentence, undefined, shown);
    }
    const sftp = await promisify(client.sftp.bind(client))();
    const base = await startIn(sftp, server.folder);
    return remoteOn(client, sftp, { base, host });
  } catch (error) {
    client.end();
    throw error;
  }
}

/**
 * Nothing secret is sent before the server has shown the key that is expected of it. Resolves with what it has shown,
 * also where that ended the connection.
 */
async function connect(
  client: Client,
  server: SftpServer,
  { secret, trusted, silentMs }: RemoteOptions,
): Promise<string> {
  const key = server.keyFile === null ? null : await readKey(server.keyFile);
  if (key) checkKey(key, server.keyFile ?? '', secret);
  const shown: string[] = [];
  const config: ConnectConfig = {
    host: server.host,
    port: server.port,
    username: server.user,
    readyTimeout: silentMs,
    keepaliveInterval: silentMs / 3,
    keepaliveCountMax: 2,
    hostVerifier: (hostKey: Buffer) => {
      const fingerprint = fingerprintOf(hostKey);
      shown.push(fingerprint);
      return fingerprint === trusted;
    },
    ...(key && { privateKey: key, ...(secret !== null && { passphrase: secret }) }),
    ...(!key && secret !== null && { password: secret, tryKeyboard: true }),
  };
  client.on('keyboard-interactive', (_name, _text, _language, prompts, answer) => {
    answer(prompts.map(() => secret ?? ''));
  });
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.on('error', reject); // stays: what comes later ends what is under way, and would end the process
    client.once('close', () => {
      reject(new DeliveryError('again', `${server.host} closed the connection.`));
    });
    client.connect(config).setNoDelay(true); // each file takes several short questions
  }).catch((error: unknown) => {
    if (shown[0] === undefined || shown[0] === trusted) throw error;
  });
  return shown[0] ?? '';
}

async function readKey(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    const sentence = `The private key ${file} cannot be read: ${reasonOf(error)}.`;
    throw new DeliveryError('refused', sentence, error);
  });
}

function checkKey(key: Buffer, file: string, secret: string | null): void {
  const parsed = ssh2.utils.parseKey(key, secret ?? undefined);
  if (!(parsed instanceof Error)) return;
  if (/passphrase|encrypted|integrity|bad decrypt/i.test(parsed.message))
    throw new DeliveryError('password', `The private key ${file} is opened by a password.`, parsed);
  throw new DeliveryError('refused', `${file} is no private key that Podium can read.`, parsed);
}

/** The folder to work in, made where it is missing; absolute. */
async function startIn(sftp: SFTPWrapper, folder: string): Promise<string> {
  const realpath = (path: string) =>
    new Promise<string>((resolve, reject) => {
      sftp.realpath(path, (error, real) => {
        if (error) reject(error);
        else resolve(real);
      });
    });
  if (folder === '') return realpath('.');
  const start = folder.startsWith('/') ? '/' : await realpath('.');
  await makeFolders(sftp, start, folder);
  return realpath(folder);
}

async function makeFolders(sftp: SFTPWrapper, start: string, folder: string): Promise<void> {
  let path = start.replace(/\/$/, '');
  for (const part of folder.split('/').filter((name) => name !== '' && name !== '.')) {
    path = `${path}/${part}`;
    if ((await statOf(sftp, path)) === null)
      await new Promise<void>((resolve, reject) => {
        sftp.mkdir(path, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
  }
}

function statOf(sftp: SFTPWrapper, path: string): Promise<{ readonly size: number } | null> {
  return new Promise((resolve, reject) => {
    sftp.stat(path, (error, found) => {
      if (!error) resolve(found);
      else if (codeOf(error) === status.noSuchFile) resolve(null);
      else reject(error);
    });
  });
}

function codeOf(error: unknown): number | null {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
  return typeof code === 'number' ? code : null;
}

type Place = { readonly base: string; readonly host: string };

function remoteOn(client: Client, sftp: SFTPWrapper, { base, host }: Place): Remote {
  const at = (path: string) => `${base.replace(/\/$/, '')}/${path}`;
  const gone = whenGone(client, host);
  /** Where the connection ends, ssh2 answers nothing that was asked before. */
  const said = <T>(work: Promise<T>) =>
    Promise.race([work, gone]).catch((error: unknown) => rethrow(error, host));
  const done = (work: (answer: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => {
      work((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  return {
    sizeOf: (path) => said(statOf(sftp, at(path)).then((found) => found?.size ?? null)),
    async hashOf(path) {
      const sha256 = createHash('sha256');
      await said(pipeline(sftp.createReadStream(at(path)), sha256));
      return sha256.digest('hex');
    },
    async put(source, path) {
      if (path.includes('/'))
        await said(makeFolders(sftp, base, path.slice(0, path.lastIndexOf('/'))));
      await said(pipeline(source, sftp.createWriteStream(at(path))));
    },
    async rename(from, to, replaces) {
      const plain = () =>
        done((answer) => {
          sftp.rename(at(from), at(to), answer);
        });
      if (!replaces) return said(plain());
      return said(
        done((answer) => {
          sftp.ext_openssh_rename(at(from), at(to), answer);
        }).catch(async () => {
          await done((answer) => {
            sftp.unlink(at(to), answer);
          }); // a server without that extension
          await plain();
        }),
      );
    },
    remove: (path) =>
      said(
        done((answer) => {
          sftp.unlink(at(path), answer);
        }).catch((error: unknown) => {
          if (codeOf(error) !== status.noSuchFile) throw error;
        }),
      ),
    close: () => {
      client.end();
      client.destroy();
    },
  };
}

function whenGone(client: Client, host: string): Promise<never> {
  const gone = new Promise<never>((_, reject) => {
    client.once('close', () => {
      reject(new DeliveryError('again', `${host} cannot be reached: the connection was cut off.`));
    });
  });
  gone.catch(() => undefined); // nobody may be asking at that moment
  return gone;
}

function rethrow(error: unknown, host: string): never {
  if (codeOf(error) !== status.permissionDenied) throw error;
  const sentence = `${host} refused to write there: there is no permission.`;
  throw new DeliveryError('refused', sentence, error);
}
