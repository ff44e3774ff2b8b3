// Handlers of what CLIP makes possible: photos found by words, and two photos compared by a master vector.

import { compareFits, compareRatings, meanDirection } from '../../../shared/sport/clip.ts';
import type { InstalledModel } from '../../../models/folder.ts';
import type { NamedVector, PhotoSource } from '../../../shared/contract.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { dot } from '../../../shared/arithmetic/vectors.ts';
import { chosenHead, openHead, ratingOf } from '../scoring/aesthetic-head.ts';
import { vectorOfPrompts } from '../scoring/clip-scores.ts';
import type { Area, EngineParts } from '../context.ts';
import type { OpenImages } from '../stages/clip/clip-models.ts';
import { compareByTaste, tasteVectorName, tasteVectors } from './compare-taste.ts';
import { photoEmbedding } from '../scoring/photo-embedding.ts';

/** Photos were mostly described by sentences when CLIP learned: the words count as they are and as one of these. */
const phrased = (words: string) => [words, `a photo of ${words}`];

type Parts = Pick<
  EngineParts,
  | 'files'
  | 'analyses'
  | 'analysis'
  | 'imagesFolder'
  | 'photos'
  | 'clip'
  | 'vectors'
  | 'choices'
  | 'models'
  | 'settings'
>;

export function searchHandlers(parts: Parts): Area<'search'> {
  return {
    'search.photos': async ({ words, ...input }) => {
      const folder = await parts.models.folder();
      return parts.clip.withWords(folder, parts.settings(), async (clip) => {
        const wanted = meanDirection(await clip.embedTexts(phrased(words)));
        const { ids } = parts.photos.columns(input);
        const similarity = new Float32Array(ids.length).fill(NaN);
        parts.clip.kept.each(ids, clip.space, (photo, embedding) => {
          similarity[photo] = dot(embedding, wanted);
        });
        return { similarity, model: clip.title };
      });
    },
  };
}

export function vectorHandlers(parts: Parts): Area<'vector'> {
  return {
    'vector.list': async () => ({ vectors: await allVectors(parts) }),
    'vector.save': async (vector) => {
      const { sets, faults } = await parts.clip.promptSets();
      if (sets.has(vector.name) || faults.has(vector.name))
        throw taken(vector.name, 'one of the prompt sets');
      const { entries } = await parts.models.folder();
      if (entries.some(({ role, id }) => role === 'clip-aesthetic' && id === vector.name))
        throw taken(vector.name, 'a model');
      if (parts.choices.tastes().some((taste) => tasteVectorName(taste) === vector.name))
        throw taken(vector.name, 'what choices have taught');
      parts.vectors.save(vector);
      return {};
    },
    'vector.remove': ({ name }) => {
      if (parts.vectors.remove(name)) return Promise.resolve({});
      throw new EngineError('not-found', `You have no master vector named "${name}".`);
    },
    'vector.compare': async ({ photos, vector: name }, { signal }) => {
      const vectors = await allVectors(parts);
      const chosen = vectors.find((vector) => vector.name === name);
      const fault = (await parts.clip.promptSets()).faults.get(name);
      if (!chosen) throw fault ?? unknownVector(name, vectors);
      if (chosen.kind === 'learned') {
        const taste = parts.choices.tastes().find((one) => tasteVectorName(one) === name);
        if (!taste) throw unknownVector(name, vectors);
        return compareByTaste(parts, taste.vector, photos, signal);
      }
      const folder = await parts.models.folder();
      const embed = (source: PhotoSource, clip: OpenImages) =>
        photoEmbedding(parts, source, folder, clip, signal);
      if (chosen.kind === 'rated')
        return parts.clip.withImages(folder, parts.settings(), async (clip) => {
          const head = await openHead(folder);
          const rate = async (source: PhotoSource) => ratingOf(await embed(source, clip), head);
          return compareRatings(await rate(photos[0]), await rate(photos[1]));
        });
      return parts.clip.withWords(folder, parts.settings(), async (clip) => {
        const vector = await vectorOfPrompts(chosen, clip);
        const [first, second] = [await embed(photos[0], clip), await embed(photos[1], clip)];
        return compareFits(first, second, vector, clip.logitScale);
      });
    },
  };
}

function taken(name: string, by: string): EngineError {
  return new EngineError('bad-input', `"${name}" is ${by}. Choose another name.`);
}

/** The prompt sets, the head where one is installed, the user's own, and what choices have taught. */
async function allVectors(parts: Parts): Promise<NamedVector[]> {
  const { sets } = await parts.clip.promptSets();
  const head = chosenHead(await parts.models.folder());
  const kept = parts.vectors.list();
  const named = (own: boolean) => (vector: Omit<NamedVector, 'kind' | 'own'>) =>
    ({ ...vector, kind: 'prompts', own }) as const;
  const rated = ({ id }: InstalledModel) =>
    ({ name: id, kind: 'rated', positive: [], negative: [], own: false }) as const;
  return [
    ...[...sets.values()].map(named(false)),
    ...(head ? [rated(head)] : []),
    ...kept.map(named(true)),
    ...tasteVectors(parts.choices.tastes()),
  ];
}

function unknownVector(name: string, vectors: readonly NamedVector[]): EngineError {
  const known = vectors.map((vector) => vector.name).join(', ');
  return new EngineError('not-found', `There is no master vector "${name}"; there are ${known}.`);
}
