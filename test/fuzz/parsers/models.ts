// Models that a user brings: weights as PyTorch saves them, and networks.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLinearHead } from '../../../models/torch/linear-head.ts';
import { headEntries, storedZip } from '../../fixtures/made-torch.ts';
import type { Seed } from '../mutations/mutate.ts';
import { zip } from '../mutations/containers.ts';
import { Wrong, type OpenParser, type Parser } from '../parser.ts';

const dimensions = 4;

function torchSeeds(): Promise<Seed[]> {
  const whole = storedZip(headEntries([1, 2, 3, 4], 5));
  const ordered = storedZip([
    ...headEntries([0, -1, 1e-30, 1e30], 0),
    ['archive/byteorder', Buffer.from('little')],
  ]);
  return Promise.resolve([
    { name: 'head', bytes: whole, structure: zip },
    { name: 'ordered', bytes: ordered, structure: zip },
  ]);
}

function openTorch(folder: string): Promise<OpenParser> {
  return Promise.resolve({
    async take(bytes) {
      const path = join(folder, 'head.pth');
      writeFileSync(path, bytes);
      const { weights, bias } = await readLinearHead(path, dimensions);
      if (weights.length !== dimensions || ![...weights, bias].every(Number.isFinite))
        throw new Wrong('A weight is no number.');
    },
  });
}

export const modelParsers: readonly Parser[] = [
  { name: 'torch', seeds: torchSeeds, open: openTorch },
];
