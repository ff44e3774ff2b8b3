// Entry of the engine process: the engine behind the port to its parent, gone when the parent is.

import { servePort } from '../../shared/calls/port.ts';
import { askedEngine } from '../host/asked-engine.ts';
import type { EngineOptions } from '../engine/engine.ts';
import { processPort } from './process-port.ts';

const engine = askedEngine(JSON.parse(process.argv[2] ?? '{}') as EngineOptions);
servePort(processPort(process), engine.call);
process.on('disconnect', () => {
  void engine.close();
});
