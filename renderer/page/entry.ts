// How the page gets in at the browser host: a ticket is exchanged for keys, which never leave this tab's memory.

import {
  keyHeader,
  imageKeyParameter,
  ticketStart,
  type Entered,
} from '../../shared/calls/host.ts';

/** Where the ticket to come back by lies while the page is being loaded again: this tab and this port alone read it. */
const kept = 'podium-ticket';

export type Entry = {
  /**
   * Lets the page in by the ticket in its address, or by the one that it left when it was loaded again; false when it has
   * none that opens anything. Either is used up by it, and gone from the address at once.
   */
  readonly enter: () => Promise<boolean>;
  /** `fetch` with the key of this tab. */
  readonly ask: (url: string, init?: RequestInit) => Promise<Response>;
  /** An address of an image, with the key that opens images. */
  readonly withImageKey: (path: string) => string;
};

/** The one of this tab: its keys are nobody else's. */
export const { enter, ask, withImageKey } = openEntry();

function openEntry(): Entry {
  let entered: Entered | null = null;
  const ask: Entry['ask'] = (url, init = {}) => {
    const headers = new Headers(init.headers);
    if (entered !== null) headers.set(keyHeader, entered.key);
    return fetch(url, { ...init, headers });
  };
  /** The host ends the ticket soon: what the browser may have written of this tab's storage then opens nothing. */
  const leave = () => {
    if (entered === null) return;
    sessionStorage.setItem(kept, entered.next);
    void ask('/leave', { method: 'POST', keepalive: true }).catch(() => undefined);
  };
  return {
    async enter() {
      for (const ticket of tickets()) {
        if (ticket === null) continue;
        const response = await fetch('/enter', { method: 'POST', body: ticket }).catch(() => null);
        if (response?.ok !== true) continue;
        entered = (await response.json()) as Entered;
        window.addEventListener('pagehide', leave);
        window.addEventListener('pageshow', comeBack);
        return true;
      }
      return false;
    },
    ask,
    withImageKey: (path) =>
      entered === null ? path : `${path}?${imageKeyParameter}=${entered.imageKey}`,
  };
}

/** In the order in which they are tried. */
function tickets(): readonly (string | null)[] {
  const left = sessionStorage.getItem(kept);
  sessionStorage.removeItem(kept);
  const given = takeTicket();
  window.addEventListener('hashchange', () => {
    if (location.hash.startsWith(ticketStart)) location.reload(); // another address, put into this tab
  });
  return [given, left];
}

/** `/open#ticket=…` becomes `/`; an address without a ticket stays as it is. */
function takeTicket(): string | null {
  const { hash, pathname, search } = location;
  const ticket = hash.startsWith(ticketStart) ? hash.slice(ticketStart.length) : null;
  if (ticket === null && pathname !== '/open') return null;
  history.replaceState(null, '', (pathname === '/open' ? '/' : pathname) + search);
  return ticket;
}

/** A page that the browser had put aside whole. */
function comeBack(event: PageTransitionEvent): void {
  if (event.persisted) location.reload();
}
