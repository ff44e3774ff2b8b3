// What is on its way to a destination, file by file: kept, so that it goes on after a restart or a kill.

import type { DeliveryProblem, DeliveryState } from '../../../shared/delivery/deliveries.ts';
import { lockedTransaction, type Database } from '../cache/database.ts';

/** A file on its way. `name`: at the destination, relative, with `/`. */
export type FileToSend = {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
};

export type FileState = 'waiting' | 'sent' | 'there' | 'failed';

export type KeptFile = FileToSend & {
  readonly state: FileState;
  /** The name it got where its own was another's. */
  readonly sentAs: string | null;
  readonly problem: string | null;
};

/** Which one is being sent is known where that is done. */
type KeptState = Exclude<DeliveryState, 'sending'>;

export type KeptDelivery = {
  readonly id: number;
  readonly destination: string;
  readonly title: string;
  readonly state: KeptState;
  readonly problem: DeliveryProblem | null;
};

export type KeptDeliveries = {
  add(destination: string, title: string, files: readonly FileToSend[]): number;
  /** Oldest first. */
  list(): KeptDelivery[];
  filesOf(id: number): KeptFile[];
  /**
   * Makes `owner` the one that sends it, where it waits and nobody else is at it; null where it is not to be had.
   * @param isGone whether an owner's process has died
   */
  claim(id: number, owner: string, isGone: (owner: string) => boolean): KeptDelivery | null;
  settle(id: number, state: KeptState, problem: DeliveryProblem | null): void;
  /** Under its own name or another, and what is there from now on: both or neither is kept. */
  arrived(id: number, file: FileToSend, as: Arrived): void;
  failed(id: number, path: string, problem: string): void;
  /** Waits again; what could not be sent is tried again. */
  retry(id: number): void;
  remove(id: number): void;
  /** What Podium put at an address; null where that was nothing. */
  deliveredAt(place: string): Delivered | null;
};

export type Arrived = {
  readonly state: 'sent' | 'there';
  readonly name: string;
  readonly place: string;
  readonly what: Delivered;
};
/** `path`: of the file that was sent. */
export type Delivered = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
};

type DeliveredRow = Omit<Delivered, 'sha256'> & { readonly sha256: Buffer };

type Row = Omit<KeptDelivery, 'problem'> & {
  readonly problem: string | null;
  readonly owner: string | null;
};

const columns = 'id, destination, title, state, problem, owner';

export function openDeliveries(database: Database): KeptDeliveries {
  const all = database.prepare<[], Row>(`SELECT ${columns} FROM deliveries ORDER BY id`);
  const one = database.prepare<[number], Row>(`SELECT ${columns} FROM deliveries WHERE id = ?`);
  const insert = database.prepare<[string, string]>(
    `INSERT INTO deliveries (destination, title, state) VALUES (?, ?, 'waiting')`,
  );
  const insertFile = database.prepare<[number | bigint, string, string, number]>(
    `INSERT OR REPLACE INTO delivery_files (delivery, path, name, size_bytes, state)
     VALUES (?, ?, ?, ?, 'waiting')`,
  );
  const files = database.prepare<[number], KeptFile>(
    `SELECT path, name, size_bytes AS sizeBytes, state, sent_as AS sentAs, problem
     FROM delivery_files WHERE delivery = ? ORDER BY name`,
  );
  const own = database.prepare<[string, number]>('UPDATE deliveries SET owner = ? WHERE id = ?');
  const settle = database.prepare<[string, string | null, number]>(
    'UPDATE deliveries SET state = ?, problem = ?, owner = NULL WHERE id = ?',
  );
  const setFile = database.prepare<[string, string | null, string | null, number, string]>(
    'UPDATE delivery_files SET state = ?, sent_as = ?, problem = ? WHERE delivery = ? AND path = ?',
  );
  const again = database.prepare<[number]>(
    `UPDATE delivery_files SET state = 'waiting', problem = NULL
     WHERE delivery = ? AND state = 'failed'`,
  );
  const drop = database.prepare<[number]>('DELETE FROM deliveries WHERE id = ?');
  const deliveredAt = database.prepare<[string], DeliveredRow>(
    'SELECT path, size_bytes AS sizeBytes, sha256 FROM delivered WHERE place = ?',
  );
  const keepDelivered = database.prepare<[string, string, number, Buffer]>(
    'INSERT OR REPLACE INTO delivered (place, path, size_bytes, sha256) VALUES (?, ?, ?, ?)',
  );
  return {
    add: lockedTransaction(
      database,
      (destination: string, title: string, added: readonly FileToSend[]) => {
        const id = insert.run(destination, title).lastInsertRowid;
        for (const { path, name, sizeBytes } of added) insertFile.run(id, path, name, sizeBytes);
        return Number(id);
      },
    ),
    list: () => all.all().map(deliveryOf),
    filesOf: (id) => files.all(id),
    claim: lockedTransaction(database, (id: number, owner: string, isGone) => {
      const row = one.get(id);
      if (row?.state !== 'waiting') return null;
      if (row.owner !== null && row.owner !== owner && !isGone(row.owner)) return null;
      own.run(owner, id);
      return deliveryOf(row);
    }),
    settle: lockedTransaction(
      database,
      (id: number, state: KeptState, problem: DeliveryProblem | null) => {
        settle.run(state, problem === null ? null : JSON.stringify(problem), id);
      },
    ),
    arrived: lockedTransaction(
      database,
      (id: number, { path, name }: FileToSend, { state, name: as, place, what }: Arrived) => {
        setFile.run(state, as === name ? null : as, null, id, path);
        keepDelivered.run(place, what.path, what.sizeBytes, Buffer.from(what.sha256, 'hex'));
      },
    ),
    failed: lockedTransaction(database, (id: number, path: string, problem: string) => {
      setFile.run('failed', null, problem, id, path);
    }),
    retry: lockedTransaction(database, (id: number) => {
      again.run(id);
      settle.run('waiting', null, id);
    }),
    remove: lockedTransaction(database, (id: number) => {
      drop.run(id);
    }),
    deliveredAt(place) {
      const found = deliveredAt.get(place);
      return found ? { ...found, sha256: found.sha256.toString('hex') } : null;
    },
  };
}

function deliveryOf({ id, destination, title, state, problem }: Row): KeptDelivery {
  const row = { id, destination, title, state };
  return { ...row, problem: problem === null ? null : (JSON.parse(problem) as DeliveryProblem) };
}
