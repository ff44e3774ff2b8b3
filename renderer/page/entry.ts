// How the page gets in at the browser host: a ticket is exchanged for keys, which never leave this tab's memory.

import {
  keyHeader,
  imageKeyParameter,
  ticketStart,
  type Entered,
} from '../../shared/calls/host.ts';

/** Where the ticket to come back by lies while the page is being loaded again: this tab and this port alone read it. */
const kept = 'podium-ticket';

let entered: Entered | null = null;

/**
 * Lets the page in by the ticket in its address, or by the one that it left when it was loaded again; false when it has
 * none that opens anything. Either is used up by it, and gone from the address at once.
 */
export async function enter(): Promise<boolean> {
  const left = sessionStorage.getItem(kept);
  sessionStorage.removeItem(kept);
  const given = takeTicket();
  window.addEventListener('hashchange', () => {
    if (location.hash.startsWith(ticketStart)) location.reload(); // another address, put into this tab
  });
  for (const ticket of [given, left]) {
    if (ticket === null) continue;
    const response = await fetch('/enter', { method: 'POST', body: ticket }).catch(() => null);
    if (response?.ok !== true) continue;
    entered = (await response.json()) as Entered;
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', comeBack);
    return true;
  }
  return false;
}

/** `/open#ticket=…` becomes `/`; an address without a ticket stays as it is. */
function takeTicket(): string | null {
  const { hash, pathname, search } = location;
  const ticket = hash.startsWith(ticketStart) ? hash.slice(ticketStart.length) : null;
  if (ticket === null && pathname !== '/open') return null;
  history.replaceState(null, '', (pathname === '/open' ? '/' : pathname) + search);
  return ticket;
}

/** The host ends the ticket soon: what the browser may have written of this tab's storage then opens nothing. */
function leave(): void {
  if (entered === null) return;
  sessionStorage.setItem(kept, entered.next);
  void ask('/leave', { method: 'POST', keepalive: true }).catch(() => undefined);
}

/** A page that the browser had put aside whole. */
function comeBack(event: PageTransitionEvent): void {
  if (event.persisted) location.reload();
}

/** `fetch` with the key of this tab. */
export function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (entered !== null) headers.set(keyHeader, entered.key);
  return fetch(url, { ...init, headers });
}

/** An address of an image, with the key that opens images. */
export function withImageKey(path: string): string {
  return entered === null ? path : `${path}?${imageKeyParameter}=${entered.imageKey}`;
}
