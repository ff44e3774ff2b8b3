// One file on its way: sent under a temporary name, its size compared, then given its name; nothing of others is replaced.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, parse } from 'node:path';
import { Readable } from 'node:stream';
import { hashFile } from '../../disk/read-file.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import type { Delivered, FileToSend, KeptDeliveries } from './kept-deliveries.ts';
import { DeliveryError, FileProblem } from './problems.ts';
import type { Remote } from './remote.ts';

export type SendFile = {
  readonly remote: Remote;
  readonly kept: Pick<KeptDeliveries, 'deliveredAt'>;
  /** Address of the destination's folder, in which what was sent is remembered. */
  readonly address: string;
  /** Of the delivery: its temporary names say whose they are, and are used again after a restart. */
  readonly id: number;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
};

/** `name`: what it is called there; `what`: what is there now, and where. */
export type SentFile = {
  readonly state: 'sent' | 'there';
  readonly name: string;
  readonly place: string;
  readonly what: Delivered;
};

/** Rejects with FileProblem where this file alone is the reason, and with whatever the destination says. */
export async function sendFile(file: FileToSend, run: SendFile): Promise<SentFile> {
  const local = await localFile(file);
  const target = await targetOf(file, local, run);
  const { name } = target;
  const place = placeOf(run, name);
  if (target.isThere) return { state: 'there', name, place, what: target.isThere };
  const part = partName(name, run.id);
  const sent = await put(file, part, run);
  if (sent.sizeBytes !== local.sizeBytes)
    throw new DeliveryError('again', `${basename(file.path)} was changed while it was being sent.`);
  const arrived = await run.remote.sizeOf(part);
  if (arrived !== sent.sizeBytes)
    throw new DeliveryError(
      'again',
      `${basename(file.path)} did not arrive whole: ${arrived ?? 0} of ${sent.sizeBytes} bytes.`,
    );
  await run.remote.rename(part, name, target.replaces);
  return { state: 'sent', name, place, what: sent };
}

/** Other programs take no file of that ending for a photo. */
export function partName(name: string, id: number): string {
  return `${name}.podium-${id}.part`;
}

async function localFile({ path }: FileToSend): Promise<{ readonly sizeBytes: number }> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new FileProblem(`${path} is no file.`);
    return { sizeBytes: found.size };
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new FileProblem(unreadableSentence(path, error), { cause: error });
  }
}

function unreadableSentence(path: string, error: unknown): string {
  return errorCode(error) === 'ENOENT'
    ? `${path} is not there any more.`
    : `${path} cannot be read: ${reasonOf(error)}.`;
}

type Target = {
  readonly name: string;
  /** What has the name already, where that is this file. */
  readonly isThere: Delivered | null;
  readonly replaces: boolean;
};

/** The first name that is free, that this file was sent under before, or that has the very same file. */
async function targetOf(
  file: FileToSend,
  local: { readonly sizeBytes: number },
  run: SendFile,
): Promise<Target> {
  const { remote, kept } = run;
  const sha256 = once(() => hashFile(file.path, run.signal));
  for (let count = 1; ; count += 1) {
    const name = numbered(file.name, count);
    const sizeBytes = await remote.sizeOf(name);
    if (sizeBytes === null) return { name, isThere: null, replaces: false };
    const ours = kept.deliveredAt(placeOf(run, name));
    const isOurs = ours?.sizeBytes === sizeBytes;
    if (isOurs && ours.sha256 === (await sha256())) return { name, isThere: ours, replaces: false };
    // Another photo of that name, from another match, stays what it is.
    if (isOurs && ours.path === file.path) return { name, isThere: null, replaces: true };
    const mayBeSame = !isOurs && sizeBytes === local.sizeBytes;
    if (mayBeSame && (await remote.hashOf(name)) === (await sha256())) {
      const isThere = { path: file.path, sizeBytes, sha256: await sha256() };
      return { name, isThere, replaces: false };
    }
    if (file.name.includes('/'))
      throw new FileProblem(`There is another ${file.name} there already: it was not replaced.`);
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}

/** `NAME (2).jpg`, as everywhere; pages refer to what lies in folders of theirs, which keeps its name. */
function numbered(name: string, count: number): string {
  if (count === 1) return name;
  const { name: stem, ext } = parse(name);
  return `${stem} (${count})${ext}`;
}

function placeOf({ address }: SendFile, name: string): string {
  return `${address.replace(/\/$/, '')}/${name}`;
}

async function put(file: FileToSend, part: string, run: SendFile): Promise<Delivered> {
  const sha256 = createHash('sha256');
  let sizeBytes = 0;
  const unreadable: FileProblem[] = [];
  const local = createReadStream(file.path, { signal: run.signal });
  // Of the file itself: what the destination says of its end arrives in the generator too.
  local.on('error', (error) => {
    if (run.signal.aborted) return;
    unreadable.push(new FileProblem(unreadableSentence(file.path, error), { cause: error }));
  });
  async function* pieces() {
    for await (const piece of local) {
      const bytes = piece as Buffer;
      sha256.update(bytes);
      sizeBytes += bytes.length;
      run.onBytes(bytes.length);
      yield bytes;
    }
  }
  try {
    await run.remote.put(Readable.from(pieces(), { objectMode: false }), part);
  } catch (error) {
    throw unreadable[0] ?? error;
  } finally {
    local.destroy();
  }
  return { path: file.path, sizeBytes, sha256: sha256.digest('hex') };
}
