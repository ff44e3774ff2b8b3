// Models that a user brings: weights as PyTorch saves them, and networks as ONNX.

import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../../electron/engine/engine.ts';
import { checkNetwork } from '../../../models/graphs/check-network.ts';
import { readLinearHead } from '../../../models/torch/linear-head.ts';
import { colourClassifier, colourSports } from '../../fixtures/colour-classifier.ts';
import { engineOptions, modelsFolder } from '../../fixtures/match-folder.ts';
import { headEntries, storedZip } from '../../fixtures/made-torch.ts';
import type { Seed } from '../mutations/mutate.ts';
import { protobuf, zip } from '../mutations/containers.ts';
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

function onnxSeeds(): Promise<Seed[]> {
  const networks = [
    colourClassifier(),
    colourClassifier({ layout: 'nhwc', scores: 'probabilities' }),
    colourClassifier({ sizePx: -1, batch: -1 }),
  ];
  return Promise.resolve(
    networks.map((bytes, i) => ({
      name: `network-${i}.onnx`,
      bytes: Buffer.from(bytes),
      structure: protobuf,
    })),
  );
}

/** What of a network is read before anything opens it. */
function openFields(folder: string): Promise<OpenParser> {
  return Promise.resolve({
    take(bytes) {
      const path = join(folder, 'network.onnx');
      writeFileSync(path, bytes);
      return Promise.resolve().then(() => {
        checkNetwork(path);
      });
    },
  });
}

/** As the page and the command line import a classifier: through the engine, into a model folder of its own. */
async function openOnnx(folder: string): Promise<OpenParser> {
  const models = join(folder, 'models');
  // What is built in takes a minute to build, and seconds to copy.
  if (existsSync(modelsFolder)) cpSync(modelsFolder, models, { recursive: true });
  const options = { ...engineOptions(join(folder, 'data')), modelsFolder: models };
  const engine = createEngine(options);
  const labels = join(folder, 'labels.txt');
  writeFileSync(labels, colourSports.join('\n'));
  await engine.call('models.list', {});
  return {
    async take(bytes) {
      const path = join(folder, 'network.onnx');
      writeFileSync(path, bytes);
      const { id } = await engine.call('models.import', { path, labels });
      if (!readFileSync(path).equals(bytes)) throw new Wrong('The network has changed.');
      await engine.call('models.remove', { id });
    },
    close: () => engine.close(),
  };
}

export const modelParsers: readonly Parser[] = [
  { name: 'torch', weight: 10, seeds: torchSeeds, open: openTorch },
  { name: 'network', weight: 10, seeds: onnxSeeds, open: openFields },
  // Each is opened and run in a process of its own, as a user's would be.
  { name: 'onnx', weight: 0.1, seeds: onnxSeeds, open: openOnnx },
];
