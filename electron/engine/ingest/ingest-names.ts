// Where a shot goes: folders and a stem by a template such as `{date}/{name}`.

import { parse } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { albumStem, templateProblem } from '../album/names.ts';
import type { Shot } from './card.ts';

/** What only an album has: a copy that goes on another day would get other numbers. */
const notOfCards = /\{(rank|score)\b[^}]*\}/;

/** Why a template cannot be used, as a sentence; null when it can. */
export function ingestTemplateProblem(template: string): string | null {
  const parts = template.split('/');
  if (parts.some((part) => part.trim() === ''))
    return 'The name template has an empty folder in it: write it like {date}/{name}.';
  if (notOfCards.test(template))
    return 'The name template of a copy from a card knows {name}, {date} and {time}: ranks and scores are not known yet.';
  return parts.map(templateProblem).find((problem) => problem !== null) ?? null;
}

export type Target = {
  /** Below the place, from the outside in; empty for the place itself. */
  readonly folders: readonly string[];
  readonly stem: string;
};

/** Throws EngineError `bad-input` where the template cannot be used. */
export function targetOf(template: string, { path, takenMs }: Shot): Target {
  const problem = ingestTemplateProblem(template);
  if (problem !== null) throw new EngineError('bad-input', problem);
  const item = { path, takenMs, rank: 1, score: 0 };
  const parts = template.split('/').map((part) => albumStem(part, item));
  const stem = parts.pop() ?? parse(path).name;
  return { folders: parts, stem };
}
