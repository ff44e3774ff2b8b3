// Insights about the order: scores, what goes with them, bursts, decisions, and files that are in no order.

import { at } from '../arithmetic/vectors.ts';
import { duplicateFraction } from '../bursts/bursts.ts';
import { leftOutKinds, leftOutSentence, leftOutWord } from '../left-out.ts';
import { countCopies } from '../shoot/copies.ts';
import { markOf, type Insight } from './chart.ts';
import { photosText, shareText } from './figure-text.ts';
import type { InsightsOf } from './known.ts';
import { namedInsight } from './named.ts';
import { planeInsight } from './plane.ts';
import { relationSentence } from './related.ts';
import { spreadInsight } from './spread.ts';

export function orderInsights(known: InsightsOf): Insight[] {
  const { scores } = known;
  return [
    spreadInsight({
      id: 'scores',
      section: 'order',
      title: 'Scores',
      axis: 'Score',
      values: scores,
    }),
    sharpnessAndScore(known),
    burstSizes(known),
    decided(known),
    files(known),
  ];
}

function sharpnessAndScore({ columns, scores }: InsightsOf): Insight {
  const { sharpness } = columns.signals;
  const words = { rises: 'Sharper photos score higher', falls: 'Sharper photos score lower' };
  return planeInsight({
    ...{ id: 'sharpness-score', section: 'order', title: 'Sharpness and score' },
    x: { label: 'Sharpness', values: sharpness, places: 20 },
    y: { label: 'Score', values: scores, places: 12 },
    without: 'Without sharpness or score',
    said: [relationSentence(sharpness, scores, words)],
  });
}

const sizes = [
  ['Single photos', 1],
  ['Bursts of 2', 2],
  ['Bursts of 3', 3],
  ['Bursts of 4 or 5', 5],
  ['Bursts of 6 to 10', 10],
  ['Bursts of 11 to 20', 20],
  ['Larger bursts', Infinity],
] as const;

function burstSizes({ columns, bursts }: InsightsOf): Insight {
  const frames = new Uint32Array(bursts.length);
  for (const burst of bursts) frames[burst] = at(frames, burst) + 1;
  const copies = countCopies(columns);
  const beside = shareText(duplicateFraction(bursts, copies));
  return namedInsight({
    ...{
      id: 'bursts',
      section: 'order',
      title: 'Photos by the size of their burst',
      isScale: true,
    },
    names: sizes.map(([name]) => name),
    count: bursts.length,
    of: (photo) => sizes.findIndex(([, most]) => at(frames, at(bursts, photo)) <= most),
    without: 'In no burst that is known',
    said: [
      `${beside} of the files show a moment that another photo stands for already: frames of bursts beside their best, and copies.`,
    ],
  });
}

function decided({ columns, decisions }: InsightsOf): Insight {
  const names = ['Rejects', '1 star', '2 stars', '3 stars', '4 stars', '5 stars', 'Picks'];
  const pickOf = (photo: number) => decisions.pick[photo] ?? 0;
  const of = (photo: number) => {
    if (pickOf(photo) !== 0) return pickOf(photo) < 0 ? 0 : 6;
    const stars = decisions.stars[photo] ?? 0;
    return stars === 0 ? -1 : stars;
  };
  const insight = namedInsight({
    ...{ id: 'decisions', section: 'order', title: 'What was decided', isScale: true, names },
    ...{ count: columns.count, of, without: 'Nothing decided', said: [] },
  });
  if (insight.photos.length > 0) return insight;
  return { ...insight, chart: { ...insight.chart, said: ['Nothing is decided yet.'] } };
}

/** Files that are no photos, or cannot be read, stand for no photo that could be opened. */
function files({ columns, leftOut, unreadable }: InsightsOf): Insight {
  const copies = countCopies(columns);
  const others = leftOutKinds.map((kind) => [leftOutWord(kind), leftOut[kind] ?? 0] as const);
  const rows = (
    [
      ['Photos', columns.count],
      ['Copies of photos', copies],
      ['Unreadable files', unreadable],
      ...others,
    ] as const
  ).filter(([, count]) => count > 0);
  const said = [
    unreadable === 0
      ? 'Every photo could be read.'
      : `${unreadable} of the files could not be read.`,
    leftOutSentence(leftOut),
  ];
  return {
    chart: {
      ...{
        id: 'files',
        section: 'order',
        title: 'Files',
        kind: 'bars',
        x: null,
        y: null,
        left: [],
      },
      marks: rows.map(([name, count]) => markOf(name, count)),
      said:
        rows.length === 0
          ? [`There are no files: ${photosText(0)}.`]
          : said.filter((one) => one !== null),
    },
    photos: rows.map(([name]) => filesOf(name, columns)),
    photosLeft: [],
  };
}

function filesOf(name: string, { count, copies }: InsightsOf['columns']): Uint32Array {
  if (name === 'Photos') return Uint32Array.from({ length: count }, (_, photo) => photo);
  return name === 'Copies of photos' ? Uint32Array.from(copies.keys()) : new Uint32Array();
}
