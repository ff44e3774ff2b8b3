// Owns the reading of labelled photos for the golden scripts: ../shared/photos, given beside a checkout, never in it.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import * as z from 'zod';
import { decodePhoto, type DecodedPhoto } from '../../electron/engine/formats/decode.ts';
import { defaultSettings } from '../../shared/settings.ts';

const root = resolve(import.meta.dirname, '../../../shared/photos');

/** Absolute path of a folder of labelled photos, or null, said in a sentence, when there is none. */
export function labelledFolder(name: string): string | null {
  const folder = resolve(root, name);
  if (existsSync(resolve(folder, 'labels.json'))) return folder;
  console.log(`There is no ../shared/photos/${name} beside this checkout: nothing is measured.`);
  return null;
}

/** The entries of the folder's labels.json, checked against the schema. */
export async function readLabels<T>(folder: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  const text = await readFile(resolve(folder, 'labels.json'), 'utf8');
  return z.object({ labels: z.array(schema) }).parse(JSON.parse(text)).labels;
}

/** Decodes a file as the engine does, at the default settings; rejects when it is unreadable. */
export async function openLabelled(path: string): Promise<DecodedPhoto> {
  return decodePhoto(await readFile(path), basename(path), defaultSettings);
}
