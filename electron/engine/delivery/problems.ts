// What goes wrong on the way to a server, as sentences for a photographer, and whether it helps to try again.

import { FTPError } from 'basic-ftp';
import type { DeliveryProblem } from '../../../shared/delivery/deliveries.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';

export class DeliveryError extends Error {
  readonly problem: DeliveryProblem;
  constructor(
    kind: DeliveryProblem['kind'],
    sentence: string,
    cause?: unknown,
    fingerprint: string | null = null,
  ) {
    super(sentence, { cause });
    this.problem = { kind, sentence, fingerprint };
  }
}

/** A file of its own that cannot be sent: the others go on. */
export class FileProblem extends Error {}

/** What the network says while a server, or the way to it, is not there. All of it may pass. */
const networkReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it does not answer at that port',
  ENOTFOUND: 'its name is not known here: the network may be away, or the name is wrong',
  EAI_AGAIN: 'its name cannot be looked up: the network may be away',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'the connection was cut off',
  ECONNABORTED: 'the connection was cut off',
  EPIPE: 'the connection was cut off',
  EHOSTUNREACH: 'there is no way to it from here',
  ENETUNREACH: 'there is no network',
  EHOSTDOWN: 'it is switched off',
};

/** Codes of FTP (RFC 959, 4.2) that say whose fault it is. */
const loginCodes = new Set([430, 530, 532]);
const fullCodes = new Set([452, 552]);
/** Many servers answer 550 and say it in words. */
const fullWords = /no space|disk full|quota|ENOSPC/i;
const refusedCodes = new Set([450, 550, 551, 553]);

/** @param where the server or folder as people call it; `what`: what was being done, such as a file's name */
export function problemOf(error: unknown, where: string, what: string | null): DeliveryProblem {
  if (error instanceof DeliveryError) return error.problem;
  const on = what === null ? where : `${what} on ${where}`;
  if (error instanceof FTPError) return ofFtp(error, where, on);
  const level = error instanceof Error && 'level' in error ? error.level : null;
  if (level === 'client-authentication')
    return problem('password', `${where} does not know this user, password or key.`);
  const network = networkReasons[errorCode(error)];
  if (network !== undefined) return problem('again', `${where} cannot be reached: ${network}.`);
  if (level === 'client-timeout') return problem('again', `${where} does not answer.`);
  return problem('again', `${on}: ${reasonOf(error)}.`);
}

function ofFtp({ code, message }: FTPError, where: string, on: string): DeliveryProblem {
  if (loginCodes.has(code))
    return problem('password', `${where} does not know this user or password.`);
  if (fullCodes.has(code) || fullWords.test(message)) return full(where);
  if (refusedCodes.has(code))
    return problem(
      'refused',
      `${on} was refused: there may be no permission to write there. The server says "${said(message)}".`,
    );
  return problem('again', `${on}: the server says "${said(message)}".`);
}

export function full(where: string): DeliveryProblem {
  return problem('again', `There is no room left on ${where}.`);
}

function problem(kind: DeliveryProblem['kind'], sentence: string): DeliveryProblem {
  return { kind, sentence, fingerprint: null };
}

/** Without the number in front, in one line: it is shown to people. */
function said(message: string): string {
  return message
    .replace(/^\d{3}[ -]/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
