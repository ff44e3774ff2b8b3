// Everything known of one photo: what its file says of itself, and what the stages saw in it.

import { basename } from 'node:path';
import { at } from '../../../shared/arithmetic/vectors.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { PhotoAbout, PhotoSource } from '../../../shared/contract.ts';
import { kindOf, nameOf, type SeenThing } from '../../../shared/moments/seen.ts';
import { seenNumbers } from '../../../shared/numbers.ts';
import { boxOf, facesOf } from '../../../shared/people/faces.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import { shotOf } from '../../../shared/shot.ts';
import type { FileRow } from '../cache/file-row.ts';
import type { EngineParts } from '../context.ts';
import { unreadable } from '../files/unreadable.ts';
import { bodies } from '../stages/bodies/stage.ts';
import type { SeenBodies } from '../stages/bodies/bodies.ts';
import { faces } from '../stages/faces/stage.ts';
import { numbers } from '../stages/numbers/stage.ts';
import { pose } from '../stages/pose/stage.ts';
import { readyStages } from '../versions.ts';
import { analyseAlone, columnsAlone, withRow, type FacesParts } from './person-faces.ts';

export type AboutParts = FacesParts & Pick<EngineParts, 'models'>;

/** Rejects with `not-found`, or with `unreadable` where nothing can be known of the photo. */
export function aboutPhoto(
  parts: AboutParts,
  source: PhotoSource,
  signal: AbortSignal,
): Promise<PhotoAbout> {
  return withRow(parts, source, 'photo', async (row) => {
    // A photo of the open folders has its turn in their analysis: whoever goes through them does not wait here.
    if (!('id' in source)) await analyseAlone(parts, row, signal);
    const columns = columnsAlone(parts, row);
    if (columns.count === 0) throw unread(row, columns);
    return {
      id: at(columns.ids, 0),
      widthPx: at(columns.widthPx, 0),
      heightPx: at(columns.heightPx, 0),
      sizeBytes: at(columns.sizeBytes, 0),
      shot: shotOf(columns, 0),
      seen: await seenIn(parts, row, columns),
    };
  });
}

function unread(row: FileRow, { problems: [problem] }: PhotoColumns): EngineError {
  return problem
    ? new EngineError('unreadable', problem.message)
    : unreadable(basename(row.path), 'it is not a photo');
}

async function seenIn(
  parts: AboutParts,
  row: FileRow,
  columns: PhotoColumns,
): Promise<PhotoAbout['seen']> {
  const { analyses } = parts;
  const sha256 = analyses.sha256Of(row.path);
  const settings = parts.settings();
  const ready = readyStages(parts.analysis.stages, await parts.models.folder(), settings);
  const looked = sha256 ? analyses.lookedBy(sha256) : new Set<string>();
  /** What a stage says that has looked and would look today; what another one says is not shown anywhere else either. */
  const told = <T>(stage: { readonly name: string }, tell: (content: Buffer) => T): T | null => {
    const isTold = looked.has(stage.name) && ready.some((one) => one.stage.name === stage.name);
    return isTold && sha256 ? tell(sha256) : null;
  };
  const { counted } = facesOf(columns.faces, 0, settings);
  return {
    things: told(bodies, (content) => thingsOf(analyses.recall(content, bodies))),
    poses: told(pose, (content) =>
      analyses.recall(content, pose).poses.map(({ body, joints }) => ({ thing: body, joints })),
    ),
    numbers: told(numbers, () => seenNumbers(columns.numbers)),
    faces: told(faces, () =>
      counted.map((face) => ({
        ordinal: at(columns.faces.ordinal, face),
        box: boxOf(columns.faces, face),
      })),
    ),
  };
}

function thingsOf({ things, bodies: main }: SeenBodies): SeenThing[] {
  return things.map(({ coco, score, box }, i) => {
    const [name, kind] = [nameOf(coco), kindOf(coco)];
    if (name === undefined || kind === undefined) throw new Error(`A thing of no class: ${coco}.`);
    return { name, kind, score, box, isMain: main.includes(i) };
  });
}
