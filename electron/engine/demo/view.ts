// What a frame shows: the part of a sample around some faces, and who is in it.

import type { Raster } from '../../../shared/photo.ts';
import { beside, cut, type Rectangle } from './arrange.ts';
import { recipe, sampleOf, type Part } from './recipe.ts';

export type View = {
  readonly raster: Raster;
  /** Faces wholly in the frame. */
  readonly faces: number;
  readonly facesCutOff: number;
  readonly person: 'there' | 'cut off' | 'absent';
  /** File names of the samples it comes from. */
  readonly sources: readonly string[];
};

/** The sample photos by scene. */
export type Samples = ReadonlyMap<string, Raster>;

/** Head and shoulders, in heights of the tallest face: this much above it, and this much in all. */
const headroom = 0.75;
const portraitHeights = 3.3;
/** Width of a single portrait as a share of its height, and what each further face needs beside it. */
const portraitAspect = 0.8;
const sideWidths = 1;
/** With less than half of a face in view nobody would say that the photo shows its owner. */
const halfFace = 0.5;

/** The view of one part, or of several side by side. */
export function viewOf(parts: readonly Part[], samples: Samples): View {
  const views = parts.map((part) => partView(part, samples));
  const persons = views.map((view) => view.person);
  return {
    raster: beside(views.map((view) => view.raster)),
    faces: views.reduce((sum, view) => sum + view.faces, 0),
    facesCutOff: views.reduce((sum, view) => sum + view.facesCutOff, 0),
    person:
      persons.find((is) => is === 'there') ?? persons.find((is) => is !== 'absent') ?? 'absent',
    sources: views.flatMap((view) => view.sources),
  };
}

function partView({ scene, faces }: Part, samples: Samples): View {
  const { raster } = sampleView(scene, samples);
  return windowView(scene, samples, faces ? around(scene, faces, raster) : wholeOf(raster));
}

/** The view of a window of a sample. */
export function windowView(scene: string, samples: Samples, window: Rectangle): View {
  const { raster, file } = sampleView(scene, samples);
  const shares = Object.entries(sampleOf(scene).faces).map(([face, box]) => {
    return { face, share: shareInside(box, window) };
  });
  const isPerson = (face: string) =>
    recipe.person.some((seen) => seen.scene === scene && seen.face === face);
  const ofPerson = shares.find(({ face }) => isPerson(face))?.share ?? 0;
  return {
    raster: cut(raster, window),
    faces: shares.filter(({ share }) => share === 1).length,
    facesCutOff: shares.filter(({ share }) => share > 0 && share < 1).length,
    person: ofPerson === 1 ? 'there' : ofPerson >= halfFace ? 'cut off' : 'absent',
    sources: [file],
  };
}

function sampleView(scene: string, samples: Samples) {
  const raster = samples.get(scene);
  if (!raster) throw new Error(`The demo has no sample photo of the scene ${scene}.`);
  return { raster, file: sampleOf(scene).file };
}

function wholeOf({ widthPx, heightPx }: Raster): Rectangle {
  return { left: 0, top: 0, widthPx, heightPx };
}

type FaceBox = readonly [x: number, y: number, width: number, height: number];

/** A window around these faces, inside the sample. */
function around(scene: string, names: readonly string[], sample: Raster): Rectangle {
  const known = sampleOf(scene).faces;
  const boxes = names.map((name): FaceBox => {
    const box = known[name];
    if (!box) throw new Error(`The demo's scene ${scene} has no face ${name}.`);
    return box;
  });
  const tallest = Math.max(...boxes.map((box) => box[3]));
  const first = Math.min(...boxes.map((box) => box[0]));
  const last = Math.max(...boxes.map((box) => box[0] + box[2]));
  const top = Math.min(...boxes.map((box) => box[1])) - headroom * tallest;
  const bottom =
    Math.max(...boxes.map((box) => box[1] + box[3])) + (portraitHeights - headroom - 1) * tallest;
  const aside =
    boxes.length === 1
      ? (portraitAspect * portraitHeights * tallest - (last - first)) / 2
      : sideWidths * Math.max(...boxes.map((box) => box[2]));
  const [left, right] = [Math.max(0, first - aside), Math.min(sample.widthPx, last + aside)];
  const [from, to] = [Math.max(0, top), Math.min(sample.heightPx, bottom)];
  return {
    left: Math.round(left),
    top: Math.round(from),
    widthPx: Math.floor(right - left),
    heightPx: Math.floor(to - from),
  };
}

/** How much of a face's box is in a window, 0..1. */
function shareInside([x, y, width, height]: FaceBox, window: Rectangle): number {
  const { left, top, widthPx, heightPx } = window;
  const across = Math.min(x + width, left + widthPx) - Math.max(x, left);
  const down = Math.min(y + height, top + heightPx) - Math.max(y, top);
  return (Math.max(0, across) * Math.max(0, down)) / (width * height);
}
