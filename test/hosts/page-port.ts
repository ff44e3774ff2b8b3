// A port to the engine as Electron's page has it.

import type { MessagePort } from 'node:worker_threads';
import type { Port } from '../../shared/calls/port.ts';

export function pagePort(port: MessagePort): Port {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
  };
}
