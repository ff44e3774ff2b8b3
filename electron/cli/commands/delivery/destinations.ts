// `podium destinations`: where albums are sent: listed, kept, removed, looked at.

import { resolve } from 'node:path';
import type { PodiumContract } from '../../../../shared/contract.ts';
import {
  addressOf,
  serverAt,
  type DeliveryProblem,
  type Destination,
} from '../../../../shared/delivery/deliveries.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import { askSecret, isYes } from '../../terminal/ask.ts';
import { print, printable, printJson, say } from '../../terminal/terminal.ts';

export type AddOptions = { readonly key?: string };
export type TestOptions = { readonly trust?: string };

export async function listDestinations(
  call: Call<PodiumContract>,
  { json }: { readonly json?: boolean },
): Promise<undefined> {
  const { destinations } = await call('destination.list', {});
  if (json === true) printJson(destinations);
  else
    for (const one of destinations) print(`${printable(one.name)}: ${printable(addressOf(one))}`);
}

export async function addDestination(
  call: Call<PodiumContract>,
  name: string,
  address: string,
  { key }: AddOptions,
): Promise<undefined> {
  const destination = destinationAt(name, address, key);
  await call('destination.save', { destination });
  say(
    `Kept ${name}: ${addressOf(destination)}. "podium destinations test" looks whether it works.`,
  );
}

function destinationAt(name: string, address: string, key: string | undefined): Destination {
  const server = serverAt(address, name);
  if (key !== undefined && server?.kind !== 'sftp')
    throw new EngineError('bad-input', '--key goes with an address that begins with sftp://.');
  if (server === null) {
    if (address.includes('://'))
      throw new EngineError(
        'bad-input',
        `${address} is no address that Podium can send to: it begins with sftp://, ftps:// or ftp://, or is a folder.`,
      );
    return { kind: 'folder', name, folder: resolve(address) };
  }
  return server.kind === 'sftp' && key !== undefined
    ? { ...server, keyFile: resolve(key) }
    : server;
}

export async function removeDestination(
  call: Call<PodiumContract>,
  name: string,
): Promise<undefined> {
  await call('destination.remove', { name });
  say(`Removed ${name}.`);
}

/** Exit code 1 where it does not work. */
export async function testDestination(
  call: Call<PodiumContract>,
  name: string,
  { trust }: TestOptions,
  signal: AbortSignal,
): Promise<number> {
  if (trust !== undefined) await call('destination.trust', { name, fingerprint: trust });
  await unlock(call, name, signal);
  for (;;) {
    const { problem } = await call('destination.test', { name }, { signal });
    if (problem === null) {
      print(`${printable(name)} works.`);
      return 0;
    }
    if (await isTrusted(call, name, problem, signal)) continue;
    say(problem.sentence);
    return 1;
  }
}

/** Asks for the password of a destination that has none yet. */
export async function unlock(
  call: Call<PodiumContract>,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const { destinations } = await call('destination.list', {});
  const found = destinations.find((one) => one.name === name);
  if (!found || found.isUnlocked) return;
  const secret = await askSecret(`Password for ${name}:`, signal);
  if (secret !== null) await call('destination.unlock', { name, secret });
}

/** Shows what a server shows at its first use, where somebody can be asked. */
export async function isTrusted(
  call: Call<PodiumContract>,
  name: string,
  { kind, sentence, fingerprint }: DeliveryProblem,
  signal: AbortSignal,
): Promise<boolean> {
  if (kind !== 'trust' || fingerprint === null) return false;
  say(sentence);
  const option = `"podium destinations test ${name} --trust ${fingerprint}"`;
  if (!(await isYes('Is that the right server?', option, signal))) return false;
  await call('destination.trust', { name, fingerprint });
  return true;
}
