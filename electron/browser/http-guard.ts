// Who may talk to the browser host: the page it served itself, with the token of this start.

import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type Refusal = { readonly status: 401 | 403 | 421; readonly message: string };

export type Guard = {
  /** Null when the request may go on. `token`: the one in its address, if any, instead of those in its headers. */
  refusal(headers: IncomingHttpHeaders, token?: string): Refusal | null;
  /** The `set-cookie` header that lets the page in. */
  readonly cookie: string;
};

/** `origin` is `http://127.0.0.1:PORT`; `token` the secret of this start. */
export function createGuard(origin: string, token: string): Guard {
  const { host, port } = new URL(origin);
  // Cookies do not know ports: two Podiums at once must not push each other out.
  const cookieName = `podium-${port}`;
  const isToken = (text: string) =>
    timingSafeEqual(hash('sha256', text, 'buffer'), hash('sha256', token, 'buffer'));
  return {
    cookie: `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    refusal(headers, inAddress) {
      // A foreign name that points here (DNS rebinding) would make another site's page one of ours.
      if (headers.host !== host)
        return { status: 421, message: `Podium answers at ${origin} only.` };
      if (headers.origin !== undefined && headers.origin !== origin) return foreign;
      if (!ownSites.has(headers['sec-fetch-site'] ?? 'none')) return foreign;
      const given =
        inAddress ?? bearer(headers.authorization) ?? cookieNamed(headers.cookie, cookieName);
      return given !== undefined && isToken(given) ? null : noToken;
    },
  };
}

/** `none`: typed by the user, or no browser at all. */
const ownSites: ReadonlySet<unknown> = new Set(['same-origin', 'none']);
const foreign: Refusal = { status: 403, message: 'Another site may not use Podium.' };
const noToken: Refusal = {
  status: 401,
  message: 'Open the address that Podium printed when it started: it carries the key to this page.',
};

function bearer(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
}

function cookieNamed(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
