// Entry of the engine in Electron's utility process: serves every port that main hands over, on one engine.

import { servePort } from '../../shared/calls/port.ts';
import { asPort, type ElectronPort } from './electron-port.ts';
import { askedEngine } from '../host/asked-engine.ts';
import { createChosenFolders } from '../host/chosen-folders.ts';
import { pageCall } from '../host/page-call.ts';
import type { EngineOptions } from '../engine/engine.ts';

/** Each carries a port, or a folder that the user chose in the system's dialog. */
type Message = { readonly data: string | null; readonly ports: readonly ElectronPort[] };

/** The channel to main. There is one in a utility process and nowhere else. */
type ParentPort = { on(event: 'message', listener: (message: Message) => void): unknown };

const engine = askedEngine(JSON.parse(process.argv[2] ?? '{}') as EngineOptions);
const { parentPort } = process as NodeJS.Process & { readonly parentPort: ParentPort };

const chosen = createChosenFolders();
const call = pageCall(engine.call, chosen);

parentPort.on('message', ({ data, ports }: Message) => {
  if (data !== null) chosen.add(data);
  for (const port of ports) {
    servePort(asPort(port), call);
    port.start();
  }
});
