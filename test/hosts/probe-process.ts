// The probe contract behind the port of a child process.

import { processPort } from '../../electron/browser/process-port.ts';
import { servePort } from '../../shared/calls/port.ts';
import { serveProbe } from './probe.ts';

servePort(processPort(process), serveProbe());
