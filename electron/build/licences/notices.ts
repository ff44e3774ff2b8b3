// The third-party notices as one plain text: how to replace what is under the LGPL, the built-in networks, every licence text.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { carriedPackages, titleOf, type CarriedPackage } from './carried.ts';
import { licenceTexts } from './texts.ts';

const rule = '='.repeat(78);

/** The same text for the same installed packages. Throws a sentence where a carried package has no licence text. */
export async function thirdPartyNotices(project: string): Promise<string> {
  const carried = await carriedPackages(project);
  const networks = await readFile(join(project, 'models', 'notices.txt'), 'utf8');
  const parts = [
    introduction(carried),
    replacing(carried),
    `THE NETWORKS THAT ARE BUILT IN\n\n${networks.trim()}\n\nThe text of the Apache licence stands below at sharp, that of the MIT licence at each package with that licence.`,
    ...(await byText(carried)),
  ];
  return `${parts.join(`\n\n${rule}\n\n`)}\n`;
}

function introduction(carried: readonly CarriedPackage[]): string {
  const rows = carried.map((one) => `  ${titleOf(one)}  ${one.licence}`);
  return [
    'THIRD-PARTY NOTICES OF PODIUM',
    'Podium itself is under the MIT licence. It carries these packages, wholly or in part, each under its own licence:',
    rows.join('\n'),
    'Electron brings Chromium and what Chromium is made of; their licences are in LICENSES.chromium.html, beside the app (on macOS in its Contents/Resources).',
  ].join('\n\n');
}

/** What the LGPL and the MPL ask for beyond their texts. */
function replacing(carried: readonly CarriedPackage[]): string {
  const versionOf = (start: string): string =>
    carried.find(({ name }) => name.startsWith(start))?.version ?? '';
  const onnxruntime = versionOf('onnxruntime-node');
  return [
    'LIBRARIES UNDER THE LGPL AND THE MPL, AND HOW TO REPLACE THEM',
    'Podium uses the libraries below as their makers publish them, unchanged, and you may put versions of your own in their places. Podium does not forbid to take it apart in order to find faults in doing so.',
    `libvips and the libraries inside its file (LGPL-3.0-or-later and others; sharp-libvips ${versionOf('@img/sharp-libvips-')}). Source and how it is built: https://github.com/lovell/sharp-libvips. It is a file of its own that the system loads: replace the libvips-cpp or libvips file below resources/app.asar.unpacked/node_modules/@img (Contents/Resources/app.asar.unpacked on macOS) by one of the same version of its interface. On macOS sign the app again afterwards: codesign --force --deep --sign - Podium.app.`,
    `libheif with libde265 (LGPL-3.0; libheif-js ${versionOf('libheif-js')}). Source and how it is built: https://github.com/strukturag/libheif, https://github.com/strukturag/libde265 and https://github.com/catdad-experiments/libheif-js. Replace the folder node_modules/libheif-js at the same place by one of your own; sign again on macOS as above.`,
    `ExifReader (MPL-2.0; exifreader ${versionOf('exifreader')}). Its source is in the package itself, in the folder src, and at https://github.com/mattiasw/ExifReader.`,
    'All of it can also be replaced before the app is packed: put your version in its place in node_modules of a checkout of Podium, whose source is free, and run "npm run package".',
    `What else lies inside binaries: SQLite in better-sqlite3 is in the public domain (https://sqlite.org/copyright.html); the parts of ONNX Runtime are listed at https://github.com/microsoft/onnxruntime/blob/v${onnxruntime}/ThirdPartyNotices.txt, and on Windows DirectML comes with it, under the licence at https://www.nuget.org/packages/Microsoft.AI.DirectML.`,
  ].join('\n\n');
}

/** One part a text, headed by all packages that have it; in the order of the first of them. */
async function byText(carried: readonly CarriedPackage[]): Promise<readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const one of carried) {
    const text = (await licenceTexts(one, carried)).join(`\n\n${'-'.repeat(78)}\n\n`);
    holders.set(text, [...(holders.get(text) ?? []), titleOf(one)]);
  }
  return Array.from(holders, ([text, titles]) => `${titles.join('\n')}\n\n${text}`);
}
