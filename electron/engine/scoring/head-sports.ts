// Sports by a head that was taught here: what it says of photos, from the features that other stages keep of them.

import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { InstalledModel, ModelFolder } from '../../../models/folder.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { decodePhoto } from '../formats/decode.ts';
import type { SourcePhoto } from '../photo-source.ts';
import { openModel } from '../running/providers.ts';
import type { Shelf } from '../running/shelf.ts';
import type { Rows } from '../stage.ts';
import type { StageModels } from '../stage-models.ts';
import { bodies } from '../stages/bodies/stage.ts';
import { installedLabels } from '../stages/sport/classifier.ts';
import { clip } from '../stages/clip/stage.ts';
import { featureHeadOf, type FeatureHead } from '../stages/sport/feature-head.ts';
import type { KeptSports, NamedSports } from '../stages/sport/kept-sports.ts';
import { sport } from '../stages/sport/stage.ts';
import { readyStage, versionText, type ReadyStage } from '../versions.ts';
import {
  contentsWithout,
  featuresForHead,
  featuresOfContents,
  featuresOfPhoto,
  type Features,
} from './kept-features.ts';

/** What a head of the model folder is used with at this moment. */
type Use = {
  readonly model: InstalledModel;
  readonly folder: ModelFolder;
  readonly settings: Settings;
};

export type HeadSports = {
  /** By which key and names a head's answers are kept. Rejects with a sentence. */
  keyOf(use: Use): Promise<NamedSports>;
  /** Asks a head about the photos whose features are kept and of which it has said nothing yet. Rejects with a sentence. */
  fill(use: Use, ids: ArrayLike<number>, signal: AbortSignal): Promise<NamedSports>;
  /** Runs `work` with what asks a head about any photo. */
  withHead<R>(
    use: Use,
    work: (tell: (photo: SourcePhoto) => Promise<Float32Array>) => Promise<R>,
  ): Promise<R>;
};

/** Whether a model of the role `classifier` is a head on features. */
export function isHead({ network }: InstalledModel): boolean {
  return network === 'feature-head';
}

/** Photos asked about at once: a megabyte of features. */
const photosAtOnce = 500;

type Sources = {
  readonly rows: Rows;
  readonly kept: KeptSports;
  readonly shelf: Shelf;
  readonly stageModels: StageModels;
};

export function openHeadSports({ rows, kept, shelf, stageModels }: Sources): HeadSports {
  const place = shelf.place<FeatureHead>();
  const withOpen = <R>({ model, settings }: Use, work: (head: FeatureHead) => Promise<R>) => {
    const open = async () =>
      featureHeadOf(await openModel(model, settings), (await installedLabels(model)).length);
    return place.use({ models: [model], settings, open }, work);
  };
  const keyOf = async ({ model, folder, settings }: Use): Promise<NamedSports> => {
    const features = featuresForHead(model, folder, settings);
    const hashes = model.files.map(({ sha256 }) => sha256);
    const version = versionText(
      sport.version,
      hash('sha256', features.version).slice(0, 8),
      hashes,
    );
    return { model: model.id, version, names: await installedLabels(model) };
  };
  return {
    keyOf,
    async fill(use, ids, signal) {
      const key = await keyOf(use);
      const features = featuresForHead(use.model, use.folder, use.settings);
      const contents = contentsWithout(rows, ids, features, key);
      if (contents.length === 0) return key;
      await withOpen(use, async (head) => {
        for (let start = 0; start < contents.length; start += photosAtOnce) {
          throwIfCancelled(signal);
          const some = featuresOfContents(
            rows,
            contents.slice(start, start + photosAtOnce),
            features,
          );
          kept.save(key, await tellAll(head, some, key.names.length));
          await setImmediate(); // others may be answered between
        }
      });
      return key;
    },
    withHead(use, work) {
      const features = featuresForHead(use.model, use.folder, use.settings);
      return withOpen(use, (head) =>
        withLook(features, use, stageModels, (look) =>
          work(async (photo) => {
            const known = featuresOfPhoto(rows, photo.sha256, features);
            return head.tell(known ?? (await look(photo)), 1);
          }),
        ),
      );
    },
  };
}

async function tellAll(
  head: FeatureHead,
  photos: readonly { readonly content: number; readonly features: Float32Array }[],
  classes: number,
): Promise<(readonly [content: number, probabilities: Float32Array])[]> {
  if (photos.length === 0) return [];
  const all = new Float32Array(photos.length * head.facts.dimensions);
  photos.forEach(({ features }, row) => {
    all.set(features, row * head.facts.dimensions);
  });
  const said = await head.tell(all, photos.length);
  return photos.map(({ content }, row) => [
    content,
    said.slice(row * classes, (row + 1) * classes),
  ]);
}

type Look = (photo: SourcePhoto) => Promise<Float32Array>;

/** Runs `work` with what sees the features of a photo that the cache does not know; they are not kept. */
function withLook<R>(
  { kind }: Features,
  { folder, settings }: Use,
  stageModels: StageModels,
  work: (look: Look) => Promise<R>,
): Promise<R> {
  const decoded = (photo: SourcePhoto) =>
    photo.read((bytes) => decodePhoto(bytes, photo.name, settings));
  const having = <M>(models: M) => ({ models, settings, earlier: noneEarlier });
  if (kind === 'bodies')
    return stageModels.use(ready(readyStage(bodies, folder, settings)), settings, (models) =>
      work(async (photo) => {
        const seen = await bodies.run(await decoded(photo), having(await models()));
        return seen.features;
      }),
    );
  return stageModels.use(ready(readyStage(clip, folder, settings)), settings, (models) =>
    work(async (photo) => {
      const seen = await clip.run(await decoded(photo), having(await models()));
      return seen.embedding;
    }),
  );
}

function ready<Models>(stage: ReadyStage<Models> | null): ReadyStage<Models> {
  if (stage) return stage;
  throw new Error('Features that a head is asked about have a stage that makes them.');
}

function noneEarlier(): never {
  throw new Error('A stage that makes features reads nothing of other stages.');
}
