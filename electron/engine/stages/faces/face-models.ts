// The models of the face stage: which files fill the roles, opened when the first face is searched.

import type { InstalledModel } from '../../../../models/folder.ts';
import type { Network } from '../../../../models/manifest.ts';
import type { PersonMargins } from '../../../../shared/people/people-margins.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { Model } from '../../running/inference.ts';
import { openModel } from '../../running/providers.ts';
import { lazily } from '../../running/shelf.ts';
import { modelFor, type ChosenModels } from '../../stage.ts';
import type { Detection, PixelBox } from './detection.ts';
import { dlibEmbedder } from './networks/dlib-resnet.ts';
import { expression7 } from './networks/face-expression.ts';
import { lidReader, type EyeReader } from './eyes/eyes.ts';
import type { Pyramid } from './face-crops.ts';
import { ferMobileFaceNet } from './networks/fer-mobilefacenet.ts';
import { searchFaces } from './finding/search.ts';
import { openHeadPose } from './head-pose.ts';
import type { HeadPose } from './head-pose.ts';
import { ocecReader } from './networks/ocec.ts';
import type { SeenFace } from './seen-face.ts';
import { sfaceEmbedder } from './networks/sface.ts';
import { detectWithYunet } from './networks/yunet.ts';

/** Opened models, one a role. */
export type FaceNetworks = {
  /** Most networks do without `bodies`, boxes of persons in pixels of the raster. */
  detect(
    pyramid: Pyramid,
    minConfidence: number,
    bodies: readonly PixelBox[],
  ): Promise<readonly Detection[]>;
  readonly landmarks: Model;
  readonly mesh: Model;
  /** One a face, L2-normalised, in the space of the chosen embedder. */
  embed(faces: readonly SeenFace[]): Promise<readonly Float32Array[]>;
  /** Probabilities in the order of `expressions`; they sum to 1. */
  readExpression(face: SeenFace): Promise<Float32Array>;
  readonly headPose: HeadPose;
  readonly openEye: EyeReader;
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

type Detect = FaceNetworks['detect'];

/** `openSecond` opens the detector that works beside the built-in one. */
const detectors: Fillings<(openSecond: () => Promise<Model>) => Promise<Detect>> = {
  'ssd-mobilenet-v1': (ssd) => async (openSecond) => {
    const fullRange = await openSecond();
    return (pyramid, least, bodies) => searchFaces(pyramid, { ssd, fullRange }, least, bodies);
  },
  yunet: (model) => () =>
    Promise.resolve((pyramid, least) => detectWithYunet(pyramid, model, least)),
};
const secondDetectors: Fillings<Model> = { 'full-range-faces': (model) => model };
const meshes: Fillings<Model> = { facemesh: (model) => model };
const embedders: Fillings<FaceNetworks['embed']> = {
  'dlib-resnet': dlibEmbedder,
  sface: (model) => oneByOne(sfaceEmbedder(model)),
};
function oneByOne(embed: (face: SeenFace) => Promise<Float32Array>): FaceNetworks['embed'] {
  return async (faces) => {
    const embeddings: Float32Array[] = [];
    for (const face of faces) embeddings.push(await embed(face));
    return embeddings;
  };
}

const expressionReaders: Fillings<FaceNetworks['readExpression']> = {
  'expression-7': expression7,
  'fer-mobilefacenet': ferMobileFaceNet,
};
const eyeReaders: Fillings<EyeReader> = { iris: lidReader, ocec: ocecReader };
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
    const eyes = folder.chosen('eyes-open') ?? modelFor(folder, 'iris');
    const detector = await filled(modelFor(folder, 'face-detector'), detectors);
    const second = () => filled(modelFor(folder, 'second-face-detector'), secondDetectors);
    return {
      detect: await detector(second),
      landmarks: await filled(modelFor(folder, 'landmarks'), landmarkFinders),
      mesh: await filled(modelFor(folder, 'face-mesh'), meshes),
      embed: await filled(modelFor(folder, 'face-embedder'), embedders),
      readExpression: await filled(modelFor(folder, 'expression'), expressionReaders),
      headPose,
      openEye: await filled(eyes, eyeReaders),
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
