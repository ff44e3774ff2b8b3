// `podium deliver`: sends what is given and what waits, until nothing is left that can be sent.

import { resolve } from 'node:path';
import type { PodiumContract } from '../../../../shared/contract.ts';
import { isOver, type Delivery } from '../../../../shared/delivery/deliveries.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import { print, printable, printJson, say, sendLine } from '../../terminal/terminal.ts';
import { isTrusted, unlock } from './destinations.ts';

export type DeliverOptions = {
  readonly to?: string;
  readonly wait: number;
  readonly cancel?: number;
  readonly list?: boolean;
  readonly json?: boolean;
};

/** How long nothing may arrive before it ends, seconds. */
export const usualWaitS = 600;

/** Exit code 0, or 1 where something has not arrived. */
export async function deliver(
  call: Call<PodiumContract>,
  paths: readonly string[],
  { to, wait, cancel, list, json }: DeliverOptions,
  signal: AbortSignal,
): Promise<number> {
  if (paths.length > 0 !== (to !== undefined))
    throw new EngineError('bad-input', 'Say what to send and where to: PATH --to DESTINATION.');
  if (cancel !== undefined) await call('delivery.cancel', { id: cancel });
  else if (list !== true && json !== true) {
    if (to !== undefined)
      await call('delivery.add', { destination: to, paths: paths.map((path) => resolve(path)) });
    return (await sendAll(call, wait, signal)) ? 0 : 1;
  }
  const { deliveries } = await call('delivery.list', {});
  if (json === true) printJson(deliveries);
  else for (const delivery of deliveries) print(lineOf(delivery));
  return 0;
}

/** Throws where an album that is to be sent on could not be: before hours of work, not after. */
export async function checkSend(
  call: Call<PodiumContract>,
  name: string,
  {
    to,
    move,
    dryRun,
  }: { readonly to?: string; readonly move?: boolean; readonly dryRun?: boolean },
): Promise<void> {
  if (to === undefined || dryRun === true)
    throw new EngineError('bad-input', '--send sends the album that --to makes: give both.');
  if (move === true)
    throw new EngineError('bad-input', '--send goes with copies: leave --move out.');
  const { destinations } = await call('destination.list', {});
  if (destinations.some((one) => one.name === name)) return;
  const names = destinations.map((one) => one.name).join(', ') || 'none yet';
  throw new EngineError('not-found', `There is no destination "${name}"; there are: ${names}.`);
}

/** After an export: waits until it has arrived. */
export function sendOn(call: Call<PodiumContract>, signal: AbortSignal): Promise<boolean> {
  return sendAll(call, usualWaitS, signal);
}

/** Whether all has arrived. */
async function sendAll(
  call: Call<PodiumContract>,
  patienceS: number,
  signal: AbortSignal,
): Promise<boolean> {
  const open = await openNow(call);
  const names = [...new Set(open.map(({ destination }) => destination))];
  for (const name of names) await unlock(call, name, signal);
  for (const { id, state } of open) if (state === 'stopped') await call('delivery.retry', { id });
  const sent = new Set(open.map(({ id }) => id));
  for (;;) {
    const line = sendLine();
    const said = new Set<string>();
    const { deliveries } = await call(
      'delivery.run',
      { patienceS },
      {
        signal,
        onProgress: (now) => {
          for (const delivery of now.deliveries) {
            if (!sent.has(delivery.id)) continue;
            if (!isOver(delivery)) line.show(delivery);
            const { problem } = delivery;
            if (problem?.kind === 'again' && !said.has(problem.sentence)) {
              line.end();
              say(`${problem.sentence} Trying again.`);
              said.add(problem.sentence);
            }
          }
        },
      },
    ).finally(line.end);
    const ended = deliveries.filter(({ id }) => sent.has(id));
    const asks = ended.find(({ problem }) => problem?.kind === 'trust');
    const isAnswered =
      asks?.problem && (await isTrusted(call, asks.destination, asks.problem, signal));
    if (isAnswered === true) continue;
    for (const delivery of ended) tell(delivery);
    return ended.every(({ state }) => state === 'done' || state === 'cancelled');
  }
}

async function openNow(call: Call<PodiumContract>): Promise<Delivery[]> {
  const { deliveries } = await call('delivery.list', {});
  return deliveries.filter(({ state }) => state !== 'done' && state !== 'cancelled');
}

function tell(delivery: Delivery): void {
  for (const note of delivery.notes) say(note);
  print(lineOf(delivery));
  if (delivery.problem) say(delivery.problem.sentence);
  else if (!isOver(delivery)) say('The rest waits: "podium deliver" goes on with it.');
}

function lineOf({ id, destination, title, state, done, total, already }: Delivery): string {
  const there = already === 0 ? '' : `, ${already} of them were there already`;
  return `${id}  ${printable(title)} -> ${printable(destination)}: ${state}, ${done} of ${total} files${there}`;
}
