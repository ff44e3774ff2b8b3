// Owns the scenes that copies are made of: real photos of ../shared/photos where they are, and made ones.

import sharp, { type Sharp } from 'sharp';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deadLeaves } from '../fixtures/dead-leaves.ts';
import { labelledFolder } from './labelled-photos.ts';

export type Scene = { readonly name: string; readonly open: () => Sharp };

/** Every so manieth photo of a folder: 38 scenes in all. */
const folders = [
  ['people', 5],
  ['sharpness', 2],
  ['sports', 13],
] as const;
const madeScenes = 12;
/** Smaller ones are less than the copies that are made of them. */
const smallestPx = 500;

/** Real scenes first; said in a sentence where a folder is absent. */
export async function someScenes(): Promise<Scene[]> {
  const scenes: Scene[] = [];
  for (const [name, every] of folders) {
    const folder = labelledFolder(name);
    if (folder === null) continue;
    const files = await readdir(folder, { recursive: true });
    const paths = files.filter((file) => /\.jpe?g$/i.test(file)).map((file) => join(folder, file));
    const large: string[] = [];
    for (const path of paths.sort()) if (await isLarge(path)) large.push(path);
    for (const path of large.filter((_, i) => i % every === 0)) {
      const open = () => sharp(path).autoOrient().flatten().toColourspace('srgb').removeAlpha();
      scenes.push({ name: path, open });
    }
  }
  const made = Array.from({ length: madeScenes }, (_, seed) => {
    return { name: `made scene ${seed}`, open: () => deadLeaves(seed + 1, 2000) };
  });
  return [...scenes, ...made];
}

async function isLarge(path: string): Promise<boolean> {
  const { width, height } = await sharp(path).metadata();
  return Math.max(width, height) >= smallestPx;
}
