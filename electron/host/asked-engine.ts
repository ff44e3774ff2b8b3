// The engine of a process of its own: opened by the first call, so that what prevents it reaches whoever called.

import { createEngine, type Engine, type EngineOptions } from '../engine/engine.ts';

/** While the engine cannot be opened every call rejects with the reason, and the next one tries again. */
export function askedEngine(options: EngineOptions): Engine {
  let engine: Engine | undefined;
  const call: Engine['call'] = async (method, input, callOptions) => {
    engine ??= createEngine(options);
    return engine.call(method, input, callOptions);
  };
  return { call, close: async () => engine?.close() };
}
