// Runs models: tensors in, tensors out. The only file that knows the inference runtime.

import './no-telemetry.ts'; // before the runtime
import {
  env,
  InferenceSession,
  listSupportedBackends,
  Tensor as RuntimeTensor,
} from 'onnxruntime-node';
import type { Provider } from '../../../shared/models.ts';

/** Numbers in row order; `dims` is their shape. */
export type Tensor = {
  readonly data: Float32Array | BigInt64Array | Int32Array;
  readonly dims: readonly number[];
};

/** Shapes by tensor name. A size the file leaves open is -1. */
export type TensorShapes = Readonly<Record<string, readonly number[]>>;

export type Model = {
  readonly inputs: TensorShapes;
  readonly outputs: TensorShapes;
  /** Kind of number of each input and output, such as `float32`, by tensor name. */
  readonly types: Readonly<Record<string, string>>;
  /** Runs the model once. Feeds and results are by tensor name. Blocks the thread while it computes. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
};

export type { Provider } from '../../../shared/models.ts';

type LoadOptions = {
  /** Of one run; 0 takes as many as the machine has cores. */
  readonly threads: number;
  /** What runs the model; the CPU when absent. Others only by openModel of providers.ts, which checks their results. */
  readonly provider?: Provider;
};

/** Version of the inference runtime. */
export const runtimeVersion: string = env.versions.node ?? env.versions.common;

type OtherProvider = Exclude<Provider, 'cpu'>;
const otherProviders = ['coreml', 'dml', 'cuda'] as const satisfies readonly OtherProvider[];

/** What this build of the runtime can give models to besides the CPU; `bundled`: without anything else to install. */
export function providersHere(): readonly {
  readonly name: OtherProvider;
  readonly bundled: boolean;
}[] {
  const backends = new Map(listSupportedBackends().map(({ name, bundled }) => [name, bundled]));
  return otherProviders.flatMap((name) => {
    const bundled = backends.get(name);
    return bundled === undefined ? [] : [{ name, bundled }];
  });
}

let runs = 0;
let cpuMicroseconds = 0;

/** How often any model has run since the process started. */
export function modelRuns(): number {
  return runs;
}

/**
 * Processor time of this process during model runs so far, in milliseconds over all cores. Whatever else the
 * process does meanwhile counts too, so this is the models' own cost only where nothing runs beside them.
 */
export function modelCpuMs(): number {
  return cpuMicroseconds / 1000;
}

env.logLevel = 'error'; // the runtime warns about every machine without a graphics card

function shapes(list: readonly InferenceSession.ValueMetadata[]): TensorShapes {
  const dims = (value: InferenceSession.ValueMetadata): readonly number[] =>
    value.isTensor ? value.shape.map((size) => (typeof size === 'number' ? size : -1)) : [];
  return Object.fromEntries(list.map((value) => [value.name, dims(value)]));
}

function kinds(list: readonly InferenceSession.ValueMetadata[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list.map((value) => [value.name, value.isTensor ? value.type : 'no tensor']),
  );
}

function toRuntime({ data, dims }: Tensor): RuntimeTensor {
  if (data instanceof Float32Array) return new RuntimeTensor('float32', data, dims);
  if (data instanceof Int32Array) return new RuntimeTensor('int32', data, dims);
  return new RuntimeTensor('int64', data, dims);
}

function fromRuntime(name: string, { data, dims }: RuntimeTensor): Tensor {
  const known =
    data instanceof Float32Array || data instanceof Int32Array || data instanceof BigInt64Array;
  if (!known)
    throw new Error(`The model's output ${name} holds a kind of number Podium cannot read.`);
  return { data, dims };
}

/**
 * Loads a model file, or the bytes of one, for the life of the process. Results do not depend on `threads`.
 * Throws a sentence when the file is not a model this runtime can run, or not with this provider.
 */
export async function loadModel(
  file: string | Uint8Array,
  { threads, provider = 'cpu' }: LoadOptions,
): Promise<Model> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [provider],
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Idle threads sleep: spinning ones take the cores from decoding and from the other models (a third of a photo's time).
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    logSeverityLevel: 3, // errors only: the rest is for people who write models
  };
  const opened =
    typeof file === 'string'
      ? InferenceSession.create(file, options)
      : InferenceSession.create(file, options);
  const session = await opened.catch((cause: unknown) => {
    if (provider !== 'cpu' || typeof file !== 'string') throw cause;
    throw new Error(`The model file ${file} is damaged or not a model Podium can run.`, { cause });
  });
  return {
    inputs: shapes(session.inputMetadata),
    outputs: shapes(session.outputMetadata),
    types: kinds([...session.inputMetadata, ...session.outputMetadata]),
    async run(feeds) {
      runs++;
      const entries = Object.entries(feeds).map(([name, value]) => [name, toRuntime(value)]);
      const before = process.cpuUsage();
      const results = await session.run(Object.fromEntries(entries) as InferenceSession.FeedsType);
      const used = process.cpuUsage(before);
      cpuMicroseconds += used.user + used.system;
      return Object.fromEntries(
        Object.entries(results).map(([name, value]) => [name, fromRuntime(name, value)]),
      );
    },
    release: () => session.release(),
  };
}

/** The float data of one tensor of a result. Throws when the model did not give it. */
export function floatsOf(results: Readonly<Record<string, Tensor>>, name: string): Float32Array {
  const data = results[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new Error(`The model gave no numbers named ${name}: it does not fit its role.`);
}
