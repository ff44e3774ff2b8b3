// The way that downloads take: through the proxy that the environment names, or straight.

import { EnvHttpProxyAgent } from 'undici';
import { EngineError } from '../../shared/calls/rpc.ts';

/**
 * As HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY say; what runs on this machine is never asked for through a proxy.
 * Throws `bad-input` with a sentence that names the variable when its proxy cannot be one.
 */
export function proxyAgent(): EnvHttpProxyAgent {
  const { no_proxy: lower, NO_PROXY: upper = '' } = process.env;
  return new EnvHttpProxyAgent({
    httpProxy: proxyIn('http_proxy', 'HTTP_PROXY', ...forAll),
    httpsProxy: proxyIn('https_proxy', 'HTTPS_PROXY', ...forAll),
    noProxy: `${lower ?? upper},localhost,127.0.0.1,::1`,
    connect: { timeout: 15_000 },
  });
}

/** For what has no variable of its own. */
const forAll = ['all_proxy', 'ALL_PROXY'];

/** The address in the first of the variables that is there; empty for none. `HOST:PORT` is an HTTP proxy, as for curl. */
function proxyIn(...names: readonly string[]): string {
  const name = names.find((one) => process.env[one] !== undefined);
  const value = name === undefined ? '' : (process.env[name]?.trim() ?? '');
  if (name === undefined || value === '') return '';
  // The name behind a SOCKS5 proxy is looked up by the proxy always: what curl calls socks5h.
  const address = schemed(value).replace(/^socks5h:/i, 'socks5:');
  if (isProxy(address)) return address;
  // Its value may hold a password: it is not repeated.
  const why = /^socks/i.test(address)
    ? 'is a SOCKS proxy of an old kind, which downloads cannot go through'
    : 'cannot be used';
  throw new EngineError(
    'bad-input',
    `The proxy in the environment variable ${name} ${why}. Give it an address such as http://proxy.example:3128, or remove it.`,
  );
}

function schemed(value: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
}

function isProxy(address: string): boolean {
  try {
    const { protocol, username, password } = new URL(address);
    decodeURIComponent(username + password);
    return ['http:', 'https:', 'socks5:', 'socks:'].includes(protocol);
  } catch {
    return false;
  }
}
