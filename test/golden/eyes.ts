// Owns the golden table of open and closed eyes: labelled portraits, lids painted shut on the others, dark glasses, profiles.
// Run: node test/golden/eyes.ts

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import type { Detection } from '../../electron/engine/stages/faces/detection.ts';
import { eyesOpen } from '../../electron/engine/stages/faces/eyes/eyes.ts';
import { createPyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import { openFaceModels } from '../../electron/engine/stages/faces/faces.ts';
import type { FaceNetworks } from '../../electron/engine/stages/faces/face-models.ts';
import { layMesh, type FaceMesh } from '../../electron/engine/stages/faces/networks/face-mesh.ts';
import { findLandmarks } from '../../electron/engine/stages/faces/networks/landmarks.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { labelledFolder, openLabelled, readLabels } from './labelled-photos.ts';
import { shaded, shut } from './painted-eyes.ts';

const CLOSED_BELOW = defaultSettings['person.goodEyes'];
const PAINT_EVERY = 4; // of the portraits with open eyes, every fourth is painted
const PROFILE_DEG = 35; // labelled yaw from which a portrait counts as half a profile

const schema = z.object({ photo: z.string(), yaw_deg: z.coerce.number() });

/**
 * Portraits whose eyes, or one of them, are shut, and those that one cannot call: nearly shut, winking, squinting hard,
 * covered. Labelled by eye from close-ups; all others are open.
 */
const SHUT: readonly string[] = [];
const UNCLEAR: readonly string[] = [];

/**
 * Photos of people whose largest face is a half or a full profile: the bridge of the nose cuts into the far eye or hides it, or the
 * head is thrown back or bent down so far that one eye at most is to be seen. Labelled by eye from close-ups of the 54 largest
 * faces that pose or mesh turn furthest.
 */
const profiles: ReadonlySet<string> = new Set([
  'Australian_Open_Tennis.JPG.jpg',
  'Serena_Williams_BNP_Paribas_Showdown_April_6_2013.jpg',
  'Marzorati-Wimbledon-Williams-Murray.jpg',
  'stuart5.png',
  'Teenager-Bianca-Andreescu-makes-Rogers-Cup-final9.jpg',
  '1517538862724.jpg',
  'GettyImages-1146432042.jpg',
  'bbt2.jpg',
  'GettyImages-2493795.jpg',
  'Marzorati-SerenaVenusToss.jpg',
  'ca717e520880bf40c28015a3d33395db.jfif',
  'TELEMMGLPICT000208363706_trans++MG9jYnib85FJIfCc-bQYcTFCz-CXoLiAuLtBSY0KYYg.jpeg',
  '208ccd6a50433afc0f9e828f6ab4cc38.jpg',
  'bill-gates-playing-alongside-roger-federer-is-always-a-thrill.jpg',
  'GettyImages-1161653186.jpg',
  'EJc7NAbXkAMVb7E.jpg',
  'EPA_Britain-Tennis-Wimbledon-2019-Grand-Slam_07708067jpg-JS504550178-1.jpg',
]);

const peopleSchema = z.object({ labels: z.record(z.string(), z.unknown()) });

type Answer = 'closed' | 'open' | 'unknown';

function answerOf(open: number | null): Answer {
  if (open === null) return 'unknown';
  return open < CLOSED_BELOW ? 'closed' : 'open';
}

type Read = { readonly answer: Answer; readonly mesh: FaceMesh };

async function readEyes(
  raster: Raster,
  detection: Detection,
  networks: FaceNetworks,
): Promise<Read> {
  const pyramid = createPyramid(raster);
  const shape = await findLandmarks(pyramid, detection, networks.landmarks);
  const mesh = await layMesh(pyramid, shape, networks.mesh);
  const { yawDeg } = await networks.headPose.estimate(pyramid, detection.box, shape.landmarks);
  const open = await eyesOpen(pyramid, mesh, yawDeg, defaultSettings, networks.openEye);
  return { answer: answerOf(open), mesh };
}

type Tally = Record<Answer, number>;

function tallyOf(given: readonly Answer[]): Tally {
  const count = (answer: Answer) => given.filter((each) => each === answer).length;
  return { closed: count('closed'), open: count('open'), unknown: count('unknown') };
}

function share(part: number, of: number): string {
  return of > 0 ? (part / of).toFixed(3) : 'none';
}

/** Recall counts the unknown as not found; precision is of all that were called closed. */
function printClosed(title: string, shutEyes: Tally, openEyes: Tally): void {
  const all = shutEyes.closed + shutEyes.open + shutEyes.unknown;
  const known = shutEyes.closed + shutEyes.open;
  console.log(
    `${title}: precision of closed ${share(shutEyes.closed, shutEyes.closed + openEyes.closed)}, recall ` +
      `${share(shutEyes.closed, all)} of all ${all}, ${share(shutEyes.closed, known)} of the ${known} that were called at all.`,
  );
}

async function largestFace(raster: Raster, networks: FaceNetworks): Promise<Detection | undefined> {
  const found = await networks.detect(
    createPyramid(raster),
    defaultSettings['faces.minConfidence'],
    [],
  );
  return found.toSorted((a, b) => b.box.height - a.box.height)[0];
}

async function measure(folder: string, networks: FaceNetworks): Promise<void> {
  const told = new Map<string, Answer[]>();
  const tell = (kind: string, answer: Answer) => {
    told.set(kind, [...(told.get(kind) ?? []), answer]);
  };
  const wrong: string[] = [];
  let place = 0;
  for (const { photo, yaw_deg: yawDeg } of await readLabels(folder, schema)) {
    const { detail } = await openLabelled(resolve(folder, photo));
    const face = await largestFace(detail, networks);
    if (!face) continue;
    const { answer, mesh } = await readEyes(detail, face, networks);
    const label = SHUT.includes(photo) ? 'shut' : UNCLEAR.includes(photo) ? 'unclear' : 'open';
    tell(label, answer);
    tell(
      Math.abs(yawDeg) >= PROFILE_DEG ? 'turned by 35 degrees or more' : 'turned by less',
      answer,
    );
    if ((label === 'open' && answer === 'closed') || (label === 'shut' && answer === 'open'))
      wrong.push(`${photo} (${label})`);
    if (label !== 'open' || answer === 'unknown' || place++ % PAINT_EVERY > 0) continue;
    tell('painted shut', (await readEyes(shut(detail, mesh), face, networks)).answer);
    tell('left open beside them', answer);
    tell('dark glasses painted', (await readEyes(shaded(detail, mesh), face, networks)).answer);
  }
  const tally = (kind: string) => tallyOf(told.get(kind) ?? []);
  for (const kind of [...told.keys()].sort()) {
    const { closed, open, unknown } = tally(kind);
    console.log(`${kind}: ${closed} closed, ${open} open, ${unknown} unknown`);
  }
  printClosed('Labelled', tally('shut'), tally('open'));
  printClosed('Painted', tally('painted shut'), tally('left open beside them'));
  console.log(`Wrong: ${wrong.join(', ') || 'none'}.`);
  const { unknown } = tally('open');
  console.log(`Unknown: ${share(unknown, told.get('open')?.length ?? 0)} of the portraits.`);
}

/** The largest face of each photo of people, profiles apart. */
async function measureProfiles(folder: string, networks: FaceNetworks): Promise<void> {
  const answers: Record<'profile' | 'other', Answer[]> = { profile: [], other: [] };
  for (const photo of Object.keys(await readPeople(folder))) {
    const { detail } = await openLabelled(resolve(folder, photo));
    const face = await largestFace(detail, networks);
    if (!face) continue;
    const { answer } = await readEyes(detail, face, networks);
    answers[profiles.has(basename(photo)) ? 'profile' : 'other'].push(answer);
  }
  for (const kind of ['profile', 'other'] as const) {
    const { closed, open, unknown } = tallyOf(answers[kind]);
    console.log(`people, ${kind}: ${closed} closed, ${open} open, ${unknown} unknown`);
  }
}

async function readPeople(folder: string): Promise<z.infer<typeof peopleSchema>['labels']> {
  return peopleSchema.parse(JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8'))).labels;
}

const folder = labelledFolder('expression');
if (folder !== null) {
  const dir = await mkdtemp(join(tmpdir(), 'podium-golden-'));
  try {
    const models = await openFaceModels(await openModelFolder(dir), defaultSettings);
    const networks = await models.networks();
    await measure(folder, networks);
    const people = labelledFolder('people');
    if (people !== null) await measureProfiles(people, networks);
    await models.release();
  } finally {
    await rm(dir, { recursive: true });
  }
}
