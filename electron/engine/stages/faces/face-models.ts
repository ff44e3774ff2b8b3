// The models of the face stage: which files fill the roles, opened when the first face is searched.

import type { InstalledModel } from '../../../../models/folder.ts';
import type { Network } from '../../../../models/manifest.ts';
import type { PersonMargins } from '../../../../shared/people-margins.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { Model } from '../../running/inference.ts';
import { openModel } from '../../running/providers.ts';
import { lazily } from '../../running/shelf.ts';
import { modelFor, type ChosenModels } from '../../stage.ts';
import type { Detection } from './detection.ts';
import { dlibEmbedder } from './networks/dlib-resnet.ts';
import { expression7 } from './networks/face-expression.ts';
import { openByLids } from './eyes.ts';
import type { Eye } from './eyes.ts';
import type { Pyramid } from './face-crops.ts';
import { ferMobileFaceNet } from './networks/fer-mobilefacenet.ts';
import { openHeadPose } from './head-pose.ts';
import type { HeadPose } from './head-pose.ts';
import { ocecReader } from './networks/ocec.ts';
import type { SeenFace } from './seen-face.ts';
import { sfaceEmbedder } from './networks/sface.ts';
import { detectWithSsd } from './networks/ssd.ts';
import { detectWithYunet } from './networks/yunet.ts';

/** Opened models, one a role. */
export type FaceNetworks = {
  detect(pyramid: Pyramid, minConfidence: number): Promise<readonly Detection[]>;
  readonly landmarks: Model;
  /** L2-normalised, in the space of the chosen embedder. */
  embed(face: SeenFace): Promise<Float32Array>;
  /** Probabilities in the order of `expressions`; they sum to 1. */
  readExpression(face: SeenFace): Promise<Float32Array>;
  readonly headPose: HeadPose;
  /** Probability (0..1) that an eye is open. */
  openEye(pyramid: Pyramid, eye: Eye): Promise<number>;
};

export type FaceModels = {
  /** Embeddings are compared only within one space. */
  readonly embeddingSpace: string;
  /** Same person from this cosine similarity on. */
  readonly matchThreshold: number;
  /** The opened models: opened once, when first asked for, and kept. Rejects with a sentence, and tries again. */
  networks(): Promise<FaceNetworks>;
  release(): Promise<void>;
};

/** Which code fills a role with which network; a function that is given the opened model refuses one that does not fit. */
type Fillings<T> = Partial<Record<Network, (model: Model) => T>>;

const detectors: Fillings<FaceNetworks['detect']> = {
  'ssd-mobilenet-v1': (model) => (pyramid, least) => detectWithSsd(pyramid, model, least),
  yunet: (model) => (pyramid, least) => detectWithYunet(pyramid, model, least),
};
const embedders: Fillings<FaceNetworks['embed']> = {
  'dlib-resnet': dlibEmbedder,
  sface: sfaceEmbedder,
};
const expressionReaders: Fillings<FaceNetworks['readExpression']> = {
  'expression-7': expression7,
  'fer-mobilefacenet': ferMobileFaceNet,
};
const eyeReaders: Fillings<FaceNetworks['openEye']> = { ocec: ocecReader };
const landmarkFinders: Fillings<Model> = { 'landmarks-68': (model) => model };

/** The space of the chosen embedder's embeddings, and the cosine similarity in it from which two are one person. */
export function faceSpace(folder: ChosenModels): {
  readonly space: string;
  readonly threshold: number;
  /** Null where none were measured for this embedder. */
  readonly margins: PersonMargins | null;
} {
  const { embedding, title } = modelFor(folder, 'face-embedder');
  const { space, threshold, margins = null } = embedding ?? {};
  if (space !== undefined && threshold !== undefined) return { space, threshold, margins };
  throw new Error(`The manifest does not say how embeddings of ${title} compare.`);
}

/** Opens the networks one after the other; when one cannot be opened, those before it are released again. */
async function openNetworks(
  folder: ChosenModels,
  settings: Settings,
): Promise<FaceNetworks & { release(): Promise<void> }> {
  const opened: { release(): Promise<void> }[] = [];
  const release = async () => {
    for (const model of opened) await model.release();
  };
  const filled = async <T>(chosen: InstalledModel, code: Fillings<T>) => {
    const use = code[chosen.network];
    if (!use) throw new Error(`Podium has no code for the network of ${chosen.title}.`);
    const model = await openModel(chosen, settings);
    opened.push(model);
    return use(model);
  };
  try {
    const headPose = await openHeadPose(folder, settings);
    opened.push(headPose);
    const eyes = folder.chosen('eyes-open');
    return {
      detect: await filled(modelFor(folder, 'face-detector'), detectors),
      landmarks: await filled(modelFor(folder, 'landmarks'), landmarkFinders),
      embed: await filled(modelFor(folder, 'face-embedder'), embedders),
      readExpression: await filled(modelFor(folder, 'expression'), expressionReaders),
      headPose,
      openEye: eyes ? await filled(eyes, eyeReaders) : (_, eye) => openByLids(eye),
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
export async function openFaceModels(
  folder: ChosenModels,
  settings: Settings,
): Promise<FaceModels> {
  const { space, threshold } = faceSpace(folder);
  const networks = lazily(() => openNetworks(folder, settings));
  return Promise.resolve({
    embeddingSpace: space,
    matchThreshold: threshold,
    networks: () => networks.get(),
    release: () => networks.release(),
  });
}
