// What a shoot knows of captions: those that were asked for, and what helps to write them.

import type { KeptCodes, PhotoCaption } from '../contract.ts';
import type { Codes } from '../captions/codes.ts';
import type { Roster } from '../captions/roster.ts';
import type { Template } from '../captions/template.ts';

export type KnownCaptions = {
  /** By the photo's id; only of photos that were asked for. */
  readonly byId: ReadonlyMap<number, PhotoCaption>;
  readonly templates: readonly Template[];
  readonly roster: Roster;
  readonly codeFiles: readonly KeptCodes[];
  /** Of all files. */
  readonly codes: Codes;
};

/** With other captions of some photos. */
export function withCaptions(
  known: KnownCaptions,
  captions: readonly PhotoCaption[],
): KnownCaptions {
  const fresh = captions.map((caption) => [caption.id, caption] as const);
  return { ...known, byId: new Map([...known.byId, ...fresh]) };
}
