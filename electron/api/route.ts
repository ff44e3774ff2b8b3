// What a route of the HTTP API is.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import type { ApiContext } from './context.ts';

export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** What it takes, by media type; nothing for GET. */
  readonly bodies: Readonly<Record<string, z.ZodType>>;
  /** What it gives, by what was sent where that differs. */
  readonly answers: readonly z.ZodType[];
  /** Which line it waits in: answers that need no model wait in none. */
  readonly turn: 'photos' | 'folders' | null;
  readonly run: (request: IncomingMessage, context: ApiContext) => Promise<unknown>;
};
