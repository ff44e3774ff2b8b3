// From a request to the checked input of a route: the body by its media type, then the schema of that type.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { mediaType, readForm, readJson } from './body.ts';
import { ApiError } from './refusals.ts';

/** Rejects with status 415 when the body is of none of the types, naming those that are taken. */
export function unsupported(request: IncomingMessage, taken: readonly string[]): ApiError {
  const sent = mediaType(request);
  const what =
    sent === '' ? 'The request has no content-type' : `A body of type ${sent} is not taken here`;
  return new ApiError(415, `${what}. Send ${taken.join(' or ')}.`);
}

/** The checked JSON body. Rejects with status 400 and a sentence that names the field. */
export async function jsonInput<S extends z.ZodType>(
  request: IncomingMessage,
  schema: S,
): Promise<z.output<S>> {
  return checked(schema, await readJson(request));
}

/** The checked body of a route that takes JSON alone. Rejects with status 415 for anything else, else as `jsonInput`. */
export async function onlyJson<S extends z.ZodType>(
  request: IncomingMessage,
  schema: S,
): Promise<z.output<S>> {
  if (mediaType(request) === 'application/json') return jsonInput(request, schema);
  throw unsupported(request, ['application/json']);
}

/** The checked fields of a form; `lists` names those that may come several times. */
export async function formInput<S extends z.ZodType>(
  request: IncomingMessage,
  schema: S,
  lists: readonly string[] = [],
): Promise<z.output<S>> {
  return checked(schema, await readForm(request, lists));
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => {
    const where = path.map(String).join('.');
    return where === '' ? message : `${where}: ${message}`;
  });
  throw new ApiError(400, `The request does not fit (${issues.join('; ')}). See /docs.`);
}
