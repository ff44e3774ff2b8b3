// The way that downloads take: through the proxy that the environment names, or straight.

import { EnvHttpProxyAgent } from 'undici';
import { EngineError } from '../../shared/rpc.ts';

/**
 * As HTTP_PROXY, HTTPS_PROXY and NO_PROXY say; what runs on this machine is never asked for through a proxy.
 * Throws `bad-input` with a sentence that names the variable when its proxy cannot be one.
 */
export function proxyAgent(): EnvHttpProxyAgent {
  const { no_proxy: lower, NO_PROXY: upper = '' } = process.env;
  return new EnvHttpProxyAgent({
    httpProxy: proxyIn('http_proxy', 'HTTP_PROXY'),
    httpsProxy: proxyIn('https_proxy', 'HTTPS_PROXY'),
    noProxy: `${lower ?? upper},localhost,127.0.0.1,::1`,
    connect: { timeout: 15_000 },
  });
}

/** The address in the first of the variables that is there; empty for none. `HOST:PORT` is an HTTP proxy, as for curl. */
function proxyIn(...names: readonly string[]): string {
  const name = names.find((one) => process.env[one] !== undefined);
  const value = name === undefined ? '' : (process.env[name]?.trim() ?? '');
  if (name === undefined || value === '') return '';
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (isProxy(address)) return address;
  // Its value may hold a password: it is not repeated.
  throw new EngineError(
    'bad-input',
    `The proxy in the environment variable ${name} cannot be used. Give it an address such as http://proxy.example:3128, or remove it.`,
  );
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
