// A call: the one way anything asks the engine for anything, wherever the engine runs.

import type { z } from 'zod';

export type ErrorCode =
  'bad-input' | 'not-found' | 'unreadable' | 'cancelled' | 'stopped' | 'internal';

/** The only error that crosses from the engine to its hosts; `message` is a sentence for the user. */
export class EngineError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
  }
}

/** One method of a contract; `output` and `progress` exist for the types only. */
export type Method<I extends z.ZodType, O, P> = {
  readonly input: I;
  readonly output?: O;
  readonly progress?: P;
};

export type Contract = Readonly<Record<string, Method<z.ZodType, unknown, unknown>>>;

/** Declares a method: `method<Output, Progress>()(inputSchema)`. */
export const method =
  <O, P = never>() =>
  <I extends z.ZodType>(input: I): Method<I, O, P> => ({ input });

export type Name<C extends Contract> = keyof C & string;
export type Input<C extends Contract, M extends Name<C>> = z.input<C[M]['input']>;
type Checked<C extends Contract, M extends Name<C>> = z.output<C[M]['input']>;
export type Output<C extends Contract, M extends Name<C>> = NonNullable<C[M]['output']>;
export type Progress<C extends Contract, M extends Name<C>> = NonNullable<C[M]['progress']>;

export type CallOptions<P> = {
  /** Aborting it cancels the call, which then rejects with code `cancelled`. */
  readonly signal?: AbortSignal;
  /** Gets snapshots, at most ten a second; the last one before the result may be missing. */
  readonly onProgress?: (progress: P) => void;
};

export type Call<C extends Contract> = <M extends Name<C>>(
  method: M,
  input: Input<C, M>,
  options?: CallOptions<Progress<C, M>>,
) => Promise<Output<C, M>>;

export type CallContext<P> = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: P) => void;
};

/** What answers each method; leaving one out is a compile error. */
export type Handlers<C extends Contract> = {
  readonly [M in Name<C>]: (
    input: Checked<C, M>,
    context: CallContext<Progress<C, M>>,
  ) => Promise<Output<C, M>>;
};

/**
 * The in-process transport: checks each input once and runs its handler.
 * The returned call rejects with EngineError only.
 */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>): Call<C> {
  return async (name, input, options = {}) => {
    const spec = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (!spec) throw new EngineError('not-found', `The engine has no method "${name}".`);
    const checked = spec.input.safeParse(input);
    if (!checked.success) throw new EngineError('bad-input', inputSentence(name, checked.error));
    const signal = options.signal ?? new AbortController().signal;
    if (signal.aborted) throw cancelled();
    const context = { signal, onProgress: options.onProgress ?? (() => undefined) };
    try {
      return await handlers[name](checked.data as Checked<C, typeof name>, context);
    } catch (error) {
      throw asEngineError(error, signal);
    }
  };
}

export function cancelled(): EngineError {
  return new EngineError('cancelled', 'Stopped before it was finished.');
}

/** Throws the `cancelled` error when the signal has been aborted. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}

export function isCancelled(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'cancelled';
}

/** A sentence for the user out of whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return asEngineError(error).message;
}

/** What a defect is told as: its own words are for whoever mends it. */
export const defectSentence =
  'Podium could not do this, because something inside it failed. Your photos and decisions are safe. Try again; if it fails again, close Podium and start it anew.';

/** Whatever was thrown, as the one error that crosses; an aborted call counts as cancelled. */
export function asEngineError(error: unknown, signal?: AbortSignal): EngineError {
  if (error instanceof EngineError) return error;
  if (signal?.aborted) return cancelled();
  const message = isSentence(error) ? error.message : defectSentence;
  return new EngineError('internal', message, { cause: error });
}

/**
 * Our own code throws plain errors with whole sentences where nobody can do anything about them. What the language, the
 * system, SQLite or a library throws is of a class of its own, has a code, or is no sentence.
 */
function isSentence(error: unknown): error is Error {
  return (
    error instanceof Error &&
    Object.getPrototypeOf(error) === Error.prototype &&
    !('code' in error) &&
    /^[A-Z/"].* .*\.$/s.test(error.message) // a path or a quoted name may come first
  );
}

function inputSentence(name: string, error: z.ZodError): string {
  const issues = error.issues.map((issue) => {
    const where = issue.path.map(String).join('.');
    return where ? `${where}: ${issue.message}` : issue.message;
  });
  return `${name} was asked with unusable input (${issues.join('; ')}).`;
}
