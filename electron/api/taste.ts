// The routes of taste: how it stands, which two photos to ask about, choices and tastes in and out.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import type { ApiContext } from './context.ts';
import { openFolders } from './folder.ts';
import { onlyJson } from './input.ts';
import * as schemas from './taste-schemas.ts';

type State = z.input<typeof schemas.tasteState>;

export async function tellTaste(request: IncomingMessage, context: ApiContext): Promise<State> {
  const asked = await onlyJson(request, schemas.tasteRequest);
  if (asked.folders.length > 0) await openFolders(context.call, asked, context.signal);
  return context.call('taste.state', asked, { signal: context.signal });
}

export async function nextPair(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof schemas.nextPair>> {
  const asked = await onlyJson(request, schemas.nextRequest);
  const { columns } = await openFolders(call, asked, signal);
  const { pair, why, state } = await call('taste.next', asked, { signal });
  const shown = (id: number) => ({ id, path: columns.paths[columns.ids.indexOf(id)] ?? '' });
  return {
    left: pair && shown(pair.left),
    right: pair && shown(pair.right),
    shown: pair?.shown ?? null,
    why,
    state,
  };
}

export async function choose(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<object> {
  const choice = await onlyJson(request, schemas.chooseRequest);
  return call('taste.choose', choice, { signal });
}

export async function giveChoices(
  _request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof schemas.choices>> {
  return call('taste.choices', {}, { signal });
}

export async function addChoices(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof schemas.choicesAdded>> {
  const given = await onlyJson(request, schemas.choices);
  return call('taste.add', given, { signal });
}

export async function giveTastes(
  _request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof schemas.tastes>> {
  return call('taste.list', {}, { signal });
}

export async function addTaste(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<object> {
  const taste = await onlyJson(request, schemas.tasteGiven);
  return call('taste.save', taste, { signal });
}
