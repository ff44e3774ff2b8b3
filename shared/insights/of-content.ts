// Insights about what photos show: colours, edges, where the subject stands, sports, people.

import { at } from '../arithmetic/vectors.ts';
import { sportTitle } from '../sport/sport.ts';
import { markOf, type Insight } from './chart.ts';
import { colourNames, dominantColour } from './dominant-colour.ts';
import { photosText, shareText } from './figure-text.ts';
import type { InsightsOf } from './known.ts';
import { namedInsight } from './named.ts';
import { partedInto } from './parted.ts';
import { planeInsight } from './plane.ts';
import { spreadInsight } from './spread.ts';

export function contentInsights(known: InsightsOf): Insight[] {
  const { face_count, players } = known.columns.signals;
  const { missing } = known.columns;
  const section = 'content';
  return [
    colours(known),
    edges(known),
    places(known),
    sports(known),
    spreadInsight({
      id: 'players',
      section,
      title: 'Players seen',
      axis: 'Players',
      values: players,
      missing: missing.players,
      longTailed: true,
    }),
    spreadInsight({
      id: 'faces',
      section,
      title: 'Faces that count',
      axis: 'Faces',
      values: face_count,
      missing: missing.face_count,
      longTailed: true,
    }),
    people(known),
  ];
}

function colours({ columns }: InsightsOf): Insight {
  const { count, looks } = columns;
  const found = Int8Array.from({ length: count }, (_, photo) => dominantColour(looks, photo).name);
  return namedInsight({
    ...{ id: 'colours', section: 'content', title: 'Dominant colour', count },
    names: colourNames.map(([name]) => name),
    colours: colourNames.map(([, colour]) => colour),
    of: (photo) => found[photo] ?? -1,
    without: 'Not looked at yet',
    said: ['The colour that covers most of each photo, of eleven that can be told apart.'],
  });
}

/** Fine detail over the whole frame is what its edges leave: grass, crowd and lines have much, sky and blur little. */
function edges({ columns }: InsightsOf): Insight {
  const { signals, missing } = columns;
  return spreadInsight({
    ...{
      id: 'edges',
      section: 'content',
      title: 'Edges over the whole frame',
      axis: 'Mean square of the edges, luma²',
    },
    ...{ values: signals.sharpness_whole, missing: missing.sharpness_whole, longTailed: true },
  });
}

const thirds = { across: ['left', 'middle', 'right'], up: ['low', 'half-way up', 'high'] } as const;

/** Where the middle of the main athlete stands, in ninths of the frame and finer. */
function places({ subjects, columns }: InsightsOf): Insight {
  const unknown = new Float64Array(columns.count).fill(NaN);
  const { x, y } = subjects ?? { x: unknown, y: unknown };
  const upwards = y.map((down) => 1 - down);
  const known = x.filter(Number.isFinite);
  const central = x.filter(
    (across, photo) => third(across) === 1 && third(at(y, photo)) === 1,
  ).length;
  return planeInsight({
    ...{ id: 'places', section: 'content', title: 'Where the subject stands' },
    x: {
      label: 'Across the photo',
      values: x,
      span: [0, 1],
      places: 9,
      names: namesOf(thirds.across),
    },
    y: {
      label: 'Up the photo',
      values: upwards,
      span: [0, 1],
      places: 9,
      names: namesOf(thirds.up),
    },
    without: 'No athlete seen, or not looked at yet',
    said: [
      `The main athlete’s middle is in the middle ninth of ${shareText(central / Math.max(1, known.length))} of ${photosText(known.length)}.`,
    ],
  });
}

function third(share: number): number {
  return Math.min(2, Math.max(0, Math.floor(3 * share)));
}

/** Nine places along a side, three to a third. */
function namesOf(words: readonly string[]): string[] {
  return Array.from(
    { length: 9 },
    (_, place) => `${words[Math.floor(place / 3)] ?? ''} (${place + 1} of 9)`,
  );
}

function sports({ columns }: InsightsOf): Insight {
  const { names, best } = columns.sports;
  const insight = namedInsight({
    ...{ id: 'sports', section: 'content', title: 'Sports', count: columns.count },
    names: names.map((name) => {
      const title = sportTitle(name);
      return title.charAt(0).toUpperCase() + title.slice(1);
    }),
    of: (photo) => at(best, photo),
    without: 'Sport not known',
    said: ['The likeliest sport of each photo, however unsure.'],
  });
  if (names.length > 0) return insight;
  const said = ['Which sport is shown cannot be told: no installed model knows sports.'];
  return { ...insight, chart: { ...insight.chart, said } };
}

const mostPeople = 12;

/** A photo of several people stands in the bar of each. */
function people({ columns, groups }: InsightsOf): Insight {
  const all = groups?.groups ?? [];
  const shown = all
    .map(({ name, size }, group) => ({ name, size, group }))
    .filter(({ name, size }) => name !== null || size > 1)
    .slice(0, mostPeople);
  const places = new Map(shown.map(({ group }, place) => [group, place]));
  const faces = partedInto(
    shown.length,
    groups?.group.length ?? 0,
    (face) => places.get(groups?.group[face] ?? -1) ?? -1,
  );
  const photos = faces.map((own) => own.map((face) => at(columns.faces.photo, face)));
  const marks = shown.map(({ name, group }, i) =>
    markOf(name ?? `Person ${group + 1}, not named`, photos[i]?.length ?? 0),
  );
  const chart = { id: 'people', section: 'content', title: 'People', kind: 'bars' } as const;
  const said = [peopleSentence(groups === null, shown.length, all.length)];
  return { chart: { ...chart, x: null, y: null, marks, left: [], said }, photos, photosLeft: [] };
}

function peopleSentence(ungrouped: boolean, shown: number, all: number): string {
  if (ungrouped) return 'Faces are not grouped yet: who is shown cannot be told.';
  if (shown === 0) return 'Nobody is seen in two photos, and nobody is named.';
  const who = shown === all ? `All ${all} people` : `The ${shown} most seen of ${all} people`;
  return `${who}. A photo of several people counts for each of them.`;
}
