// Calls of main itself to the engine that it started, for pictures that are lost.

import { MessageChannelMain, type UtilityProcess } from 'electron';
import { connect } from '../../shared/calls/port.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { asPort } from './electron-port.ts';

/** On a port that ends with the engine. */
export function callsTo(engine: UtilityProcess): Call<PodiumContract> {
  const { port1, port2 } = new MessageChannelMain();
  engine.postMessage(null, [port1]);
  const call = connect<PodiumContract>(asPort(port2));
  port2.start();
  return call;
}
