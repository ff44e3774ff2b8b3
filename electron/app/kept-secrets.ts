// Passwords of destinations in one file, each sealed by the system's keychain: nobody reads them without it.

import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from '../disk/write-file.ts';

/** What of Electron's `safeStorage` is used. */
export type Keychain = {
  isEncryptionAvailable(): boolean;
  /** On Linux alone. `basic_text`: by a password that everybody knows. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
};

export type KeptSecrets = {
  /** Name and password of those that can be opened. */
  all(): [string, string][];
  /** An empty one is forgotten. Nothing is kept where the system has no keychain. */
  keep(name: string, secret: string): void;
  rename(before: string, name: string): void;
};

const fileSchema = z.record(z.string(), z.string());

export function openKeptSecrets(file: string, keychain: Keychain): KeptSecrets {
  const isThere = () =>
    keychain.isEncryptionAvailable() && keychain.getSelectedStorageBackend?.() !== 'basic_text';
  const write = (sealed: ReadonlyMap<string, string>) => {
    if (sealed.size === 0) rmSync(file, { force: true });
    else writeWhole(file, JSON.stringify(Object.fromEntries(sealed)), { secret: true });
  };
  return {
    all: () => (isThere() ? [...read(file)].flatMap((entry) => opened(entry, keychain)) : []),
    keep(name, secret) {
      const sealed = read(file);
      if (secret === '') sealed.delete(name);
      else if (isThere()) sealed.set(name, keychain.encryptString(secret).toString('base64'));
      else return;
      write(sealed);
    },
    rename(before, name) {
      const sealed = read(file);
      const one = sealed.get(before);
      if (one === undefined) return;
      sealed.delete(before);
      write(sealed.set(name, one));
    },
  };
}

/** Empty where there is none, or it is damaged: the passwords are asked for again. */
function read(file: string): Map<string, string> {
  try {
    return new Map(Object.entries(fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch {
    return new Map();
  }
}

/** One that another user or machine has sealed is none. */
function opened([name, sealed]: [string, string], keychain: Keychain): [string, string][] {
  try {
    return [[name, keychain.decryptString(Buffer.from(sealed, 'base64'))]];
  } catch {
    return [];
  }
}
