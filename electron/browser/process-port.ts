// A port over the IPC channel between a process and its child.

import type { Port } from '../../shared/calls/port.ts';

/** What `process` and a forked child have in common. */
type Channel = {
  readonly connected: boolean;
  send?(message: unknown, callback: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
};

/** The channel must use `serialization: 'advanced'`, which carries typed arrays and maps. */
export function processPort(channel: Channel): Port {
  return {
    post(message) {
      // A message to a process that has just died is lost; its closing settles the call.
      if (channel.connected) channel.send?.(message, () => undefined);
    },
    onMessage: (listener) => void channel.on('message', listener),
    onClose: (listener) => void channel.on('disconnect', listener),
  };
}
