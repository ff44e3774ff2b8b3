// Makes icon.png from icon.svg: run it with `node assets/make-icon.ts` when the drawing changes.

import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** electron-builder makes every system's icon formats and sizes from one PNG of this size. */
const edgePx = 1024;

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
await sharp(file('icon.svg'), { density: 72 })
  .resize(edgePx, edgePx)
  .png({ compressionLevel: 9 })
  .toFile(file('icon.png'));
