// Runs the networks as their package does, with TensorFlow.js: the independent reference of the parity test.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

type TfTensor = { dataSync(): Float32Array; dispose(): void };
type NetInput = { readonly kind?: 'NetInput' };

type TfGraphModel = {
  execute(input: TfTensor, nodes: readonly string[]): readonly TfTensor[];
  dispose(): void;
};
/** A network as TensorFlow.js reads it from memory. */
type TfArtifacts = {
  readonly modelTopology: unknown;
  readonly weightSpecs: unknown;
  readonly weightData: ArrayBuffer;
};
/** The part of @tensorflow/tfjs used here. */
type TensorFlow = {
  readonly io: { fromMemory(artifacts: TfArtifacts): unknown };
  loadGraphModel(from: unknown): Promise<TfGraphModel>;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tensor(values: Float32Array | Int32Array, shape: readonly number[]): TfTensor;
  tensor3d(values: Float32Array, shape: [number, number, number]): TfTensor;
};
type WasmBackend = { setWasmPaths(path: string): void; setThreadsCount(count: number): void };
type Net<Output> = {
  loadFromDisk(folder: string): Promise<void>;
  forwardInput(input: NetInput): Output;
  dispose(): void;
};
/** The part of @vladmandic/face-api used here: its own types expect a browser. */
type FaceApi = {
  readonly toNetInput: (tensor: TfTensor) => Promise<NetInput>;
  readonly nets: {
    readonly ssdMobilenetv1: Net<{ boxes: TfTensor[]; scores: TfTensor[] }>;
    readonly faceLandmark68Net: Net<TfTensor>;
    readonly faceExpressionNet: Net<TfTensor>;
    readonly faceRecognitionNet: Net<TfTensor>;
  };
};

/** Each takes RGB 0..255 of a square crop of the network's own size. */
export type Reference = {
  detect(
    rgb: Float32Array,
  ): Promise<{ readonly boxes: Float32Array; readonly scores: Float32Array }>;
  landmarks(rgb: Float32Array): Promise<Float32Array>;
  expression(rgb: Float32Array): Promise<Float32Array>;
  descriptor(rgb: Float32Array): Promise<Float32Array>;
};

const packageFolder = dirname(require.resolve('@vladmandic/face-api/package.json'));

/** Absolute path of one of the package's six sample photos, 1 to 6. */
export function samplePhoto(number: number): string {
  return join(packageFolder, 'demo', `sample${number}.jpg`);
}

/** TensorFlow.js on the WebAssembly backend, from files on disk alone. */
export async function startTensorFlow(): Promise<TensorFlow> {
  const tf = require('@tensorflow/tfjs') as TensorFlow;
  const wasm = require('@tensorflow/tfjs-backend-wasm') as WasmBackend;
  wasm.setThreadsCount(1); // no worker threads to outlive the test
  wasm.setWasmPaths(
    `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`,
  );
  await tf.setBackend('wasm');
  await tf.ready();
  return tf;
}

/** Loads the networks of @vladmandic/face-api. */
export async function openReference(): Promise<Reference> {
  const tf = await startTensorFlow();
  const { nets, toNetInput } =
    require('@vladmandic/face-api/dist/face-api.node-wasm.js') as FaceApi;
  const { ssdMobilenetv1, faceLandmark68Net, faceExpressionNet, faceRecognitionNet } = nets;
  for (const net of [ssdMobilenetv1, faceLandmark68Net, faceExpressionNet, faceRecognitionNet]) {
    await net.loadFromDisk(join(packageFolder, 'model'));
  }
  const input = (rgb: Float32Array): Promise<NetInput> => {
    const side = Math.sqrt(rgb.length / 3);
    return toNetInput(tf.tensor3d(rgb, [side, side, 3]));
  };
  const run = async (net: Net<TfTensor>, rgb: Float32Array) =>
    net.forwardInput(await input(rgb)).dataSync();
  return {
    async detect(rgb) {
      const { boxes, scores } = ssdMobilenetv1.forwardInput(await input(rgb));
      const data = ([tensor]: TfTensor[]): Float32Array => tensor?.dataSync() ?? new Float32Array();
      return { boxes: data(boxes), scores: data(scores) };
    },
    landmarks: (rgb) => run(faceLandmark68Net, rgb),
    expression: (rgb) => run(faceExpressionNet, rgb),
    descriptor: (rgb) => run(faceRecognitionNet, rgb),
  };
}
