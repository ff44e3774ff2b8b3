// What the rest of the system may know of a model: its role, whether it is there, and what having it means.

export const modelRoles = [
  'face-detector',
  'landmarks',
  'face-embedder',
  'expression',
  'head-pose',
  'eyes-open',
  'second-face-detector',
  'face-mesh',
  'iris',
  'bodies',
  'body-pose',
  'number-detector',
  'number-reader',
  'clip-image',
  'clip-text',
  'clip-tokenizer',
  'clip-aesthetic',
  'classifier',
] as const;

export type ModelRole = (typeof modelRoles)[number];

/** What can run a model: the CPU, or by Apple's, Microsoft's or NVIDIA's libraries another part of the machine. */
export type Provider = 'cpu' | 'coreml' | 'dml' | 'cuda';

export const providerNames: Readonly<Record<Provider, string>> = {
  cpu: 'the CPU',
  coreml: 'CoreML',
  dml: 'DirectML',
  cuda: 'CUDA',
};

export type RunsOn = {
  readonly provider: Provider;
  /** As a sentence: why it is not the provider of the settings, or that it has still to be checked. */
  readonly reason: string | null;
};

export type ModelStatus = {
  readonly id: string;
  readonly role: ModelRole;
  readonly title: string;
  /** `embedded`: built from an installed package; `compact` and `best`: by download. */
  readonly tier: 'embedded' | 'compact' | 'best';
  readonly installed: boolean;
  /** Whether the pipeline uses it: the user's choice for its role, else the best one installed. */
  readonly chosen: boolean;
  /** Whether `models.choose` takes it: it is installed. */
  readonly choosable: boolean;
  /** The one to have for its role, by size and what it adds; several may be good for more. */
  readonly recommended: boolean;
  /** Of all its files. */
  readonly bytes: number;
  /** What an earlier download left, and the next one goes on from; 0 when it is installed. */
  readonly partialBytes: number;
  /** Where its files come from; empty for what is built here or was imported. */
  readonly urls: readonly string[];
  readonly licence: string;
  readonly licenceUrl: string | null;
  /** Null where only the user knows. */
  readonly commercialUse: boolean | null;
  /** What having it adds, as one sentence. */
  readonly adds: string;
  /** From the user's own catalogue or imported by the user. */
  readonly own: boolean;
  /** What is wrong with its files, as a sentence. */
  readonly problem: string | null;
  /** Null where it is not installed. */
  readonly runsOn: RunsOn | null;
};

/** How far a download of one or several models is. */
export type DownloadProgress = {
  /** The model that is being downloaded now. */
  readonly id: string;
  /** Of all the models asked for: what is there, from before too, and what there will be. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly bytesPerSecond: number;
  /** Null while it cannot be told. */
  readonly secondsLeft: number | null;
};
