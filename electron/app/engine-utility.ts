// Entry of the engine in Electron's utility process: serves every port that main hands over, on one engine.

import { servePort } from '../../shared/calls/port.ts';
import { asPort, type ElectronPort } from './electron-port.ts';
import { askedEngine } from '../host/asked-engine.ts';
import { createChosenFolders } from '../host/chosen-folders.ts';
import { pageCall } from '../host/page-call.ts';
import type { EngineOptions } from '../engine/engine.ts';
import { trialsByMain } from './trials.ts';

/** Each carries a port, a folder that the user chose in the system's dialog, or that a trial has ended. */
type Message = { readonly data: unknown; readonly ports: readonly ElectronPort[] };

/** The channel to main. There is one in a utility process and nowhere else. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: Message) => void): unknown;
};

const { parentPort } = process as NodeJS.Process & { readonly parentPort: ParentPort };
const options = JSON.parse(process.argv[2] ?? '{}') as EngineOptions;
const engine = askedEngine({ ...options, delivers: true, startTrial: trialsByMain(parentPort) });

const chosen = createChosenFolders();
const call = pageCall(engine.call, chosen);

parentPort.on('message', ({ data, ports }: Message) => {
  if (typeof data === 'string') chosen.add(data);
  for (const port of ports) {
    servePort(asPort(port), call);
    port.start();
  }
});
