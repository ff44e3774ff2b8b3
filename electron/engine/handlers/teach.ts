// Handlers of teaching: labelled photos are looked at, a head learns from them, and becomes a model of the user's own.

import { basename, resolve } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { CallContext } from '../../../shared/calls/rpc.ts';
import { teachSteps, type Lesson, type Taught } from '../../../shared/teach/teach.ts';
import type { TaughtModel, TeachProgress } from '../../../shared/teach/taught-model.ts';
import { taughtAdds } from '../../../shared/teach/taught-words.ts';
import type { Area, EngineParts } from '../context.ts';
import { comparePairs } from '../files/pairs.ts';
import { filesIn } from '../files/sync.ts';
import { featuresOf, type FeatureKind, type Features } from '../scoring/kept-features.ts';
import { runInSlices } from '../slices.ts';
import { bodies } from '../stages/bodies/stage.ts';
import { clip } from '../stages/clip/stage.ts';
import { photo } from '../stages/photo/stage.ts';
import { pixels } from '../stages/pixels/stage.ts';
import { keepHead } from '../teach/keep-head.ts';
import { labelPhotos } from '../teach/labelled-photos.ts';
import { readLesson } from '../teach/lesson.ts';
import { createSecondsLeft } from '../progress.ts';
import { statusOf } from './models.ts';

type Parts = Pick<
  EngineParts,
  'analysis' | 'files' | 'models' | 'photos' | 'rows' | 'settings' | 'sync' | 'trials' | 'turns'
>;
type Input = Parameters<Area<'teach'>['teach.sport']>[0];
type Teaching = CallContext<TeachProgress>;

export function teachHandlers(parts: Parts): Area<'teach'> {
  return {
    'teach.sport': async (input, call) => {
      const folder = resolve(input.folder);
      const features = await wantedFeatures(parts, input.features);
      const all = { folders: [folder], recursive: true };
      await parts.sync(all, call.signal, {});
      await parts.turns.inTurn(() => lookAt(parts, { ...input, folder }, features, call));
      const columns = parts.photos.columns(all);
      const labelled = labelPhotos(columns, folder, input.labels);
      const settings = parts.settings();
      const lesson = readLesson(parts.rows, columns, labelled, features, settings);
      const startedMs = performance.now();
      const taught = await learn(lesson, input, call);
      const seconds = (performance.now() - startedMs) / 1000;
      const kept = await keep(parts, { input, folder, lesson, taught, features }, call.signal);
      const { leftOut } = labelled;
      const { figures } = taught;
      return { ...kept, features: features.kind, hidden: input.hidden, figures, leftOut, seconds };
    },
  };
}

/** CLIP tells more, where it is installed; what finds players is always there. */
async function wantedFeatures(parts: Parts, wanted: Input['features']): Promise<Features> {
  const folder = await parts.models.folder();
  const kinds: readonly FeatureKind[] = wanted === 'best' ? ['clip', 'bodies'] : [wanted];
  const found = kinds.map((kind) => featuresOf(kind, folder, parts.settings()));
  const first = found.find((one) => one !== null);
  if (first) return first;
  throw new EngineError(
    'not-found',
    wanted === 'clip'
      ? 'CLIP for images is not installed: the Models view says what adds it. Without it, the network that finds players is learned from.'
      : 'The network that finds players is not installed: the Models view says what is missing.',
  );
}

/** Looks at those labelled photos whose features are not known, and at nothing else of them than what teaching needs. */
async function lookAt(
  parts: Parts,
  { folder, labels: table }: Pick<Input, 'folder' | 'labels'>,
  { kind }: Features,
  { signal, onProgress }: Teaching,
): Promise<void> {
  const { files, analysis, photos } = parts;
  const input = { folders: [folder], recursive: true };
  await comparePairs(files, filesIn(files, input), parts.settings(), signal);
  const columns = photos.columns(input);
  const { labels } = labelPhotos(columns, folder, table); // what cannot be learned from is not looked at
  const ids = new Set(columns.ids.filter((_, place) => (labels[place] ?? -1) >= 0));
  const photosOf = () => files.photosOf(filesIn(files, input)).map(({ file }) => file);
  await analysis.run([folder], () => photosOf().filter(({ id }) => ids.has(id)), {
    only: [photo, pixels, kind === 'clip' ? clip : bodies],
    signal,
    onProgress: ({ done, total, secondsLeft }) => {
      onProgress({ step: 'looking', done, total, secondsLeft });
    },
  });
}

/** In slices, so that the engine goes on answering. */
function learn(
  lesson: Lesson,
  { hidden, seed }: Pick<Input, 'hidden' | 'seed'>,
  { signal, onProgress }: Teaching,
): Promise<Taught> {
  const left = createSecondsLeft();
  const total = 100;
  const said = (share: number) => {
    onProgress({
      step: 'learning',
      done: Math.round(total * share),
      total,
      secondsLeft: left(share),
    });
  };
  said(0);
  return runInSlices(teachSteps(lesson, { hidden, seed }, said), signal);
}

type Learned = {
  readonly input: Input;
  readonly folder: string;
  readonly lesson: Lesson;
  readonly taught: Taught;
  readonly features: Features;
};

async function keep(
  parts: Parts,
  { input, folder, lesson, taught, features }: Learned,
  signal: AbortSignal,
): Promise<Pick<TaughtModel, 'model' | 'parity'>> {
  const words = {
    name: input.name ?? basename(folder),
    adds: taughtAdds(taught.figures, features.kind),
  };
  const models = await parts.models.refresh();
  const { space } = features;
  const { id, parity } = await keepHead(
    models,
    { lesson, taught, space },
    words,
    parts.trials,
    signal,
  );
  return { model: await statusOf(await parts.models.refresh(), id, parts.settings()), parity };
}
