// A destination while it is written down: every field of every kind, and what they make together.

import {
  usualPorts,
  type Destination,
  type DestinationKind,
  type KnownDestination,
} from '../../shared/delivery/deliveries.ts';

export type DestinationDraft = {
  readonly name: string;
  readonly kind: DestinationKind;
  readonly host: string;
  /** As it is written; empty is the usual one. */
  readonly port: string;
  readonly user: string;
  readonly secret: string;
  readonly folder: string;
  readonly keyFile: string;
};

const empty: DestinationDraft = {
  name: '',
  kind: 'sftp',
  host: '',
  port: '',
  user: '',
  secret: '',
  folder: '',
  keyFile: '',
};

export function draftOf(known: KnownDestination | null): DestinationDraft {
  if (known === null) return empty;
  if (known.kind === 'folder') return { ...empty, ...known };
  const { name, kind, host, user, folder } = known;
  const port = known.port === usualPorts[kind] ? '' : String(known.port);
  const keyFile = known.kind === 'sftp' ? (known.keyFile ?? '') : '';
  return { ...empty, name, kind, host, port, user, folder, keyFile };
}

/** Null while something is missing. */
export function destinationOf(draft: DestinationDraft): Destination | null {
  const { kind } = draft;
  const [name, host, user, folder] = [draft.name, draft.host, draft.user, draft.folder].map(
    (text) => text.trim(),
  );
  if (!name) return null;
  if (kind === 'folder') return folder ? { kind, name, folder } : null;
  const port = draft.port.trim() === '' ? usualPorts[kind] : Number(draft.port);
  if (!host || !Number.isInteger(port) || port < 1 || port > 65_535) return null;
  const server = { name, host, port, user: user ?? '', folder: folder ?? '' };
  if (kind !== 'sftp') return { kind, ...server };
  return { kind, ...server, keyFile: draft.keyFile.trim() || null };
}
