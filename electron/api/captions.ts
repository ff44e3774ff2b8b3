// `POST /captions` and `POST /captions/write`: what photos say, and what they are to say.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { captionFieldNames, fieldText, type Caption } from '../../shared/captions/caption.ts';
import type { TemplateFields } from '../../shared/captions/template.ts';
import { findPhotos, planCaptions, writeCaptions } from '../host/captioning.ts';
import type { ApiContext } from './context.ts';
import { onlyJson } from './input.ts';
import { absolute } from './photos.ts';
import { ApiError } from './refusals.ts';
import { captionsRequest, captionsWritten, type captions } from './schemas.ts';

type Answer = z.input<typeof captions>;

export async function tellCaptions(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<Answer> {
  const { paths } = await onlyJson(request, captionsRequest);
  const { input, columns, photos } = await findPhotos(call, paths.map(absolute), signal);
  const planned = await planCaptions(call, input, columns, { photos, fields: {} }, signal);
  return {
    captions: planned.map(({ path, before }) => ({ path, caption: texts(before), empty: [] })),
  };
}

export async function writtenCaptions(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<Answer> {
  const { paths, template, set, dryRun } = await onlyJson(request, captionsWritten);
  const saved = template === undefined ? {} : await savedFields({ call, signal }, template);
  const fields: TemplateFields = { ...saved, ...set };
  if (Object.keys(fields).length === 0)
    throw new ApiError(400, 'Give a template, or texts to set, or both.');
  const { input, columns, photos } = await findPhotos(call, paths.map(absolute), signal);
  const planned = await planCaptions(call, input, columns, { photos, fields }, signal);
  if (!dryRun) await writeCaptions(call, planned);
  return {
    captions: planned.map(({ path, edit, before, empty }) => {
      return { path, caption: texts({ ...before, ...edit } as Caption), empty };
    }),
  };
}

async function savedFields({ call, signal }: ApiContext, wanted: string): Promise<TemplateFields> {
  const { templates } = await call('template.list', {}, { signal });
  const saved = templates.find(({ name }) => name === wanted);
  if (saved) return saved.fields;
  throw new ApiError(404, `There is no template named "${wanted}".`);
}

function texts(caption: Caption): Record<string, string> {
  const said = captionFieldNames.filter((field) => fieldText(caption, field) !== '');
  return Object.fromEntries(said.map((field) => [field, fieldText(caption, field)]));
}
