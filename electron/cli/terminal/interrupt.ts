// Ctrl-C, a closed terminal and `kill`, as one signal that asks a command to stop.

/**
 * Runs a command that stops, cleanly, when its signal aborts. A second Ctrl-C ends the process at once, with
 * its exit hooks; a closing terminal says so more than once and is only ever asked for a clean stop.
 */
export async function untilInterrupted<T>(run: (until: AbortSignal) => Promise<T>): Promise<T> {
  const interrupt = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    if (interrupt.signal.aborted && name !== 'SIGHUP') process.exit(1);
    interrupt.abort();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, stop);
  try {
    return await run(interrupt.signal);
  } finally {
    for (const name of names) process.off(name, stop);
  }
}
