// One question to a server: the request, its redirects, and what went wrong on the line in plain words.

import { request, type Dispatcher } from 'undici';
import { cancelled } from '../../shared/rpc.ts';
import { hasCode } from '../small-files.ts';

export type Line = {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  /** Nothing arrives for so long: the line is given up. */
  readonly stallMs: number;
};

export type Answer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'> & {
  /** Of the server that answered in the end. */
  readonly host: string;
};

/** A try that failed: `again` at the same address may help, or only `elsewhere` does. */
export type Failure = {
  readonly kind: 'again' | 'elsewhere';
  /** A clause for a sentence: who did what. */
  readonly why: string;
  /** How long the server wants to be left alone. */
  readonly afterMs?: number;
};

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Follows redirects, never from https to http. Rejects with `cancelled` only. */
export async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  line: Line,
): Promise<Answer | Failure> {
  let address = new URL(url);
  for (let redirected = 0; redirected <= mostRedirects; redirected++) {
    const answer = await askOnce(address, headers, line);
    if ('kind' in answer || !redirects.has(answer.statusCode)) return answer;
    await answer.body.dump().catch(() => undefined);
    const next = target(answer, address);
    if (!next) {
      return { kind: 'elsewhere', why: `${address.host} redirects to an address that is not safe` };
    }
    address = next;
  }
  return { kind: 'elsewhere', why: `${address.host} redirects again and again` };
}

async function askOnce(
  address: URL,
  headers: Readonly<Record<string, string>>,
  { dispatcher, signal, stallMs }: Line,
): Promise<Answer | Failure> {
  try {
    const {
      statusCode,
      headers: given,
      body,
    } = await request(address.href, {
      ...{ dispatcher, signal, headers },
      ...{ headersTimeout: stallMs, bodyTimeout: stallMs },
    });
    return { statusCode, headers: given, body, host: address.host };
  } catch (error) {
    return lineFailure(error, address.host, signal, stallMs);
  }
}

function target({ headers }: Answer, from: URL): URL | null {
  const location = first(headers['location']);
  if (location === undefined || !URL.canParse(location, from.href)) return null;
  const next = new URL(location, from);
  if (next.protocol === 'https:') return next;
  return next.protocol === 'http:' && from.protocol === 'http:' ? next : null;
}

/** A header that may have come several times. */
export function first(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}

/** Throws `cancelled` where that is the reason. */
export function lineFailure(
  error: unknown,
  host: string,
  signal: AbortSignal,
  stallMs: number,
): Failure {
  if (signal.aborted) throw cancelled();
  const causes = causesOf(error);
  const is = (...codes: string[]) => causes.some((cause) => hasCode(cause, ...codes));
  const elsewhere = (why: string): Failure => ({ kind: 'elsewhere', why });
  const again = (why: string): Failure => ({ kind: 'again', why });
  if (is('ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN'))
    return elsewhere(`${host} cannot be reached: this computer seems to be offline`);
  if (is('ECONNREFUSED')) return elsewhere(`${host} refuses the connection`);
  if (is('UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT')) return again(`${host} does not answer`);
  if (is('UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'))
    return again(`${host} sent nothing for ${Math.ceil(stallMs / 1000)} s`);
  if (is('UND_ERR_PRX_CONN', 'UND_ERR_PRX_TLS'))
    return elsewhere(`the proxy does not let Podium through to ${host}`);
  const certificate = causes.map(codeOf).find((code) => /CERT|SELF_SIGNED|ERR_TLS/.test(code));
  if (certificate !== undefined)
    return elsewhere(`${host} cannot prove that it is ${host} (${certificate})`);
  return again(`${host} broke the connection`);
}

function causesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [error];
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [
    error,
    ...[...inner, error.cause].flatMap((cause) => (cause === undefined ? [] : causesOf(cause))),
  ];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
