// Bars with names: how many photos each name has.

import { markOf, type Chart, type Insight } from './chart.ts';
import { leftFor, partedInto, type Reasons } from './parted.ts';

export type Named = Pick<Chart, 'id' | 'section' | 'title'> & {
  readonly names: readonly string[];
  /** Photos in all. */
  readonly count: number;
  /** Index of a photo's name; -1 for one in no bar. */
  readonly of: (photo: number) => number;
  /** Why photos may be in no bar. */
  readonly without: string;
  readonly said: readonly string[];
  /** As #rrggbb, one a name, where the names are colours. */
  readonly colours?: readonly string[];
  /** Names of no photo stay, the order stays: they are steps of a scale. */
  readonly isScale?: boolean;
};

/** With more names than `most`, those of the fewest photos share a bar. */
const mostBars = 12;

export function namedInsight(named: Named): Insight {
  const { id, section, title, names, count, of, without, colours } = named;
  const parted = partedInto(names.length, count, of);
  const rows = names.map((name, i) => ({
    name,
    photos: parted[i] ?? new Uint32Array(),
    colour: colours?.[i] ?? null,
  }));
  const shown = named.isScale ? between(rows) : largest(rows);
  const marks = shown.map(({ name, photos, colour }) => markOf(name, photos.length, { colour }));
  const nowhere: Reasons = [
    [without, partedInto(1, count, (photo) => (of(photo) < 0 ? 0 : -1))[0] ?? new Uint32Array()],
  ];
  const { left, photosLeft } = leftFor(nowhere);
  const said =
    marks.length === 0 ? ['No photo has a value: there is nothing to show.'] : named.said;
  return {
    chart: { id, section, title, kind: 'bars', x: null, y: null, marks, left, said },
    photos: shown.map(({ photos }) => photos),
    photosLeft,
  };
}

type Row = {
  readonly name: string;
  readonly photos: Uint32Array<ArrayBuffer>;
  readonly colour: string | null;
};

/** From the first that has photos to the last. */
function between(rows: readonly Row[]): readonly Row[] {
  const has = ({ photos }: Row) => photos.length > 0;
  return rows.slice(Math.max(0, rows.findIndex(has)), rows.findLastIndex(has) + 1);
}

/** Most photos first, then by name. */
function largest(rows: readonly Row[]): readonly Row[] {
  const sorted = rows
    .filter(({ photos }) => photos.length > 0)
    .sort((a, b) => b.photos.length - a.photos.length || (a.name < b.name ? -1 : 1));
  if (sorted.length <= mostBars) return sorted;
  const [own, rest] = [sorted.slice(0, mostBars - 1), sorted.slice(mostBars - 1)];
  const photos = Uint32Array.from(rest.flatMap((row) => [...row.photos])).sort();
  return [...own, { name: `${rest.length} others`, photos, colour: null }];
}
