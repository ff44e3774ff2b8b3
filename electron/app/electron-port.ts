// Electron's message ports as ports of calls.

import { connect, type Port } from '../../shared/calls/port.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../shared/contract.ts';

/** The parts of Electron's MessagePortMain that a port needs. */
export type ElectronPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
};

/** Start it once its listeners are there. */
export function asPort(port: ElectronPort): Port {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) =>
      void port.on('message', ({ data }) => {
        listener(data);
      }),
    onClose: (listener) => void port.on('close', listener),
  };
}

/** Calls to the engine over a port of its own, which ends with the engine. */
export function callsOver(port: ElectronPort): Call<PodiumContract> {
  const call = connect<PodiumContract>(asPort(port));
  port.start();
  return call;
}
