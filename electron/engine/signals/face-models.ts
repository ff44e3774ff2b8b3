// The models of the face stage: which files fill the roles, opened when the first face is searched.

import type { InstalledModel, ModelFolder } from '../../../models/folder.ts';
import type { ModelRole } from '../../../shared/models.ts';
import type { Settings } from '../../../shared/settings.ts';
import { loadModel, modelRuns } from '../inference.ts';
import type { Model } from '../inference.ts';
import { openedOnce } from '../opened-once.ts';
import type { Detection } from './detection.ts';
import type { Pyramid } from './face-crops.ts';
import { openHeadPose } from './head-pose.ts';
import type { HeadPose } from './head-pose.ts';
import { detectWithSsd } from './ssd.ts';
import { detectWithYunet } from './yunet.ts';

/** Opened models, one a role. */
export type FaceNetworks = {
  detect(pyramid: Pyramid, minConfidence: number): Promise<readonly Detection[]>;
  readonly landmarks: Model;
  readonly embedder: Model;
  readonly expression: Model;
  readonly headPose: HeadPose;
};

export type FaceModels = {
  /** SHA-256 in hex of every model file used, in a fixed order. */
  readonly hashes: readonly string[];
  /** Embeddings are compared only within one space. */
  readonly embeddingSpace: string;
  /** Same person from this cosine similarity on. */
  readonly matchThreshold: number;
  /** The opened models: opened once, when first asked for, and kept. Rejects with a sentence, and tries again. */
  networks(): Promise<FaceNetworks>;
  /** How often models have run in this process. */
  runs(): number;
  release(): Promise<void>;
};

/** In the order of the hashes. */
const ROLES = ['face-detector', 'landmarks', 'face-embedder', 'expression', 'head-pose'] as const;

const detectors = { 'ssd-mobilenet-v1': detectWithSsd, yunet: detectWithYunet };

function required(folder: ModelFolder, role: ModelRole): InstalledModel {
  const model = folder.chosen(role);
  if (model) return model;
  throw new Error(`No model for ${role} is installed in ${folder.dir}.`);
}

/** SHA-256 in hex of every file of the face stage's models, in a fixed order. */
export function faceModelHashes(folder: ModelFolder): readonly string[] {
  return ROLES.flatMap((role) => folder.chosen(role)?.files ?? []).map(({ sha256 }) => sha256);
}

/** The space of the chosen embedder's embeddings, and the cosine similarity in it from which two are one person. */
export function faceSpace(folder: ModelFolder): {
  readonly space: string;
  readonly threshold: number;
} {
  const { embedding, title } = required(folder, 'face-embedder');
  const { space, threshold } = embedding ?? {};
  if (space !== undefined && threshold !== undefined) return { space, threshold };
  throw new Error(`The manifest does not say how embeddings of ${title} compare.`);
}

async function openNetworks(
  folder: ModelFolder,
  settings: Settings,
): Promise<FaceNetworks & { release(): Promise<void> }> {
  const threads = settings['engine.threads'];
  const opened: { release(): Promise<void> }[] = [];
  const load = async (role: ModelRole): Promise<Model> => {
    const [file] = required(folder, role).files;
    const model = await loadModel(file?.path ?? '', { threads });
    opened.push(model);
    return model;
  };
  const release = async () => {
    for (const model of opened) await model.release();
  };
  const { network, title } = required(folder, 'face-detector');
  if (network !== 'ssd-mobilenet-v1' && network !== 'yunet') {
    throw new Error(`Podium has no code that finds faces with ${title}.`);
  }
  try {
    const detector = await load('face-detector');
    const headPose = await openHeadPose(folder, settings);
    opened.push(headPose);
    return {
      detect: (pyramid, minConfidence) => detectors[network](pyramid, detector, minConfidence),
      landmarks: await load('landmarks'),
      embedder: await load('face-embedder'),
      expression: await load('expression'),
      headPose,
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Chooses the models of the face stage. Their files are opened when the first photo is analysed, so that a run
 * in which nothing is stale loads none.
 */
export async function openFaceModels(folder: ModelFolder, settings: Settings): Promise<FaceModels> {
  const { space, threshold } = faceSpace(folder);
  const networks = openedOnce(() => openNetworks(folder, settings));
  return Promise.resolve({
    hashes: faceModelHashes(folder),
    embeddingSpace: space,
    matchThreshold: threshold,
    networks: () => networks.get(),
    runs: modelRuns,
    async release() {
      await (await networks.take())?.release();
    },
  });
}
