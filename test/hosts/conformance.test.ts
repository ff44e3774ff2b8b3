// One suite over every transport: in process, message port, child process, HTTP.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { processPort } from '../../electron/browser/process-port.ts';
import { startServer } from '../../electron/browser/server.ts';
import { httpCall } from '../../shared/calls/http-call.ts';
import { connect, servePort, type Port } from '../../shared/calls/port.ts';
import { EngineError, type Call, type ErrorCode } from '../../shared/calls/rpc.ts';
import { serveProbe, type ProbeContract } from './probe.ts';

type Transport = {
  readonly call: Call<ProbeContract>;
  /** Breaks the connection from the far side; absent where there is none. */
  readonly breakOff?: () => void;
  readonly close: () => Promise<void>;
};

const transports: Record<string, () => Transport | Promise<Transport>> = {
  'in process': () => ({ call: serveProbe(), close: () => Promise.resolve() }),
  'message port': () => {
    const { port1, port2 } = new MessageChannel();
    servePort(messagePort(port2), serveProbe());
    const closed = once(port1, 'close');
    return {
      call: connect<ProbeContract>(messagePort(port1)),
      breakOff: () => {
        port2.close();
      },
      close: async () => {
        port2.close();
        await closed;
      },
    };
  },
  'child process': () => {
    const entry = fileURLToPath(new URL('probe-process.ts', import.meta.url));
    const child = fork(entry, { serialization: 'advanced' });
    const exited = once(child, 'exit');
    return {
      call: connect<ProbeContract>(processPort(child)),
      breakOff: () => void child.kill('SIGKILL'),
      close: async () => {
        child.kill('SIGKILL');
        await exited;
      },
    };
  },
  HTTP: async () => {
    const nowhere = fileURLToPath(new URL('nowhere', import.meta.url));
    const server = await startServer({
      call: serveProbe(),
      imagesFolder: nowhere,
      pageFolder: nowhere,
    });
    const { origin, token } = server;
    return {
      call: httpCall<ProbeContract>({ fetch, origin, token }),
      breakOff: () => void server.close(),
      close: () => server.close(),
    };
  },
};

function messagePort(port: MessagePort): Port {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
  };
}

function engineError(code: ErrorCode, message?: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, code);
    if (message) assert.match(error.message, message);
    return true;
  };
}

for (const [name, open] of Object.entries(transports)) {
  describe(`a call over ${name}`, () => {
    let transport: Transport;
    before(async () => {
      transport = await open();
    });
    after(() => transport.close());

    it('answers, with defaults filled in', async () => {
      assert.equal(await transport.call('add', { a: 2 }), 3);
    });

    it('carries columns: NaN, 64-bit integers, maps, unicode', async () => {
      const { values, hashes, names } = await transport.call('columns', { count: 5 });
      assert.deepEqual(values, Float64Array.of(NaN, 1 / 3, 2 / 3, NaN, 4 / 3));
      assert.equal(hashes[4], 2n ** 63n + 4n);
      assert.equal(names.get(5), 'größe 🏐\n');
    });

    it('keeps progress in order and before the result', async () => {
      const seen: number[] = [];
      const result = await transport.call(
        'count',
        { to: 50 },
        { onProgress: ({ done }) => seen.push(done) },
      );
      assert.equal(result, 'counted');
      assert.deepEqual(
        seen,
        Array.from({ length: 50 }, (_, i) => i + 1),
      );
    });

    it('answers many calls at once, each its own', async () => {
      const sums = await Promise.all(
        Array.from({ length: 100 }, (_, a) => transport.call('add', { a, b: 1000 })),
      );
      assert.deepEqual(
        sums,
        Array.from({ length: 100 }, (_, a) => a + 1000),
      );
    });

    it('refuses unusable input with a sentence that names the field', async () => {
      const wrong = { a: 'two' } as unknown as { a: number };
      await assert.rejects(transport.call('add', wrong), engineError('bad-input', /add.*a:/));
    });

    it('refuses a method that does not exist', async () => {
      const missing = 'toString' as 'add';
      await assert.rejects(transport.call(missing, { a: 1 }), engineError('not-found', /toString/));
    });

    it('keeps the code and the sentence of an error', async () => {
      await assert.rejects(
        transport.call('refuse', {}),
        engineError('unreadable', /^The file ends early\.$/),
      );
    });

    it('turns a defect into an internal error, told in a sentence and not in its own words', async () => {
      const sentence = /^Podium could not do this, .*start it anew\.$/;
      await assert.rejects(transport.call('crash', {}), engineError('internal', sentence));
    });

    it('cancels a running call and nothing else', async () => {
      const controller = new AbortController();
      const running = transport.call(
        'wait',
        {},
        {
          signal: controller.signal,
          onProgress: () => {
            controller.abort();
          },
        },
      );
      await assert.rejects(running, engineError('cancelled'));
      assert.deepEqual(await transport.call('waiting', {}), { count: 0 });
    });

    it('rejects a call whose signal was aborted before', async () => {
      const signal = AbortSignal.abort();
      await assert.rejects(transport.call('add', { a: 1 }, { signal }), engineError('cancelled'));
    });
  });

  // In one process there is no connection to break.
  if (name === 'in process') continue;

  describe(`a broken connection over ${name}`, () => {
    it('rejects what was running and what comes after as stopped', async () => {
      const transport = await open();
      const running = transport.call('wait', {}, { onProgress: () => transport.breakOff?.() });
      await assert.rejects(running, engineError('stopped', /safe/));
      await assert.rejects(transport.call('add', { a: 1 }), engineError('stopped'));
      await transport.close();
    });
  });
}
