// The models of CLIP: which files see photos and which read words, in one space; opened when first used.

import type { InstalledModel } from '../../../../models/folder.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { Model } from '../../running/inference.ts';
import { openModel } from '../../running/providers.ts';
import { lazily } from '../../running/shelf.ts';
import type { ChosenModels } from '../../stage.ts';
import { checkClipImage, embedPhoto, type ClipPhoto } from './clip.ts';
import { checkClipText, embedText, openTokenizer } from './clip-text.ts';

/** Facts of the files chosen for CLIP; no file is opened to know them. */
export type ClipChoice = {
  /** What embeds photos; null where it is not installed: the clip stage does not exist then. */
  readonly image: InstalledModel | null;
  /** What embeds words in the same space; null where a part of it is not installed. */
  readonly text: { readonly model: InstalledModel; readonly tokenizer: InstalledModel } | null;
  /** A sentence about what is not there, null where everything is. */
  readonly missing: string | null;
};

/** What the photos and words of one space have in common. */
export type ClipSpace = {
  readonly space: string;
  readonly dimensions: number;
  /** Cosine similarities are multiplied by it before a softmax. */
  readonly logitScale: number;
};

/** What embeds photos. */
export type ClipImages = ClipSpace & {
  /** Shown to the user. */
  readonly title: string;
  /** Embedding of an upright photo, of length 1. */
  embedPhoto(photo: ClipPhoto, settings: Settings): Promise<Float32Array>;
  release(): Promise<void>;
};

/** What embeds words. */
export type ClipTexts = {
  /** Embeddings of texts, of length 1 each; texts asked for before are remembered. */
  embedTexts(texts: readonly string[]): Promise<Float32Array[]>;
  release(): Promise<void>;
};

/** What embeds photos, while whoever opened it holds it open. */
export type OpenImages = Omit<ClipImages, 'release'>;

/** Both, in one space. */
export type ClipModels = OpenImages & Omit<ClipTexts, 'release'>;

/** Learned by CLIP, the same in all its published files. */
const LOGIT_SCALE = 100;

/** As many texts as several prompt sets and a hundred classes have, at 2 KB each. */
const REMEMBERED_TEXTS = 2000;

/** Which installed files are used for CLIP. */
export function chooseClip(folder: ChosenModels): ClipChoice {
  const image = folder.chosen('clip-image');
  const text = folder.chosen('clip-text');
  const tokenizer = folder.chosen('clip-tokenizer');
  const pair = text && tokenizer && { model: text, tokenizer };
  if (!image || !pair) {
    const absent = [
      ...(image ? [] : ['CLIP for images']),
      ...(text ? [] : ['CLIP for words']),
      ...(tokenizer ? [] : ["CLIP's tokenizer"]),
    ];
    return { image, text: null, missing: missingSentence(absent) };
  }
  const spaces = [image, text].map(({ embedding }) => embedding?.space);
  if (spaces[0] === spaces[1]) return { image, text: pair, missing: null };
  const missing = `${text.title} and ${image.title} do not belong together: their embeddings cannot be compared. Choose two of one kind in the Models view.`;
  return { image, text: null, missing };
}

function missingSentence(absent: readonly string[]): string {
  const last = absent.at(-1) ?? '';
  const names = absent.length < 2 ? last : `${absent.slice(0, -1).join(', ')} and ${last}`;
  const verb = absent.length < 2 ? 'is' : 'are';
  return `${names} ${verb} not installed: the list of models says what adds it.`;
}

/** The space of the image model's embeddings. Throws where the manifest does not say it. */
export function clipSpace({ embedding, title }: InstalledModel): ClipSpace {
  if (!embedding) throw new Error(`The manifest does not say how embeddings of ${title} compare.`);
  const { space, dimensions, logitScale = LOGIT_SCALE } = embedding;
  return { space, dimensions, logitScale };
}

/** SHA-256 in hex of the files that embed words. */
export function clipTextHashes({ text }: ClipChoice): readonly string[] {
  if (!text) return [];
  return [...text.model.files, ...text.tokenizer.files].map(({ sha256 }) => sha256);
}

/** Opens what embeds photos. Rejects with a sentence when the file does not fit. */
export async function openClipImages(
  image: InstalledModel,
  settings: Settings,
): Promise<ClipImages> {
  const space = clipSpace(image);
  const model = await openModel(image, settings);
  await checked(model, () => {
    checkClipImage(model, space.dimensions);
  });
  return {
    ...space,
    title: image.title,
    embedPhoto: (photo, { 'clip.crops': crops }) =>
      embedPhoto(photo, model, space.dimensions, crops),
    release: () => model.release(),
  };
}

/** What embeds words in the space of `image`; no file is opened before the first unknown text. */
export function clipTexts(
  choice: ClipChoice,
  { dimensions }: ClipSpace,
  settings: Settings,
): ClipTexts {
  const words = lazily(() => openText(choice, dimensions, settings));
  const known = new Map<string, Float32Array>();
  return {
    async embedTexts(texts) {
      const embeddings: Float32Array[] = [];
      for (const text of texts) {
        const embedding = known.get(text) ?? (await (await words.get()).embed(text));
        embeddings.push(embedding);
        if (known.size >= REMEMBERED_TEXTS && !known.has(text)) known.clear();
        known.set(text, embedding);
      }
      return embeddings;
    },
    release: () => words.release(),
  };
}

async function openText({ text, missing }: ClipChoice, dimensions: number, settings: Settings) {
  if (!text) throw new Error(missing ?? 'CLIP for words is not installed.');
  const tokenizer = await openTokenizer(await text.tokenizer.pathOf());
  const model = await openModel(text.model, settings);
  await checked(model, () => {
    checkClipText(model, dimensions);
  });
  return {
    embed: (words: string) => embedText(words, tokenizer, model, dimensions),
    release: () => model.release(),
  };
}

/** A model that does not fit is not left open. */
async function checked(model: Model, check: () => void): Promise<Model> {
  try {
    check();
    return model;
  } catch (error) {
    await model.release();
    throw error;
  }
}
