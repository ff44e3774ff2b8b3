// `POST /photo`: what one photo's file says of itself, and what was seen in it, as `podium show --json` prints it.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { aboutRows } from '../../shared/about.ts';
import { mediaType, readBody } from './body.ts';
import type { ApiContext } from './context.ts';
import { jsonInput, unsupported } from './input.ts';
import { absolute, sentPhoto, type ApiPhoto } from './photos.ts';
import { aboutRequest, type about } from './schemas.ts';

export async function tellAbout(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof about>> {
  const photo = await photoOf(request);
  return aboutRows(await call('photo.about', { photo }, { signal }));
}

async function photoOf(request: IncomingMessage): Promise<ApiPhoto> {
  const type = mediaType(request);
  if (type.startsWith('image/')) return sentPhoto(await readBody(request), 'The photo');
  if (type !== 'application/json') throw unsupported(request, ['image/*', 'application/json']);
  return { path: absolute((await jsonInput(request, aboutRequest)).path) };
}
