// Passwords of destinations, in memory alone: given for a session by the page or the host, or found in the environment.

import type { Destination } from '../../../shared/delivery/deliveries.ts';

export type Secrets = {
  give(name: string, secret: string): void;
  forget(name: string): void;
  rename(before: string, name: string): void;
  /** Null where none was given. */
  of(name: string): string | null;
  isUnlocked(destination: Destination): boolean;
};

export function createSecrets(environment: NodeJS.ProcessEnv = process.env): Secrets {
  const given = new Map<string, string>();
  const of = (name: string) => given.get(name) ?? environment[variableOf(name)] ?? null;
  return {
    give: (name, secret) => void given.set(name, secret),
    forget: (name) => void given.delete(name),
    rename(before, name) {
      const secret = given.get(before);
      given.delete(before);
      if (secret !== undefined) given.set(name, secret);
    },
    of,
    isUnlocked: (destination) => !needsSecret(destination) || of(destination.name) !== null,
  };
}

/** A key without words to open it needs none, which only opening it tells. */
function needsSecret(destination: Destination): boolean {
  if (destination.kind === 'folder') return false;
  if (destination.kind === 'sftp') return destination.keyFile === null;
  return destination.user !== '' && destination.user !== 'anonymous';
}

/** `PODIUM_PASSWORD_CLUB_FTP` for "Club (FTP)". */
function variableOf(name: string): string {
  const letters = name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return `PODIUM_PASSWORD_${letters.replace(/^_+|_+$/g, '')}`;
}
