// The secrets of one start of the browser host: what each of them opens, and what it is exchanged for.

import { hash, randomBytes } from 'node:crypto';
import type { Entered } from '../../shared/calls/host.ts';

export type Keys = {
  /** Opens everything, in an `authorization: Bearer` header: for other programs, which `podium serve` tells it. */
  readonly token: string;
  /** For one address: lets one tab in, once. */
  ticket(): string;
  /** What a tab gets for its ticket; undefined for one that is used up, too old, or none of ours. */
  enter(ticket: string): Entered | undefined;
  /** The tab goes away: the ticket to come back by ends soon. */
  leave(key: string): void;
  isToken(text: string): boolean;
  isPageKey(text: string): boolean;
  isImageKey(text: string): boolean;
};

/** One tab of the browser. Its keys stay as they are when it is loaded again: what it sent last is still on its way. */
type Tab = {
  readonly key: string;
  readonly imageKey: string;
  /** Ends the ticket that the tab comes back by, while it is away. */
  away: NodeJS.Timeout | undefined;
  next: string;
};

/** A tab that is loaded again is back within a second; what it left in the browser's storage ends with this. */
const longestAwayMs = 60_000;

export function createKeys(awayMs = longestAwayMs): Keys {
  const token = secret();
  // By digest: how long a look-up takes says nothing about the secret.
  const tickets = new Map<string, Tab | null>();
  const tabs = new Map<string, Tab>();
  const imageKeys = new Set<string>();
  const newTicket = (tab: Tab | null) => {
    const ticket = secret();
    tickets.set(digest(ticket), tab);
    return ticket;
  };
  const newTab = (): Tab => {
    const tab = { key: secret(), imageKey: secret(), away: undefined, next: '' };
    tabs.set(digest(tab.key), tab);
    imageKeys.add(digest(tab.imageKey));
    return tab;
  };
  return {
    token,
    ticket: () => newTicket(null),
    enter(ticket) {
      const known = tickets.get(digest(ticket));
      if (known === undefined) return undefined;
      tickets.delete(digest(ticket));
      const tab = known ?? newTab();
      clearTimeout(tab.away);
      tab.next = newTicket(tab);
      return { key: tab.key, imageKey: tab.imageKey, next: tab.next };
    },
    leave(key) {
      const tab = tabs.get(digest(key));
      if (!tab) return;
      const left = digest(tab.next);
      clearTimeout(tab.away);
      tab.away = setTimeout(() => tickets.delete(left), awayMs).unref();
    },
    isToken: (text) => digest(text) === digest(token),
    isPageKey: (text) => tabs.has(digest(text)),
    isImageKey: (text) => imageKeys.has(digest(text)),
  };
}

/** 256 bits, in letters that an address and a header carry. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}

function digest(text: string): string {
  return hash('sha256', text);
}
