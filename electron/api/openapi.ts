// The documentation of the HTTP API as OpenAPI 3.1, made from the schemas that check its requests.

import { z } from 'zod';
import { longestBodyBytes } from './body.ts';
import { problemType } from './refusals.ts';
import type { Route } from './route.ts';
import { problem } from './schemas.ts';

/** Refusals that any route may answer with, and when. */
const refusals: Readonly<Record<string, string>> = {
  400: 'The request does not fit; the sentence names the field.',
  401: 'The token is missing or of another start.',
  404: 'There is no such photo, folder, classifier or vector.',
  408: 'The body did not arrive within 30 seconds.',
  409: 'The folder was changed meanwhile: ask again.',
  413: `The body has more than ${longestBodyBytes / 2 ** 20} MB.`,
  415: 'The body is of a type that is not taken, or holds no photo.',
  422: 'The photo cannot be read; the sentence says why.',
  429: 'Too many requests at once: try again after the seconds in retry-after.',
  500: 'Podium failed; the sentence says how.',
  503: 'The engine stopped, or too much is being sent at once: ask again.',
};

/** `origin` is where the host answers. */
export function openApi(routes: readonly Route[], origin: string, version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Podium',
      version,
      summary: 'Sports, rankings and comparisons of photos, computed on this machine.',
    },
    servers: [{ url: origin }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token that "podium serve" prints; a new one with each start.',
        },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

function operation(route: Route): object {
  const bodies = Object.entries(route.bodies);
  const answers = route.answers.map((answer) => schemaOf(answer, 'output'));
  const problemContent = {
    [problemType]: { schema: { $ref: '#/components/schemas/Problem' } },
  };
  return {
    operationId: route.path.slice(1),
    summary: route.summary,
    ...(bodies.length > 0 && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          bodies.map(([type, schema]) => [type, { schema: schemaOf(schema, 'input') }]),
        ),
      },
    }),
    responses: {
      200: {
        description: 'Done.',
        content: {
          'application/json': { schema: answers.length === 1 ? answers[0] : { oneOf: answers } },
        },
      },
      ...Object.fromEntries(
        Object.entries(refusals).map(([status, description]) => [
          status,
          { description, content: problemContent },
        ]),
      ),
    },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const json = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  delete json.$schema; // OpenAPI 3.1 means this one anyway
  return json;
}
