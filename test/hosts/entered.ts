// A tab of a browser as the browser host sees it: let in by an address, with the keys that it was given.

import { keyHeader, ticketStart, type Entered } from '../../shared/calls/host.ts';
import { send, type HttpAnswer } from './http-request.ts';

/** The ticket that an address carries. */
export function ticketIn(address: string): string {
  return new URL(address).hash.slice(ticketStart.length);
}

export function exchange(origin: string, ticket: string): Promise<HttpAnswer> {
  return send(origin, '/enter', { method: 'POST', body: Buffer.from(ticket) });
}

export async function enteredBy(address: string): Promise<Entered> {
  const { status, body } = await exchange(new URL(address).origin, ticketIn(address));
  if (status !== 200) throw new Error(`The host refused the ticket: ${status}.`);
  return JSON.parse(body.toString()) as Entered;
}

export function withKey({ key }: Entered): Record<string, string> {
  return { [keyHeader]: key };
}
