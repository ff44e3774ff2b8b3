// The faces of the open folders as people, grouped once for all who ask while faces, names and corrections stay the same.

import type { PersonGroups } from '../../../shared/contract.ts';
import { cancelled, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { FaceEmbeddings } from '../stages/faces/face-vectors.ts';
import { knownPeople, type KnownPeople } from './next-person.ts';
import { groupPeople, type Sources } from './people-groups.ts';

export type Grouping = {
  /** The people of these faces; joins a grouping of them that is under way. Rejects as cancelled when the signal is aborted. */
  people(sources: Sources, signal: AbortSignal): Promise<PersonGroups>;
  /** What is known at once: the people of these faces, perhaps by names and corrections that have changed since. */
  known(sources: Sources): { readonly people: KnownPeople; readonly isOld: boolean } | undefined;
};

type Key = { readonly faces: FaceEmbeddings; readonly rest: string };
type Run = {
  readonly key: Key;
  readonly made: Promise<PersonGroups>;
  readonly stop: AbortController;
  askers: number;
};

export function keepGrouping(): Grouping {
  let kept:
    { readonly key: Key; readonly groups: PersonGroups; readonly people: KnownPeople } | undefined;
  let run: Run | undefined;

  const started = (sources: Sources, key: Key): Run => {
    const stop = new AbortController();
    const made = groupPeople(sources, stop.signal);
    const next = { key, made, stop, askers: 0 };
    run = next;
    const ended = () => {
      if (run === next) run = undefined;
    };
    made.then((groups) => {
      if (run === next) kept = { key, groups, people: knownPeople(sources.embeddings, groups) };
      ended();
    }, ended);
    return next;
  };
  return {
    async people(sources, signal) {
      throwIfCancelled(signal);
      const key = keyOf(sources);
      if (kept && isSame(kept.key, key)) return kept.groups;
      const isThis = run && !run.stop.signal.aborted && isSame(run.key, key);
      return joined(run && isThis ? run : started(sources, key), signal);
    },
    known(sources) {
      if (kept?.key.faces !== sources.embeddings) return undefined;
      return { people: kept.people, isOld: !isSame(kept.key, keyOf(sources)) };
    },
  };
}

/** The work goes on while anybody waits for it. */
async function joined(run: Run, signal: AbortSignal): Promise<PersonGroups> {
  const gone = Promise.withResolvers<never>();
  const leave = () => {
    gone.reject(cancelled());
  };
  run.askers++;
  signal.addEventListener('abort', leave);
  try {
    return await Promise.race([run.made, gone.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
    run.askers--;
    if (run.askers === 0) run.stop.abort();
  }
}

function keyOf({ embeddings, corrections, threshold, settings }: Sources): Key {
  const rest = JSON.stringify([corrections, threshold, settings['faces.minHeightPx']]);
  return { faces: embeddings, rest };
}

function isSame(a: Key, b: Key): boolean {
  return a.faces === b.faces && a.rest === b.rest;
}
