// The numbers stage: what stands on shirts and bibs, where the setting asks for it.

import { readFile } from 'node:fs/promises';
import { kindOf } from '../../../../shared/moments/seen.ts';
import { openModel } from '../../running/providers.ts';
import { modelFor, type NamedStage } from '../../stage.ts';
import type { SeenBodies } from '../bodies/bodies.ts';
import { areaOf } from '../bodies/places.ts';
import { PLAYER_FROM } from '../bodies/scene.ts';
import { bodies } from '../bodies/stage.ts';
import { createPyramid } from '../faces/face-crops.ts';
import { seeNumbers, type Player, type SeenNumber } from './numbers.ts';
import type { Reader } from './reading.ts';

/** Of the reader's files, the one that names its characters, one a line. */
const CHARACTERS_FILE = 1;

export const numbers: NamedStage<Reader, readonly SeenNumber[]> = {
  name: 'numbers',
  version: 1,
  reads: ['decode.facesPx'],
  needs: ['number-detector', 'number-reader'],
  after: [bodies],
  isWanted: (settings) => settings['numbers.read'] === 'on',
  async open(models, settings) {
    const finding = modelFor(models, 'number-detector', 'paddle-text-detector');
    const reading = modelFor(models, 'number-reader', 'paddle-text-reader');
    const characters = await readFile(await reading.pathOf(CHARACTERS_FILE), 'utf8');
    const detector = await openModel(finding, settings);
    try {
      const reader = await openModel(reading, settings);
      const release = async () => {
        await detector.release();
        await reader.release();
      };
      return { detector, reader, characters: characters.split(/\r?\n/), release };
    } catch (error) {
      await detector.release();
      throw error;
    }
  },
  run: ({ detail }, { models, earlier }) =>
    seeNumbers(createPyramid(detail), playersOf(earlier(bodies)), models),

  tables: [
    `CREATE TABLE numbers (
       content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
       ordinal INTEGER NOT NULL,
       number TEXT NOT NULL,
       confidence REAL NOT NULL,
       x REAL NOT NULL,
       y REAL NOT NULL,
       width REAL NOT NULL,
       height REAL NOT NULL,
       body INTEGER NOT NULL,                 -- its place among the things of scene_things
       PRIMARY KEY (content, ordinal)
     ) STRICT, WITHOUT ROWID;`,
  ],
  save(rows, content, found) {
    rows.change('DELETE FROM numbers WHERE content = @content', { content });
    for (const [ordinal, { text, confidence, box, body }] of found.entries())
      rows.change(
        `INSERT INTO numbers (content, ordinal, number, confidence, x, y, width, height, body)
         VALUES (@content, @ordinal, @text, @confidence, @x, @y, @width, @height, @body)`,
        { content, ordinal, text, confidence, ...box, body },
      );
  },
  load(rows, { ids }) {
    const columns = 'number, confidence, x, y, width, height, body';
    const found = rows.ofPhotos<NumberRow>(ids, columns, 'numbers', 'ordinal');
    return {
      numbers: {
        photo: Uint32Array.from(found, ([place]) => place),
        text: found.map(([, text]) => text),
        confidence: Float32Array.from(found, ([, , confidence]) => confidence),
        box: Float32Array.from(
          found.flatMap(([, , , x, y, width, height]) => [x, y, width, height]),
        ),
        body: Uint16Array.from(found, (row) => row[7]),
      },
    };
  },
};

type NumberRow = readonly [
  place: number,
  number: string,
  confidence: number,
  x: number,
  y: number,
  width: number,
  height: number,
  body: number,
];

/** All that are surely players, the largest and surest first: what is taken for one has buttons and lamps that read as 0. */
export function playersOf({ things }: Pick<SeenBodies, 'things'>): Player[] {
  const weight = ({ body }: Player) => {
    const thing = things[body];
    return thing ? areaOf(thing.box) * thing.score : 0;
  };
  return things
    .flatMap(({ coco, score, box }, body) =>
      kindOf(coco) === 'person' && score >= PLAYER_FROM ? [{ body, box }] : [],
    )
    .sort((a, b) => weight(b) - weight(a));
}
