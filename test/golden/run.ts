// Runs every golden script one after the other: accuracy on the labelled photos in ../shared/photos, as tables.
// Run: npm run golden

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const scripts = [
  'people',
  'people-cli',
  'people-references',
  'people-beside',
  'people-kits',
  'kits',
  'people-groups',
  'expression',
  'eyes',
  'dark-faces',
  'five-points',
  'sharpness',
  'copies',
  'exposure',
  'duplicates',
  'burst-rates',
  'formats',
  'sports',
  'teach',
  'moments',
  'focus',
  'stills',
  'taste',
  'tune',
  'prove',
  'numbers',
  'opencv',
  'clip-preprocess',
];

const failed = scripts.filter((name) => {
  console.log(`\n== ${name}`);
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  return spawnSync(process.execPath, [file], { stdio: 'inherit' }).status !== 0;
});
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
