// `GET /health`: that Podium answers, and which models it answers with.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import type { ApiContext } from './context.ts';
import type * as schemas from './schemas.ts';

export async function tellHealth(
  _request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof schemas.health>> {
  const models = await call('models.list', {}, { signal });
  return {
    status: 'ok',
    uptimeSeconds: Math.round(process.uptime()),
    models: models
      .filter(({ chosen }) => chosen)
      .map(({ role, id, title }) => ({ role, id, title })),
  };
}
