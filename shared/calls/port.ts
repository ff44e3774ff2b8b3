// A call over any port that carries structured clones: message ports, child processes, utility processes.

import {
  asEngineError,
  cancelled,
  EngineError,
  type Call,
  type CallOptions,
  type Contract,
  type ErrorCode,
  type Input,
  type Name,
  type Output,
  type Progress,
} from './rpc.ts';

/** The least that two ends need: whole messages, in order, and word of the other end going away. */
export type Port = {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
};

type Request =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number };

type Response =
  | { readonly kind: 'progress'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'error';
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
    };

/** Answers the calls that arrive on a port; when the port closes, whatever runs is cancelled. */
export function servePort<C extends Contract>(port: Port, call: Call<C>): void {
  const running = new Map<number, AbortController>();
  const reply = (response: Response) => {
    if (running.has(response.id)) port.post(response);
  };
  const run = async (request: Extract<Request, { kind: 'call' }>) => {
    const { id } = request;
    const controller = new AbortController();
    running.set(id, controller);
    const options: CallOptions<Progress<C, Name<C>>> = {
      signal: controller.signal,
      onProgress: (value) => {
        reply({ kind: 'progress', id, value });
      },
    };
    try {
      const input = request.input as Input<C, Name<C>>;
      reply({ kind: 'result', id, value: await call(request.method, input, options) });
    } catch (error) {
      const { code, message } = asEngineError(error);
      reply({ kind: 'error', id, code, message });
    } finally {
      running.delete(id);
    }
  };
  port.onMessage((message) => {
    const request = message as Request;
    if (request.kind === 'cancel') running.get(request.id)?.abort();
    else void run(request);
  });
  port.onClose(() => {
    const controllers = [...running.values()];
    running.clear();
    for (const controller of controllers) controller.abort();
  });
}

type Pending = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: EngineError) => void;
  readonly onProgress: ((value: unknown) => void) | undefined;
};

/** The calling end of a port. Calls still open when the port closes reject with code `stopped`. */
export function connect<C extends Contract>(port: Port): Call<C> {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let closed = false;
  port.onMessage((message) => {
    settle(pending, message as Response);
  });
  port.onClose(() => {
    closed = true;
    for (const call of pending.values()) call.reject(stopped());
    pending.clear();
  });
  return async <M extends Name<C>>(
    method: M,
    input: Input<C, M>,
    options: CallOptions<Progress<C, M>> = {},
  ) => {
    if (closed) throw stopped();
    if (options.signal?.aborted) throw cancelled();
    const id = (lastId += 1);
    const cancel = () => {
      port.post({ kind: 'cancel', id } satisfies Request);
    };
    try {
      return await new Promise<Output<C, M>>((resolve, reject) => {
        pending.set(id, {
          resolve: resolve as Pending['resolve'],
          reject,
          onProgress: options.onProgress as Pending['onProgress'],
        });
        options.signal?.addEventListener('abort', cancel, { once: true });
        port.post({ kind: 'call', id, method, input } satisfies Request);
      });
    } finally {
      pending.delete(id);
      options.signal?.removeEventListener('abort', cancel);
    }
  };
}

function settle(pending: Map<number, Pending>, response: Response): void {
  const call = pending.get(response.id);
  if (!call) return;
  switch (response.kind) {
    case 'progress':
      call.onProgress?.(response.value);
      break;
    case 'result':
      call.resolve(response.value);
      break;
    case 'error':
      call.reject(new EngineError(response.code, response.message));
      break;
  }
}

function stopped(): EngineError {
  return new EngineError('stopped', 'The engine stopped; what it had saved is safe.');
}
