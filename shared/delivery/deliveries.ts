// Where albums are sent, and how far the sending is: values that page, command line and engine share.

import { EngineError } from '../calls/rpc.ts';

export const destinationKinds = ['sftp', 'ftps', 'ftp', 'folder'] as const;
export type DestinationKind = (typeof destinationKinds)[number];

/** The port that each kind of server listens at, where nobody says otherwise (RFC 959, RFC 4217, RFC 4253). */
export const usualPorts = { sftp: 22, ftps: 21, ftp: 21 } as const;

type Server = {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** On the server; empty for the one that it begins in. */
  readonly folder: string;
};

/** What is secret of it is never part of it. */
export type Destination =
  | { readonly kind: 'folder'; readonly name: string; readonly folder: string }
  /** `ftps`: with explicit TLS, on the port of plain FTP. */
  | ({ readonly kind: 'ftp' | 'ftps' } & Server)
  /** `keyFile`: absolute path of a private key, which stands in the place of a password. */
  | ({ readonly kind: 'sftp'; readonly keyFile: string | null } & Server);

export type KnownDestination = Destination & {
  /** Whether a password is at hand, or none is needed. */
  readonly isUnlocked: boolean;
  /** What the user took for the right server, as `SHA256:…`; null where nothing was asked yet. */
  readonly trusted: string | null;
};

export type DeliveryProblem = {
  /**
   * password, trust: goes on when the user has given one, or says that the server is the right one; changed: the server
   * shows another key than before; refused: the user has to change something; again: tried again by itself.
   */
  readonly kind: 'password' | 'trust' | 'changed' | 'refused' | 'again';
  readonly sentence: string;
  /** What the server shows, where that is the question. */
  readonly fingerprint: string | null;
};

/** waiting: its turn comes, also again after a problem; stopped: the user has to do something first. */
export const deliveryStates = ['waiting', 'sending', 'stopped', 'cancelled', 'done'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export type Delivery = {
  readonly id: number;
  /** Name of the destination. */
  readonly destination: string;
  /** What is sent: the folder of an album, or a file. */
  readonly title: string;
  readonly state: DeliveryState;
  readonly problem: DeliveryProblem | null;
  /** Files that are there, out of all. */
  readonly done: number;
  readonly total: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Files that were there already, the same to the byte. */
  readonly already: number;
  /** Since the sending began; 0 while nothing was sent. */
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | null;
  /** Until it is tried again by itself; null where it is not. */
  readonly againInSeconds: number | null;
  /** Sentences on single files: what has another name there, what could not be sent. */
  readonly notes: readonly string[];
};

/** What became of a look at a destination: a file was put there and removed again, or why not. */
export type DestinationTest = { readonly problem: DeliveryProblem | null };

/** Whether nothing more happens to it by itself. */
export function isOver({ state }: Pick<Delivery, 'state'>): boolean {
  return state === 'done' || state === 'cancelled' || state === 'stopped';
}

/**
 * `sftp://anna@ftp.club.de:2222/match`, as people write such places down: the folder after the slash, from where one is let
 * in, or with a slash of its own from the top.
 */
export function addressOf(destination: Destination): string {
  if (destination.kind === 'folder') return destination.folder;
  const { kind, host, port, user, folder } = destination;
  const at = user === '' ? host : `${user}@${host}`;
  const numbered = port === usualPorts[kind] ? at : `${at}:${port}`;
  return `${kind}://${numbered}/${folder}`;
}

/**
 * What an address says, as `addressOf` writes it; null where it is none of a server. Throws a sentence where a password is
 * in it, which would be kept and shown.
 */
export function serverAt(
  address: string,
  name: string,
): Exclude<Destination, { kind: 'folder' }> | null {
  const found =
    /^(?<kind>sftp|ftps?):\/\/(?:(?<user>[^/]*)@)?(?<host>\[[^\]]+\]|[^:/@]+)(?::(?<port>\d{1,5}))?(?:\/(?<folder>.*))?$/i.exec(
      address.trim(),
    )?.groups;
  if (!found) return null;
  const { user = '', host = '', port, folder = '' } = found;
  const kind =
    found['kind']?.toLowerCase() === 'sftp'
      ? 'sftp'
      : found['kind']?.toLowerCase() === 'ftps'
        ? 'ftps'
        : 'ftp';
  if (user.includes(':'))
    throw new EngineError(
      'bad-input',
      'Leave the password out of the address: it is asked for, and not kept.',
    );
  const server = {
    name,
    host: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? usualPorts[kind] : Number(port),
    user,
    folder,
  };
  return kind === 'sftp' ? { kind, ...server, keyFile: null } : { kind, ...server };
}
