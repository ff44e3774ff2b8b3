// One question to a server: the request, its redirects, and what went wrong on the line in plain words.

import type { Dispatcher } from 'undici';
import { cancelled } from '../../shared/calls/rpc.ts';
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
  const { request } = await import('undici'); // with the first download: whoever asks for none starts sooner
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
  const atProxy = proxyFailure(causes, host);
  if (atProxy !== null) return { kind: 'elsewhere', why: atProxy };
  const is = (...codes: string[]) => causes.some((cause) => hasCode(cause, ...codes));
  const elsewhere = (why: string): Failure => ({ kind: 'elsewhere', why });
  const again = (why: string): Failure => ({ kind: 'again', why });
  if (is('ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN'))
    return elsewhere(`${host} cannot be reached: this computer seems to be offline`);
  if (is('ECONNREFUSED')) return elsewhere(`${host} refuses the connection`);
  if (is('UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT')) return again(`${host} does not answer`);
  if (is('UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'))
    return again(`${host} sent nothing for ${Math.ceil(stallMs / 1000)} s`);
  const certificate = causes.map(codeOf).find((code) => /CERT|SELF_SIGNED|ERR_TLS/.test(code));
  if (certificate !== undefined)
    return elsewhere(`${host} cannot prove that it is ${host} (${certificate})`);
  return again(`${host} broke the connection`);
}

/** What a proxy on the way did, as far as it tells; null where it is not known to be the proxy's doing. */
function proxyFailure(causes: readonly unknown[], host: string): string | null {
  for (const cause of causes) {
    const proxy = otherPlace(cause, host);
    if (proxy !== null) {
      const does = hasCode(cause, 'ECONNREFUSED') ? 'refuses the connection' : 'cannot be reached';
      return `the proxy at ${proxy} ${does}: it may not be running, or not be needed here`;
    }
    if (hasCode(cause, 'UND_ERR_PRX_CONN', 'UND_ERR_PRX_TLS', 'UND_ERR_SOCKS5'))
      return shutOut(host);
    // The only trace of a tunnel that was not opened.
    const [, status] = /^Proxy response \((\d+)\)/.exec(messageOf(cause)) ?? [];
    if (status === '407') return 'the proxy wants a name and a password (407)';
    if (status !== undefined) return `${shutOut(host)} (${status})`;
  }
  return null;
}

function shutOut(host: string): string {
  return `the proxy does not let Podium through to ${host}`;
}

/** Where a connection was tried that was not one to the host itself. */
function otherPlace(cause: unknown, host: string): string | null {
  const { hostname, port } = new URL(`http://${host}`);
  if (hasCode(cause, 'ENOTFOUND', 'EAI_AGAIN') && 'hostname' in cause) {
    const tried = String(cause.hostname);
    return tried === hostname.replace(/^\[|\]$/g, '') ? null : tried;
  }
  if (!hasCode(cause, 'ECONNREFUSED') || !('address' in cause && 'port' in cause)) return null;
  const tried = String(cause.port);
  const own = port === '' ? ['80', '443'] : [port];
  return own.includes(tried) ? null : `${String(cause.address)}:${tried}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
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
