// `POST /compare`: which of two photos is the better one, as a probability under a master vector.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { mediaType } from './body.ts';
import { formInput, jsonInput, unsupported } from './input.ts';
import { absolute, sentFile, type ApiPhoto } from './photos.ts';
import type { ApiContext } from './context.ts';
import { compareForm, comparePaths, type comparison } from './schemas.ts';

type Asked = { readonly photos: [ApiPhoto, ApiPhoto]; readonly vector: string };

export async function comparePhotos(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof comparison>> {
  const input = await asked(request);
  return { vector: input.vector, ...(await call('vector.compare', input, { signal })) };
}

async function asked(request: IncomingMessage): Promise<Asked> {
  switch (mediaType(request)) {
    case 'multipart/form-data': {
      const { first, second, vector } = await formInput(request, compareForm);
      return { photos: [await sentFile(first), await sentFile(second)], vector };
    }
    case 'application/json': {
      const { first, second, vector } = await jsonInput(request, comparePaths);
      return { photos: [{ path: absolute(first) }, { path: absolute(second) }], vector };
    }
    default:
      throw unsupported(request, ['multipart/form-data', 'application/json']);
  }
}
