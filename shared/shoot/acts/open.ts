// The owner of what is open: one value, the ways to the engine that end when the folders are left, and acts in their order.

import type { PodiumContract } from '../../contract.ts';
import {
  cancelled,
  isCancelled,
  throwIfCancelled,
  type Call,
  type CallOptions,
  type Input,
  type Name,
  type Output,
  type Progress,
} from '../../calls/rpc.ts';
import type { Steps } from '../../arithmetic/steps.ts';
import { inTurn, type Turns, type Writes } from './in-order.ts';
import type { Shoot } from '../shoot.ts';
import type { Step } from '../undo-line.ts';

type Engine = Call<PodiumContract>;
type Method = Name<PodiumContract>;
type Options<M extends Method> = CallOptions<Progress<PodiumContract, M>>;

/** What a shoot needs of the host that shows it. */
export type ShootHost = {
  readonly call: Engine;
  /** Decisions are written one after the other, so that undo meets what it undoes. */
  readonly writes: Writes;
  /** Puts the value on the screen. */
  show(shoot: Shoot): void;
  /** Says what was done, and offers to take it back where there is something to be taken back. */
  say(text: string, step: Step | null): void;
  sayProblem(error: unknown): void;
  /** Number of the act of the hand that goes on now: a drag is one. */
  act(): number;
  /** Whether the photo that keys act on stays the same when a filter hides it, as where a few are side by side. */
  keepsSelection(): boolean;
  /** Long work, so that the host goes on answering. */
  inSlices<T>(work: Steps<T>): Promise<T>;
  /** Resolves after so many milliseconds. */
  rest(ms: number): Promise<void>;
  nowMs(): number;
};

/** A question of which only the last answer is wanted. */
export type Question = 'person' | 'words' | 'analysis' | 'faces';

export type OpenShoot = {
  readonly host: ShootHost;
  readonly signal: AbortSignal;
  get(): Shoot;
  /** Replaces the value: always by what a pure function made of the last one. */
  put(shoot: Shoot): void;
  /** A call whose answer is wanted while the folders are open, or while its own signal lives; rejects as cancelled then. */
  readonly ask: Engine;
  /** A call that is carried out whether or not the folders are left meanwhile; only its answer is dropped then. */
  readonly tell: Engine;
  /** Asks a question anew: the signal of the one before it is aborted. */
  renew(question: Question): AbortSignal;
  stop(question: Question): void;
  /** Waits for anything that goes on when the folders are left; rejects as cancelled then. */
  whileOpen<T>(answer: Promise<T>): Promise<T>;
  inSlices<T>(work: Steps<T>): Promise<T>;
  rest(ms: number): Promise<void>;
  /** New columns are taken one after the other. */
  readonly results: Turns;
  /** By folder: the notes of the engine that have been said while it is open. */
  readonly notes: Map<string, ReadonlySet<string>>;
  /** Leaves the folders: what is still out is cancelled, and no answer arrives any more. */
  leave(): void;
};

/** Keeps a value until `life` is aborted; the first one is the host's to put on the screen. */
export function keepOpen(host: ShootHost, life: AbortController, first: Shoot): OpenShoot {
  const { signal } = life;
  const questions = new Map<Question, AbortController>();
  let shoot = first;
  const stop = (question: Question) => questions.get(question)?.abort();
  signal.addEventListener('abort', () => {
    for (const asked of questions.values()) asked.abort();
  });
  return {
    host,
    signal,
    get: () => shoot,
    put(next) {
      shoot = next;
      host.show(next);
    },
    ask: askedWhile(signal, host.call),
    tell: (method, input, options) => unlessAborted(signal, host.call(method, input, options)),
    whileOpen: (answer) => unlessAborted(signal, answer),
    inSlices: (work) => unlessAborted(signal, host.inSlices(work)),
    rest: (ms) => unlessAborted(signal, host.rest(ms)),
    renew(question) {
      stop(question);
      const asked = new AbortController();
      questions.set(question, asked);
      return asked.signal;
    },
    stop,
    results: inTurn(),
    notes: new Map(),
    leave() {
      life.abort();
    },
  };
}

/** Calls that end with a signal. Nothing that comes after its end is seen by whoever asked. */
export function askedWhile(life: AbortSignal, call: Engine): Engine {
  return async <M extends Method>(
    method: M,
    input: Input<PodiumContract, M>,
    options: Options<M> = {},
  ): Promise<Output<PodiumContract, M>> => {
    const { signal = life, onProgress } = options;
    throwIfCancelled(signal);
    const progress = onProgress && {
      onProgress: (now: Progress<PodiumContract, M>) => {
        if (!signal.aborted) onProgress(now);
      },
    };
    return unlessAborted(signal, call(method, input, { signal, ...progress }));
  };
}

/** What comes after the end of a signal is cancelled, whatever it is. */
export async function unlessAborted<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  try {
    const value = await answer;
    throwIfCancelled(signal);
    return value;
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  }
}

/** Does an act to its end: what goes wrong is said, unless the act was left. */
export async function attempt(open: OpenShoot, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isCancelled(error)) open.host.sayProblem(error);
  }
}
