// Hidden names of what an export has in its folder while it runs: they say whose it is, so that leftovers are known.

import { hash, randomBytes } from 'node:crypto';
import { hostname, uptime } from 'node:os';
import { basename } from 'node:path';
import { isAlive } from '../../disk/alive.ts';

/** Exports of this process that are not over. */
const running = new Set<string>();

const host = hash('sha256', hostname()).slice(0, 8);

/** When the machine was started: after another start, a number of a process says nothing. */
const bootMinute = () => Math.round((Date.now() - uptime() * 1000) / 60_000);

/** Clocks are set while a machine runs; no machine starts twice within so many minutes with exports in between. */
const bootToleranceMinutes = 3;

/** On other machines, which share a network drive, nobody can look whether a process runs. */
const abandonedMs = 60 * 60_000;

/** Identity of an export: machine, its start, process, and a number of its own. */
export function beginExport(): string {
  const boot = bootMinute().toString(36);
  const id = `${host}-${boot}-${process.pid}-${randomBytes(4).toString('hex')}`;
  running.add(id);
  return id;
}

export function endExport(id: string): void {
  running.delete(id);
}

export function journalName(id: string): string {
  return `.podium-${id}.export`;
}

/** Name of an export's file number `place` until it is whole. */
export function partName(id: string, place: number): string {
  return `.podium-${id}-${place}.part`;
}

export function isPartOf(id: string, name: string): boolean {
  return name.startsWith(`.podium-${id}-`) && name.endsWith('.part');
}

const idPattern = '(?<host>[0-9a-f]{8})-(?<boot>[0-9a-z]+)-(?<pid>\\d+)-[0-9a-f]{8}';
const journalPattern = new RegExp(`^\\.podium-(?<id>${idPattern})\\.export$`);
const partPattern = new RegExp(`^\\.podium-(?<id>${idPattern})-\\d+\\.part$`);

export function isJournal(path: string): boolean {
  return journalPattern.test(basename(path));
}

/** Files on their way that belong to no export, such as those of a version without journals. */
export function isDraft(path: string): boolean {
  return /^\.podium-.*\.part$/.test(basename(path));
}

/**
 * Whether nobody works any more with this journal or part.
 * @param silentMs how long ago it was written to
 */
export function isAbandoned(path: string, silentMs: number): boolean {
  const name = basename(path);
  const found = (journalPattern.exec(name) ?? partPattern.exec(name))?.groups;
  if (found?.['host'] !== host) return silentMs > abandonedMs;
  const { id = '', boot = '', pid = '' } = found;
  if (Math.abs(parseInt(boot, 36) - bootMinute()) > bootToleranceMinutes) return true;
  return Number(pid) === process.pid ? !running.has(id) : !isAlive(Number(pid));
}
