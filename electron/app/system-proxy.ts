// The system's proxy settings as the variables of the environment that downloads read.

/** Where models come from; a proxy that depends on the address is asked about this one. */
export const proxyProbe = 'https://huggingface.co/';

/**
 * Variables for the engine's process out of what Chromium resolved, such as `PROXY proxy.example:8080; DIRECT`. None where
 * the environment names a proxy itself, or where the first way is the direct one or of a kind that downloads cannot use.
 */
export function proxyVariables(
  resolved: string,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const named = [
    'HTTPS_PROXY',
    'https_proxy',
    'HTTP_PROXY',
    'http_proxy',
    'ALL_PROXY',
    'all_proxy',
  ];
  if (named.some((name) => (environment[name] ?? '') !== '')) return {};
  const [, kind = '', place = ''] = /^\s*(PROXY|HTTPS|SOCKS5)\s+([^\s;]+)/i.exec(resolved) ?? [];
  const scheme = schemes[kind.toUpperCase()];
  if (scheme === undefined || !URL.canParse(`${scheme}://${place}`)) return {};
  const address = `${scheme}://${place}`;
  return { HTTP_PROXY: address, HTTPS_PROXY: address };
}

const schemes: Readonly<Partial<Record<string, string>>> = {
  PROXY: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
};
