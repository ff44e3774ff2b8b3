// Bursts of the demo's drawn match whose peak is known: the ball met, missed focus, a moved camera, somebody in the way.

import { demoShots } from '../../electron/engine/demo/shots.ts';
import { openCards } from '../../electron/engine/demo/cards.ts';
import { rasterToJpeg } from '../../electron/engine/formats/rasters.ts';
import { spoiling, type DemoTreatment } from '../../shared/demo.ts';

export type DrawnBurst = {
  readonly name: string;
  /** JPEG, one a frame, in order of time. */
  readonly frames: readonly Buffer[];
  /** Indices of the frames one would keep, and of those nobody would. */
  readonly peaks: readonly number[];
  readonly worst: readonly number[];
};

const moments = ['shot', 'header', 'tackle', 'keeper', 'run', 'save'];
const bad: readonly DemoTreatment[] = [...spoiling, 'hidden'];
const taken: readonly DemoTreatment[] = ['as it is', 'burst', ...bad];

/** Drawn one after the other as they are asked for. */
export async function* drawnBursts(): AsyncGenerator<DrawnBurst> {
  const shots = demoShots();
  const cards = openCards();
  for (const name of moments) {
    const burst = shots
      .filter(({ answers }) => answers.moment === name && taken.includes(answers.treatment))
      .sort((a, b) => (a.answers.takenMs ?? 0) - (b.answers.takenMs ?? 0));
    const frames: Buffer[] = [];
    for (const shot of burst) frames.push(await rasterToJpeg(await shot.picture(cards), 90));
    const where = (is: (frame: (typeof burst)[number]['answers']) => boolean) =>
      burst.flatMap(({ answers }, i) => (is(answers) ? [i] : []));
    yield {
      name,
      frames,
      peaks: where(({ peak }) => peak),
      worst: where(({ treatment }) => bad.includes(treatment)),
    };
  }
}
