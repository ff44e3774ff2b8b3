// The frames of the demo: every shot of the match, the cards of the players, and how each is made, in the order of making.

import type { DemoFrame, DemoTreatment } from '../../../shared/demo.ts';
import type { Raster } from '../../../shared/photo.ts';
import { halved } from './arrange.ts';
import { carded, wanted, type Cards } from './cards.ts';
import { athletesIn, drawnFrame, HEIGHT_PX, WIDTH_PX } from './drawn/frames.ts';
import type { Hour } from './drawn/grounds.ts';
import { script } from './drawn/match/script.ts';
import type { Fault, Scripted } from './drawn/match/scripted.ts';
import { teamNames } from './drawn/match/teams.ts';

export type Shot = {
  readonly answers: DemoFrame;
  /** Under which light it was taken; null for what was drawn at a desk. */
  readonly hour: Hour | null;
  /** Name of the frame whose file is copied byte by byte; null where there is a picture of its own. */
  readonly copyOf: string | null;
  /** Upright pixels. */
  readonly picture: (cards: Cards) => Promise<Raster>;
};

/** Camera's local time of the first frame, as if it were UTC. */
const STARTS_MS = Date.UTC(2024, 5, 15, 18);
/** Between two moments, so that no two of them can be one burst. */
const MOMENT_MS = 283_000;

/** What else becomes of some shots of the match: stored turned, passed on by a messenger, copied. */
const turned: ReadonlyMap<string, number> = new Map([
  ['throw-in', 6],
  ['keeper', 3],
  ['goal', 8],
]);
const smaller = ['shot', 'header'];
const copied = ['run'];

/** All frames; those first that show the match best, so that there is something to look at at once. */
export function demoShots(): readonly Shot[] {
  const match = script.map((moment, i) => momentShots(moment, STARTS_MS + i * MOMENT_MS));
  const cards = cardShots(STARTS_MS - MOMENT_MS * carded.length);
  const isFirst = ({ answers }: Shot) => answers.treatment === 'as it is' && answers.peak;
  const all = [...match.flat(), ...cards];
  return [...all.filter(isFirst), ...all.filter((shot) => !isFirst(shot))];
}

/** The frame of a moment that faults are held against: its peak, else its first. */
function bestOf({ times, peaks }: Scripted): number {
  return peaks.includes(0) ? 0 : (times[0] ?? 0);
}

function momentShots(moment: Scripted, momentMs: number): Shot[] {
  const best = bestOf(moment);
  const taken = [
    ...moment.times.map((at) => ({ at, fault: null })),
    ...moment.faults.map(([at, fault]) => ({ at, fault })),
  ].sort((a, b) => a.at - b.at);
  const fileOf = (at: number, fault: Fault | null) => {
    const number = taken.findIndex((one) => one.at === at && one.fault === fault) + 1;
    return `${moment.name}-${number}${fault ? `-${fault}` : ''}.jpg`;
  };
  const twin = fileOf(best, null);
  const shots = taken.map(({ at, fault }) => {
    const isBest = at === best && fault === null;
    return matchShot(moment, at, fault, {
      file: fileOf(at, fault),
      twin: isBest ? null : twin,
      treatment: fault ?? (isBest ? 'as it is' : 'burst'),
      takenMs: momentMs + Math.round(at * 1000),
    });
  });
  const good = shots.find(({ answers }) => answers.file === twin);
  return good ? [...shots, ...derived(moment.name, good)] : shots;
}

type Made = {
  readonly file: string;
  readonly twin: string | null;
  readonly treatment: DemoTreatment;
  readonly takenMs: number;
};

function matchShot(moment: Scripted, at: number, fault: Fault | null, made: Made): Shot {
  return {
    answers: {
      ...made,
      moment: moment.name,
      peak: fault === null && moment.peaks.includes(at),
      orientation: 1,
      widthPx: WIDTH_PX,
      heightPx: HEIGHT_PX,
      athletes: athletesIn(moment, at, fault),
      faces: 0,
      person: 'absent',
    },
    hour: moment.hour,
    copyOf: null,
    picture: () => Promise.resolve(drawnFrame(moment, at, fault)),
  };
}

function derived(name: string, good: Shot): Shot[] {
  const { answers } = good;
  const orientation = turned.get(name);
  const from = (treatment: DemoTreatment, change: Partial<DemoFrame>): Shot => {
    const file = `${name}-${treatment}.jpg`;
    return { ...good, answers: { ...answers, file, twin: answers.file, treatment, ...change } };
  };
  const shots: Shot[] = [];
  if (orientation) {
    const takenMs = (answers.takenMs ?? 0) + 30;
    shots.push(from('turned', { orientation, takenMs }));
  }
  if (smaller.includes(name)) {
    // As messengers pass a photo on: smaller, and without what the camera noted.
    const [widthPx, heightPx] = [WIDTH_PX >> 1, HEIGHT_PX >> 1];
    const shot = from('smaller', { widthPx, heightPx, takenMs: null });
    shots.push({ ...shot, picture: async (cards) => halved(await good.picture(cards)) });
  }
  if (copied.includes(name)) shots.push({ ...from('copy', {}), copyOf: answers.file });
  return shots;
}

function cardShots(startMs: number): Shot[] {
  const cards = carded.flatMap((number, i) => {
    const takenMs = startMs + i * MOMENT_MS;
    const file = `card-${String(number).padStart(2, '0')}.jpg`;
    const first = cardShot({ file, faces: [number], takenMs, treatment: 'as it is' }, (made) =>
      made.card(number, false),
    );
    if (number !== wanted) return [first];
    const again = cardShot(
      {
        file: file.replace('.jpg', '-again.jpg'),
        faces: [number],
        takenMs: takenMs + 700,
        treatment: 'again',
        twin: file,
      },
      (made) => made.card(number, true),
    );
    return [first, again];
  });
  const captains = [wanted, 10];
  const sheets: Shot[] = [
    cardShot(
      {
        file: 'captains.jpg',
        faces: captains,
        takenMs: startMs - 2 * MOMENT_MS,
        treatment: 'as it is',
      },
      (made) => made.sheet('Captains', captains),
    ),
    cardShot(
      {
        file: 'team-sheet.jpg',
        faces: carded,
        takenMs: startMs - MOMENT_MS,
        treatment: 'as it is',
      },
      (made) => made.sheet(teamNames.home, carded),
    ),
  ];
  return [...cards, ...sheets];
}

type Card = {
  readonly file: string;
  readonly faces: readonly number[];
  readonly takenMs: number;
  readonly treatment: DemoTreatment;
  readonly twin?: string;
};

function cardShot({ file, faces, takenMs, treatment, twin }: Card, picture: Shot['picture']): Shot {
  const isCard = faces.length === 1;
  return {
    answers: {
      file,
      treatment,
      twin: twin ?? null,
      moment: file.replace(/(-again)?\.jpg$/, ''),
      peak: false,
      orientation: 1,
      widthPx: isCard ? 800 : 1200,
      heightPx: isCard ? 1000 : 800,
      athletes: [],
      faces: faces.length,
      person: faces.includes(wanted) ? 'there' : 'absent',
      takenMs,
    },
    hour: null,
    copyOf: null,
    picture,
  };
}
