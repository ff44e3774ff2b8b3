// Where albums are sent, as the user named the places, and what their servers showed: kept, never derived, nothing secret.

import type { Destination } from '../../../shared/delivery/deliveries.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { lockedTransaction, type Database } from '../cache/database.ts';

export type KeptDestinations = {
  /** By name. */
  list(): Destination[];
  /** Throws EngineError `not-found`, which names those that there are. */
  named(name: string): Destination;
  /**
   * In place of the one called `before`, where that is given; what is under way to it goes on under the new name. Throws
   * EngineError where another has the name.
   */
  save(destination: Destination, before: string | null): void;
  /** False when there is none of this name. What was on its way there is forgotten. */
  remove(name: string): boolean;
  /** What the user took for the right server; null where nobody has said so. */
  trusted(destination: Destination): string | null;
  trust(destination: Destination, fingerprint: string | null): void;
};

export function openDestinations(database: Database): KeptDestinations {
  const all = database.prepare<[], string>('SELECT value FROM destinations ORDER BY name').pluck();
  const put = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO destinations (name, value) VALUES (?, ?)',
  );
  const drop = database.prepare<[string]>('DELETE FROM destinations WHERE name = ?');
  const renameSent = database.prepare<[string, string]>(
    'UPDATE deliveries SET destination = ? WHERE destination = ?',
  );
  const dropSent = database.prepare<[string]>('DELETE FROM deliveries WHERE destination = ?');
  const fingerprint = database
    .prepare<[string], string>('SELECT fingerprint FROM trusted_servers WHERE server = ?')
    .pluck();
  const keep = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO trusted_servers (server, fingerprint) VALUES (?, ?)',
  );
  const forget = database.prepare<[string]>('DELETE FROM trusted_servers WHERE server = ?');
  const list = () => all.all().map((value) => JSON.parse(value) as Destination);
  const save = lockedTransaction(database, (destination: Destination, before: string | null) => {
    const { name } = destination;
    if (name !== before && list().some((one) => one.name === name))
      throw new EngineError('bad-input', `There is a destination "${name}" already.`);
    if (before !== null && before !== name) {
      drop.run(before);
      renameSent.run(name, before);
    }
    put.run(name, JSON.stringify(destination));
  });
  const remove = lockedTransaction(database, (name: string) => {
    dropSent.run(name);
    return drop.run(name).changes > 0;
  });
  return {
    list,
    named(name) {
      const found = list().find((one) => one.name === name);
      if (found) return found;
      const names = list().map((one) => one.name);
      const there = names.length === 0 ? 'there is none yet' : `there are ${names.join(', ')}`;
      throw new EngineError('not-found', `There is no destination "${name}"; ${there}.`);
    },
    save,
    remove,
    trusted(destination) {
      const server = serverOf(destination);
      return server === null ? null : (fingerprint.get(server) ?? null);
    },
    trust: lockedTransaction(database, (destination: Destination, shown: string | null) => {
      const server = serverOf(destination);
      if (server === null) return;
      if (shown === null) forget.run(server);
      else keep.run(server, shown);
    }),
  };
}

/** Whoever uses it and in whichever folder; null for what shows no key. */
function serverOf(destination: Destination): string | null {
  const { kind } = destination;
  if (kind === 'folder' || kind === 'ftp') return null;
  return `${kind}://${destination.host.toLowerCase()}:${destination.port}`;
}
