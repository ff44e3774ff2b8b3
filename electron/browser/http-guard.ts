// Who may talk to the browser host: the page it served itself, with the keys of its tab, and programs with the token.

import type { IncomingHttpHeaders } from 'node:http';
import { keyHeader } from '../../shared/calls/host.ts';
import type { Keys } from './keys.ts';

export type Refusal = { readonly status: 401 | 403 | 421; readonly message: string };

/**
 * What a request wants. `page`: the page's own files, which hold nothing of the user's. `image`: a picture, which an
 * `<img>` asks for and can send no header with. `all`: everything else.
 */
export type Wanted =
  { readonly what: 'page' | 'all' } | { readonly what: 'image'; readonly key: string | null };

export type Guard = {
  /** Null when the request may go on. */
  refusal(headers: IncomingHttpHeaders, wanted: Wanted): Refusal | null;
};

/**
 * `origin` is `http://127.0.0.1:PORT`. There is no cookie: a browser sends those to every port of 127.0.0.1, so that
 * any other server there would be told. Nothing that opens anything is ever sent by the browser itself.
 */
export function createGuard(origin: string, keys: Keys): Guard {
  const { host } = new URL(origin);
  const isLetIn = (headers: IncomingHttpHeaders, wanted: Wanted): boolean => {
    if (wanted.what === 'page') return true;
    if (keys.isToken(bearer(headers.authorization) ?? '')) return true;
    if (keys.isPageKey(String(headers[keyHeader] ?? ''))) return true;
    return wanted.what === 'image' && keys.isImageKey(wanted.key ?? '');
  };
  return {
    refusal(headers, wanted) {
      // A foreign name that points here (DNS rebinding) would make another site's page one of ours.
      if (headers.host !== host)
        return { status: 421, message: `Podium answers at ${origin} only.` };
      if (headers.origin !== undefined && headers.origin !== origin) return foreign;
      if (!ownSites.has(headers['sec-fetch-site'] ?? 'none')) return foreign;
      return isLetIn(headers, wanted) ? null : notLetIn;
    },
  };
}

/** `none`: typed by the user, or no browser at all. Another port of 127.0.0.1 is `same-site`, and refused. */
const ownSites: ReadonlySet<unknown> = new Set(['same-origin', 'none']);
const foreign: Refusal = { status: 403, message: 'Another site may not use Podium.' };
export const notLetIn: Refusal = {
  status: 401,
  message:
    'This page was not opened by the address that Podium printed, or Podium was started again since. Run "podium open" again and open the address that it prints.',
};

function bearer(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
}
