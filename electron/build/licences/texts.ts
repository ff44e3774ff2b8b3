// The licence texts of a package: its own files, or where it brings none, what is given here.

import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { titleOf, type CarriedPackage } from './carried.ts';

const licenceFile = /^(?:licen[cs]e|copying|copyright|notice|third.?party)/i;
const proseFile = /\.(?:md|txt)$|^[^.]+$/i;

/** A package without a text of its own: whose it is, and which package brings the text that its licence names. */
type Given = {
  readonly packages: RegExp;
  /** Of whom, from the package's own files; null where its README says so, in the section on licensing. */
  readonly holder: string | null;
  /** An installed package with that text. */
  readonly like: string;
  /** The text from here on: what is before names another holder. */
  readonly from: string;
};

const mit = { like: 'better-sqlite3', from: 'Permission is hereby granted' };

const given: readonly Given[] = [
  { packages: /^(?:brotli|dfa|fontkit)$/, holder: 'Copyright (c) Devon Govett', ...mit },
  {
    packages: /^onnxruntime-(?:common|node)$/,
    holder: 'Copyright (c) Microsoft Corporation. All rights reserved.',
    ...mit,
  },
  {
    packages: /^@gutenye\/ocr-models$/,
    holder: 'Copyright the authors of github.com/gutenye/ocr',
    ...mit,
  },
  {
    packages: /^@img\/sharp-libvips-/,
    holder: null,
    like: 'libheif-js',
    from: 'GNU LESSER GENERAL PUBLIC LICENSE',
  },
];

/** Every text that belongs to a package, in a fixed order. Throws a sentence where there is none. */
export async function licenceTexts(
  carried: CarriedPackage,
  all: readonly CarriedPackage[],
): Promise<readonly string[]> {
  const own = await ownTexts(carried);
  const binaries = carried.name.startsWith('@img/') ? [await licensingSection(carried)] : [];
  const texts = own.length > 0 ? own : await givenTexts(carried, all);
  return [...binaries, ...texts].filter((text) => text !== '');
}

/** Files by their names, also of what a package brings along of others. */
async function ownTexts({ folder }: CarriedPackage): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name) && proseFile.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(sep).includes('node_modules'));
  const texts = files.sort().map((path) => readText(join(folder, path)));
  return [...new Set(await Promise.all(texts))].filter((text) => text !== '');
}

async function givenTexts(
  carried: CarriedPackage,
  all: readonly CarriedPackage[],
): Promise<readonly string[]> {
  const found = given.find(({ packages }) => packages.test(carried.name));
  const source = all.find(({ name }) => name === found?.like);
  if (!found || !source)
    throw new Error(
      `${titleOf(carried)} (${carried.licence}) brings no licence text. electron/build/licences/texts.ts must say whose it is, and which package has the text.`,
    );
  const [text = ''] = await ownTexts(source);
  const at = text.indexOf(found.from);
  if (at < 0) throw new Error(`The licence text of ${titleOf(source)} is not the one expected.`);
  return [[found.holder ?? '', text.slice(at)].join('\n\n').trim()];
}

/** What sharp's packages say of the libraries inside their binaries. */
async function licensingSection({ folder }: CarriedPackage): Promise<string> {
  const readme = await readText(join(folder, 'README.md'));
  const [, section = ''] = readme.split(/^## Licensing$/m);
  return section.split(/^## /m)[0]?.trim() ?? '';
}

/** A text as it is shown: lines end as here, a tab is spaces, and no character moves a printer's paper. */
async function readText(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll('\f', '')
    .replaceAll(/ +$/gm, '')
    .trim();
}
