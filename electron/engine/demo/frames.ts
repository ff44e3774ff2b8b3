// The frames of the demo: every moment with what is made of it, as pixels and known answers, in order of time.

import type { DemoFrame, DemoTreatment } from '../../../shared/demo.ts';
import type { Raster } from '../../../shared/photo.ts';
import { cut, halved } from './arrange.ts';
import { recipe, sampleOf, type Moment, type Step } from './recipe.ts';
import { defocused, exposed, moved } from './spoil.ts';
import { viewOf, windowView, type Samples, type View } from './view.ts';

export type MadeFrame = {
  readonly answers: DemoFrame;
  /** Upright pixels. */
  readonly raster: Raster;
  readonly sources: readonly string[];
  /** Name of the frame whose file is copied byte by byte instead. */
  readonly copyOf: string | null;
};

/** Between two moments, so that no two of them can be one burst. */
const momentMs = 83_000;
/** Between frames of one moment. */
const frameMs = 700;

/** The faults, at the samples' size of 1920 px: plain to see, as they are in photos one throws away. */
const movedPx = 22;
const burstMovedPx = 14;
const defocusSigmaPx = 5;
const darkStops = -3.5;
const burntStops = 3.5;
/** A second shot is framed a little differently: this share of its sides is cut off. */
const againShare = 0.015;

/** The files of all frames, in the order in which `makeFrames` gives them. */
export function frameFiles(): string[] {
  const moments = recipe.moments.flatMap(({ name, then }) => [
    `${name}.jpg`,
    ...then.map((step) => stepFile(name, step)),
  ]);
  const numbers = Array.from({ length: recipe.burst.frames }, (_, index) => index + 1);
  return [...moments, ...numbers.map(burstFile)];
}

function stepFile(moment: string, step: Step): string {
  return `${moment}-${typeof step === 'string' ? step : 'turned'}.jpg`;
}

function burstFile(number: number): string {
  return `${recipe.burst.name}-${number}.jpg`;
}

/** All frames, made one after the other as they are asked for. */
export function* makeFrames(samples: Samples): Generator<MadeFrame> {
  const startMs = Date.parse(`${recipe.starts}Z`);
  for (const [index, moment] of recipe.moments.entries()) {
    yield* momentFrames(moment, viewOf(moment.show, samples), startMs + index * momentMs);
  }
  yield* burstFrames(samples, startMs + recipe.moments.length * momentMs);
}

function* momentFrames(moment: Moment, view: View, startMs: number): Generator<MadeFrame> {
  const good = frame(view, { file: `${moment.name}.jpg`, moment: moment.name, takenMs: startMs });
  yield good;
  for (const [index, step] of moment.then.entries()) {
    const takenMs = startMs + (index + 1) * frameMs;
    yield derived(good, view, step, { file: stepFile(moment.name, step), takenMs });
  }
}

type Made = Pick<DemoFrame, 'file' | 'takenMs'>;

function derived(good: MadeFrame, view: View, step: Step, made: Made): MadeFrame {
  const { file: twin, moment } = good.answers;
  const rest = { ...made, twin };
  if (typeof step !== 'string') {
    return frame(view, { ...rest, moment, treatment: 'turned', orientation: step.turned });
  }
  switch (step) {
    case 'again':
      return frame({ ...view, raster: again(view.raster) }, { ...rest, moment, treatment: step });
    case 'smaller':
      // As messengers pass a photo on: smaller, and without what the camera noted.
      return frame(
        { ...view, raster: halved(view.raster) },
        { ...rest, moment, treatment: step, takenMs: null },
      );
    case 'copy': {
      const answers = { ...good.answers, file: made.file, twin, treatment: step };
      return { ...good, answers, copyOf: twin };
    }
    case 'moved':
    case 'blurred':
    case 'dark':
    case 'burnt':
      return frame({ ...view, raster: spoilt(view.raster, step) }, { ...rest, treatment: step });
  }
}

function spoilt(raster: Raster, fault: 'moved' | 'blurred' | 'dark' | 'burnt'): Raster {
  switch (fault) {
    case 'moved':
      return moved(raster, 2, 1, movedPx);
    case 'blurred':
      return defocused(raster, defocusSigmaPx);
    case 'dark':
      return exposed(raster, darkStops);
    case 'burnt':
      return exposed(raster, burntStops);
  }
}

function again(raster: Raster): Raster {
  const [left, top] = [raster.widthPx, raster.heightPx].map((side) =>
    Math.round(side * againShare),
  );
  return cut(raster, {
    left: left ?? 0,
    top: top ?? 0,
    widthPx: raster.widthPx - (left ?? 0),
    heightPx: raster.heightPx - (top ?? 0),
  });
}

/** A window that follows from left to right; a moved frame is the twin's neighbour in time. */
function* burstFrames(samples: Samples, startMs: number): Generator<MadeFrame> {
  const { name, scene, frames, everyMs, widthPx, stepPx, moved: shaken } = recipe.burst;
  const sample = samples.get(scene);
  if (!sample)
    throw new Error(`The demo has no sample photo of the scene ${sampleOf(scene).scene}.`);
  const heightPx = Math.round((widthPx * sample.heightPx) / sample.widthPx);
  let twin: string | null = null;
  for (let number = 1; number <= frames; number += 1) {
    const view = windowView(scene, samples, {
      left: (number - 1) * stepPx,
      top: 0,
      widthPx,
      heightPx,
    });
    const file = burstFile(number);
    const rest = { file, moment: name, takenMs: startMs + (number - 1) * everyMs };
    if (shaken.includes(number)) {
      const raster = moved(view.raster, 1, 0, burstMovedPx);
      yield frame({ ...view, raster }, { ...rest, twin, treatment: 'moved' });
    } else {
      yield frame(view, { ...rest, treatment: 'burst' });
      twin = file;
    }
  }
}

function frame({ raster, sources, ...seen }: View, known: Partial<DemoFrame> & Made): MadeFrame {
  const treatment: DemoTreatment = 'as it is';
  const { widthPx, heightPx } = raster;
  const unclaimed = { treatment, twin: null, moment: null, orientation: 1 };
  return {
    answers: { ...unclaimed, ...seen, widthPx, heightPx, ...known },
    raster,
    sources,
    copyOf: null,
  };
}
