// Owns the golden tables of finding people: every reference of ../shared/photos/people, searched in its photos.
// Run: node test/golden/people.ts [--out FOLDER]   The contact sheet of the misses goes to FOLDER.

import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadModel } from '../../electron/engine/running/inference.ts';
import { openFaceModels } from '../../electron/engine/stages/faces/faces.ts';
import { openModelFolder } from '../../models/folder.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { labelledFolder } from './labelled-photos.ts';
import { printCrops } from './people-crops.ts';
import { facesOf } from './people-faces.ts';
import type { PhotoFaces } from './people-faces.ts';
import { missesOf, printMisses, writeMisses } from './people-misses.ts';
import {
  cosines,
  counted,
  labelsSchema,
  minHeightPx,
  ofProduct,
  printFigures,
  round,
  scoresOf,
} from './people-scores.ts';
import type { Labels } from './people-scores.ts';
import { leaveOneOut, macroF1, plateau } from './person-scores.ts';
import type { PersonScore } from './person-scores.ts';

function printThresholds(scores: readonly PersonScore[], threshold: number): void {
  const { best, bestFrom, goodFrom } = plateau(scores, cosines, 0.01);
  const others = leaveOneOut(scores, cosines);
  const span = (range: readonly number[]): string => range.map(round).join(' to ');
  console.log(`\nThreshold ${threshold}: macro F1 ${round(macroF1(scores, threshold))}`);
  console.log(
    `Best macro F1 ${round(best)} from ${span(bestFrom)}; within 0.01 from ${span(goodFrom)}`,
  );
  console.log(
    `Each person at the threshold best for all others (${span(others.thresholds)}): macro F1 ${round(others.f1)}`,
  );
  const tried = [0.935, 0.94, 0.945, 0.95, 0.955, 0.96, 0.965, 0.97];
  console.table(tried.map((at) => ({ threshold: at, 'macro F1': round(macroF1(scores, at)) })));
}

async function run(
  name: string,
  folder: string,
  labels: Labels,
  modelFiles: readonly string[],
  out: string | undefined,
): Promise<void> {
  const modelFolder = await mkdtemp(join(tmpdir(), 'podium-people-'));
  try {
    for (const file of modelFiles)
      await copyFile(file, join(modelFolder, file.split('/').at(-1) ?? ''));
    const opened = await openModelFolder(modelFolder);
    const models = await openFaceModels(opened, defaultSettings);
    const [dlib] = opened.chosen('face-embedder')?.files ?? [];
    const embedder = await loadModel(dlib?.path ?? '', { threads: 0 });
    const photos = new Map<string, PhotoFaces>();
    const startMs = performance.now();
    for (const photo of Object.keys(labels.labels))
      photos.set(photo, await facesOf(folder, photo, models, embedder));
    const seconds = Math.round((performance.now() - startMs) / 1000);
    await models.release();
    await embedder.release();
    const scores = scoresOf(labels, photos, ofProduct);
    const withFace = scores.filter(({ similarity }) => similarity !== null);
    const threshold = models.matchThreshold;
    const faceCount = [...photos.values()].reduce((sum, photo) => sum + counted(photo).length, 0);
    console.log(
      `\n== ${name}: ${photos.size} photos, ${faceCount} faces of at least ${minHeightPx} px, ${seconds} s`,
    );
    printFigures(`Photos with a face of at least ${minHeightPx} px`, withFace, threshold);
    printFigures('All photos', scores, threshold);
    const others = scores.filter(({ identity, photo }) => labels.references[identity] !== photo);
    console.log(
      `All photos but the reference itself: macro F1 ${round(macroF1(others, threshold))}`,
    );
    printThresholds(withFace, threshold);
    printCrops(labels, photos);
    const misses = missesOf(labels, photos, scores, threshold);
    printMisses(misses);
    if (out)
      await writeMisses(folder, misses, labels, photos, join(out, `people-misses-${name}.png`));
  } finally {
    await rm(modelFolder, { recursive: true });
  }
}

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const people = labelledFolder('people');
if (people) {
  const labels = labelsSchema.parse(
    JSON.parse(await readFile(join(people, 'labels.json'), 'utf8')),
  );
  if (values.out) await mkdir(values.out, { recursive: true });
  await run('embedded', people, labels, [], values.out);
  const yunet = resolve(people, '../../models/yunet_n_dynamic.onnx');
  if (existsSync(yunet)) await run('yunet', people, labels, [yunet], values.out);
  else console.log('\nThere is no ../shared/models/yunet_n_dynamic.onnx: YuNet is not measured.');
}
