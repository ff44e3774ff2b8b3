// What a page may ask of the engine: everything but files that nobody chose. The command line asks the engine itself.

import {
  EngineError,
  type Call,
  type CallOptions,
  type Contract,
  type Input,
  type Name,
  type Progress,
} from '../../shared/calls/rpc.ts';
import type { ChosenFolders } from './chosen-folders.ts';

/** Rejects with `bad-input` for a call that a page may not make; the rest is passed on as it is. */
export function pageCall<C extends Contract>(call: Call<C>, chosen: ChosenFolders): Call<C> {
  return async <M extends Name<C>>(
    method: M,
    input: Input<C, M>,
    options?: CallOptions<Progress<C, M>>,
  ) => {
    const problem = problemOf(method, input, chosen);
    if (problem !== null) throw new EngineError('bad-input', problem);
    return call(method, input, options);
  };
}

/** Why a page may not ask this; null when it may. What does not fit the contract is the engine's to refuse. */
function problemOf(method: string, input: unknown, chosen: ChosenFolders): string | null {
  const rule = Object.hasOwn(rules, method) ? rules[method] : undefined;
  return typeof input === 'object' && input !== null ? (rule?.(input, chosen) ?? null) : null;
}

type Rule = (input: Asked, chosen: ChosenFolders) => string | null;
type Asked = {
  readonly to?: unknown;
  readonly inside?: unknown;
  readonly destination?: unknown;
  readonly photo?: unknown;
  readonly photos?: unknown;
  readonly reference?: unknown;
  readonly references?: unknown;
  readonly values?: unknown;
};

const byCommandLine = 'Reports are written by the command line only.';
const byAlbums = 'A page sends the albums that it makes, and no files by their paths.';
const unchosen = 'Choose the folder first: Podium writes only where you chose.';
const freePath =
  'A page names photos by the folders that are open, or sends them: not by their paths.';

function intoChosen({ to }: Asked, chosen: ChosenFolders): string | null {
  return typeof to === 'string' && !chosen.holds(to) ? unchosen : null;
}

/** Else a page that has been taken over could have any folder filled, or read a file that is no key. */
function knownFolder(destination: unknown, chosen: ChosenFolders): string | null {
  if (typeof destination !== 'object' || destination === null) return null;
  const { kind, folder } = destination as { readonly kind?: unknown; readonly folder?: unknown };
  return kind === 'folder' && typeof folder === 'string' && !chosen.holds(folder) ? unchosen : null;
}

/**
 * Every method that takes a path; `folder.…` and `ingest.copy` read photos wherever the user says, `models.import` one file of
 * models, and an album's watermark is a picture that goes into nothing but its copies.
 */
const rules: Readonly<Record<string, Rule>> = {
  'album.export': intoChosen,
  'report.gallery': intoChosen,
  'rejects.move': intoChosen,
  'delivery.add': () => byAlbums,
  'destination.save': ({ destination }, chosen) => knownFolder(destination, chosen),
  'ingest.copy': ({ to }, chosen) =>
    Array.isArray(to) && to.some((one) => typeof one === 'string' && !chosen.holds(one))
      ? unchosen
      : null,
  'report.contactSheet': (asked, chosen) =>
    asked.inside === true ? intoChosen(asked, chosen) : byCommandLine,
  'report.table': intoChosen,
  'report.histograms': () => byCommandLine,
  'demo.make': intoChosen,
  'settings.write': ({ values }) => withoutPrograms(values),
  'person.faces': ({ photo }) => withoutPaths([photo]),
  'person.match': ({ references }) => withoutPaths(references),
  'person.reject': ({ reference }) => withoutPaths(reference),
  'sport.predict': ({ photos }) => withoutPaths(photos),
  'vector.compare': ({ photos }) => withoutPaths(photos),
};

/** Else a page that has been taken over could have any program run. */
function withoutPrograms(values: unknown): string | null {
  const isNamed = typeof values === 'object' && values !== null && 'stills.ffmpeg' in values;
  return isNamed ? 'Which program is run is said on the command line only.' : null;
}

function withoutPaths(photos: unknown): string | null {
  const named = Array.isArray(photos) ? (photos as unknown[]) : [];
  const isPath = (one: unknown) => typeof one === 'object' && one !== null && 'path' in one;
  return named.some(isPath) ? freePath : null;
}
