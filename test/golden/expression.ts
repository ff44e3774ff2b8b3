// Owns the golden tables of expression and head pose: smiles and angles against 400 labelled portraits.
// Run: node test/golden/expression.ts

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { expressions } from '../../electron/engine/stages/faces/expressions.ts';
import { analyseFaces, openFaceModels } from '../../electron/engine/stages/faces/faces.ts';
import type { FaceModels } from '../../electron/engine/stages/faces/faces.ts';
import { poseFromLandmarks } from '../../electron/engine/stages/faces/head-pose-geometry.ts';
import type { Pose } from '../../electron/engine/stages/faces/head-pose-geometry.ts';
import { chooseModel } from '../../models/choose.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { ModelFolder } from '../../models/folder.ts';
import type { Face, Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { rocAuc } from '../../shared/arithmetic/statistics.ts';
import { searched } from '../fixtures/searched-photo.ts';
import { labelledFolder, openLabelled, readLabels } from './labelled-photos.ts';

const degrees = z.coerce.number();
const labelSchema = z.object({
  photo: z.string(),
  smile: z.enum(['0', '1']),
  yaw_deg: degrees,
  pitch_deg: degrees,
  roll_deg: degrees,
});
type Label = z.infer<typeof labelSchema>;

type Measured = {
  readonly truth: Pose;
  readonly smiles: boolean;
  /** Whether the photo is in the half that the mean face and the head pose's level were fitted on. */
  readonly fitted: boolean;
  readonly happy: number;
  readonly byLandmarks: Pose;
  /** Null where no head pose network is installed. */
  readonly byModel: Pose | null;
  readonly eyesOpen: number | null;
};

const angles = ['yawDeg', 'pitchDeg', 'rollDeg'] as const;
const HAPPY = expressions.indexOf('happy');
const given = resolve(import.meta.dirname, '../../../shared/models');

function landmarkPose({ landmarks }: Face, { widthPx, heightPx }: Raster): Pose {
  const points = Array.from({ length: landmarks.length / 2 }, (_, i) => ({
    x: (landmarks[2 * i] ?? Number.NaN) * widthPx,
    y: (landmarks[2 * i + 1] ?? Number.NaN) * heightPx,
  }));
  return poseFromLandmarks(points);
}

/** What the engine says of the largest face of a photo; null when it finds none. */
async function measure(
  path: string,
  label: Label,
  fitted: boolean,
  models: FaceModels,
): Promise<Measured | null> {
  const photo = await openLabelled(path);
  const [face] = await analyseFaces(searched(photo), models, defaultSettings);
  if (!face) return null;
  return {
    truth: { yawDeg: label.yaw_deg, pitchDeg: label.pitch_deg, rollDeg: label.roll_deg },
    smiles: label.smile === '1',
    fitted,
    happy: face.expression[HAPPY] ?? Number.NaN,
    byLandmarks: landmarkPose(face, photo.detail),
    byModel: face.poseFrom === 'model' ? face : null,
    eyesOpen: face.eyesOpen,
  };
}

/** Mean of the shares of smiles and of other faces told right, a smile being a happy probability from the limit on. */
function balancedAccuracy(faces: readonly Measured[], limit: number): number {
  const share = (smiles: boolean): number => {
    const those = faces.filter((face) => face.smiles === smiles);
    return those.filter(({ happy }) => happy >= limit === smiles).length / those.length;
  };
  return (share(true) + share(false)) / 2;
}

/** The limit that tells smiles best in the given faces. */
function bestLimit(faces: readonly Measured[]): number {
  const limits = faces.map(({ happy }) => happy).toSorted((a, b) => a - b);
  const scored = limits.map((limit) => ({ limit, right: balancedAccuracy(faces, limit) }));
  return scored.reduce((best, next) => (next.right > best.right ? next : best)).limit;
}

function printSmiles(faces: readonly Measured[]): void {
  const scores = Float64Array.from(faces, ({ happy }) => happy);
  const positive = Uint8Array.from(faces, ({ smiles }) => (smiles ? 1 : 0));
  const limit = bestLimit(faces.filter(({ fitted }) => fitted));
  const others = faces.filter(({ fitted }) => !fitted);
  console.log(
    `Smile: AUC ${rocAuc(scores, positive).toFixed(4)}, ` +
      `balanced accuracy ${balancedAccuracy(faces, 0.5).toFixed(3)} at 0.5; ` +
      `on the second half ${balancedAccuracy(others, limit).toFixed(3)} at ${limit.toFixed(3)}, ` +
      'the best limit of the first half.',
  );
}

function meanError(
  faces: readonly Measured[],
  angle: (typeof angles)[number],
  of: (face: Measured) => Pose | null,
): string {
  const errors = faces.flatMap((face) => {
    const pose = of(face);
    return pose ? [Math.abs(pose[angle] - face.truth[angle])] : [];
  });
  if (errors.length === 0) return 'not installed';
  return (errors.reduce((sum, error) => sum + error, 0) / errors.length).toFixed(2);
}

function printPoses(faces: readonly Measured[]): void {
  const second = faces.filter(({ fitted }) => !fitted);
  const level = angles.map((angle) => meanError(second, angle, levelPose));
  console.log(
    `Mean absolute error in degrees (always guessing straight ahead: ${level.join(', ')}):`,
  );
  console.table(
    angles.map((angle) => ({
      angle,
      'landmarks, all': meanError(faces, angle, ({ byLandmarks }) => byLandmarks),
      'landmarks, not fitted on': meanError(second, angle, ({ byLandmarks }) => byLandmarks),
      'model, all': meanError(faces, angle, ({ byModel }) => byModel),
      'model, not fitted on': meanError(second, angle, ({ byModel }) => byModel),
    })),
  );
}

function levelPose(): Pose {
  return { yawDeg: 0, pitchDeg: 0, rollDeg: 0 };
}

function printEyes(faces: readonly Measured[]): void {
  const known = faces.flatMap(({ eyesOpen }) => (eyesOpen === null ? [] : [eyesOpen]));
  const closed = known.filter((open) => open < defaultSettings['person.goodEyes']).length;
  console.log(
    `Eyes (not labelled, nearly all open): known for ${known.length} of ${faces.length} faces, ` +
      `called closed in ${closed}.`,
  );
}

async function printDetector(folder: string, models: ModelFolder): Promise<void> {
  const labels = await readLabels(folder, labelSchema);
  const networks = await openFaceModels(models, defaultSettings);
  const startMs = performance.now();
  const found: Measured[] = [];
  const missed: string[] = [];
  for (const [i, label] of labels.entries()) {
    const face = await measure(join(folder, label.photo), label, i % 2 === 0, networks);
    if (face) found.push(face);
    else missed.push(label.photo);
  }
  await networks.release();
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  const share = ((100 * missed.length) / labels.length).toFixed(1);
  console.log(
    `\n${models.chosen('face-detector')?.title ?? ''}, ${labels.length} photos, ${seconds} s`,
  );
  console.log(`No face found: ${missed.length} (${share} %) ${missed.join(' ')}`);
  printSmiles(found);
  printPoses(found);
  printEyes(found);
}

/** Adds given model files to the folder; says so when they are absent. */
async function add(dir: string, files: readonly string[]): Promise<boolean> {
  const missing = files.filter((file) => !existsSync(join(given, file)));
  for (const file of missing) console.log(`\n../shared/models/${file} is not here: left out.`);
  if (missing.length > 0) return false;
  for (const file of files) await copyFile(join(given, file), join(dir, file));
  return true;
}

const folder = labelledFolder('expression');
if (folder !== null) {
  const dir = await mkdtemp(join(tmpdir(), 'podium-golden-'));
  try {
    if (await add(dir, ['fsanet-1x1-iter-688590.onnx', 'fsanet-var-iter-688590.onnx']))
      chooseModel(await openModelFolder(dir), 'head-pose', 'fsanet');
    await printDetector(folder, await openModelFolder(dir));
    // The later file is the better one of its role: each is chosen once it is there.
    for (const detector of ['face_detection_yunet_2023mar.onnx', 'yunet_n_dynamic.onnx']) {
      if (await add(dir, [detector])) await printDetector(folder, await openModelFolder(dir));
    }
  } finally {
    await rm(dir, { recursive: true });
  }
}
