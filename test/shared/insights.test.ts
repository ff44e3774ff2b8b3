import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { csvRows } from '../../electron/disk/csv-rows.ts';
import { lookOf } from '../../electron/engine/stages/pixels/look.ts';
import type { Chart, Insight } from '../../shared/insights/chart.ts';
import { chartFile } from '../../shared/insights/chart-svg.ts';
import { colourNames, dominantColour } from '../../shared/insights/dominant-colour.ts';
import { drawChart } from '../../shared/insights/drawn.ts';
import { insightsCsv, insightsPage } from '../../shared/insights/insights-files.ts';
import { insightsOf, scoresKnown } from '../../shared/insights/insights.ts';
import { countsOverTime, spansOf, trendInsight } from '../../shared/insights/over-time.ts';
import { relationSentence } from '../../shared/insights/related.ts';
import { spreadInsight } from '../../shared/insights/spread.ts';
import { madeColumns, maybe, type Made } from './made-columns.ts';

const anyNumber = maybe(
  fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.integer({ min: -5, max: 30 })),
);
const numbers = fc.array(anyNumber, { maxLength: 60 }).map((all) => Float64Array.from(all));

function allPhotos({ photos, photosLeft }: Insight): number[] {
  return [...photos, ...photosLeft].flatMap((some) => [...some]).toSorted((a, b) => a - b);
}

function assertOnce(insight: Insight, count: number): void {
  const { chart, photos, photosLeft } = insight;
  assert.deepEqual(
    chart.marks.map((mark) => mark.count),
    photos.map(({ length }) => length),
    chart.id,
  );
  assert.deepEqual(
    chart.left.map((mark) => mark.count),
    photosLeft.map(({ length }) => length),
    chart.id,
  );
  assert.deepEqual(allPhotos(insight), [...Array(count).keys()], chart.id);
}

const spread = (values: Float64Array, longTailed = false) =>
  spreadInsight({ id: 'x', section: 'signals', title: 'X', axis: 'x', values, longTailed });

describe('how values are spread', () => {
  it('puts every photo into the one bar that its value lies in, or says why it is in none', () => {
    fc.assert(
      fc.property(numbers, fc.boolean(), (values, longTailed) => {
        const insight = spread(values, longTailed);
        assertOnce(insight, values.length);
        const { marks } = insight.chart;
        insight.photos.forEach((photos, bar) => {
          const { x, toX } = marks[bar] ?? {};
          for (const photo of photos) {
            const value = values[photo] ?? NaN;
            assert.ok(
              value >= (x ?? NaN) - 1e-9 * Math.abs(value) - 1e-300,
              `${value} below bar ${bar}`,
            );
            if (bar < marks.length - 1)
              assert.ok(value < (toX ?? NaN), `${value} above bar ${bar}`);
          }
        });
      }),
    );
  });

  it('says what there is to say of none, of one, and of values that are all the same', () => {
    assert.deepEqual(spread(Float64Array.of(NaN, NaN)).chart.said, [
      'No photo has a value: there is nothing to show.',
    ]);
    assert.equal(spread(new Float64Array()).chart.marks.length, 0);
    assert.deepEqual(spread(Float64Array.of(0.25)).chart.said, ['One photo has a value: 0.25.']);
    const same = spread(new Float64Array(40).fill(0.5));
    assert.deepEqual(same.chart.said, ['All 40 photos have the same value: 0.5.']);
    assert.deepEqual(
      same.chart.marks.map(({ count }) => count),
      [40],
    );
  });

  it('gives whole numbers a bar each, and keeps few far values from flattening the rest', () => {
    const { marks } = spread(Float64Array.of(0, 0, 2, 3, 3, 3)).chart;
    assert.deepEqual(
      marks.map(({ label, count }) => [label, count]),
      [
        ['0', 2],
        ['1', 0],
        ['2', 1],
        ['3', 3],
      ],
    );
    const values = Float64Array.from({ length: 1000 }, (_, i) => (i < 995 ? 1 + i / 995 : 1000));
    const tailed = spread(values, true).chart.marks;
    assert.match(tailed.at(-1)?.label ?? '', /or more$/);
    assert.ok(tailed.filter(({ count }) => count > 0).length >= 10);
  });

  it('tells photos that lack a thing from those that cannot be told', () => {
    const values = Float64Array.of(1, NaN, NaN, NaN);
    const missing = Uint8Array.of(0, 1, 2, 0);
    const { left } = spreadInsight({
      ...{ id: 'x', section: 'signals', title: 'X', axis: 'x', values, missing },
    }).chart;
    assert.deepEqual(left, [
      { label: 'Not looked at yet', count: 1 },
      { label: 'Not in the photo', count: 1 },
      { label: 'Cannot be told', count: 1 },
    ]);
  });
});

describe('over the time of the match', () => {
  const start = Date.UTC(2026, 4, 16, 15);

  it('has every photo in one span, in which its time lies', () => {
    const times = fc.array(maybe(fc.integer({ min: start, max: start + 9e6 })), { maxLength: 50 });
    fc.assert(
      fc.property(times, (given) => {
        const takenMs = Float64Array.from(given);
        const spans = spansOf(takenMs);
        assertOnce(countsOverTime(spans), takenMs.length);
        spans.photos.forEach((photos, span) => {
          for (const photo of photos) {
            assert.ok((takenMs[photo] ?? NaN) >= (spans.edges[span] ?? NaN));
            assert.ok((takenMs[photo] ?? NaN) <= (spans.edges[span + 1] ?? NaN));
          }
        });
        assertOnce(trendInsight(spans, takenMs, { ...changing, values: takenMs }), given.length);
      }),
    );
  });

  const changing = { id: 'time-x', title: 'X over time', label: 'X' };

  it('shows the middle photo of a span and the middle half around it', () => {
    const takenMs = Float64Array.of(start, start + 1000, start + 2000, start + 3000, start + 4000);
    const values = Float64Array.of(1, 2, 3, 4, 100);
    const one = trendInsight(spansOf(new Float64Array(5).fill(start)), takenMs, {
      ...changing,
      values,
    });
    const [mark] = one.chart.marks;
    assert.deepEqual([mark?.low, mark?.y, mark?.high, mark?.count], [2, 3, 4, 5]);
  });
});

describe('what goes with what', () => {
  const rises = { rises: 'It rises', falls: 'It falls' };

  it('says what is beyond chance, and where it cannot tell', () => {
    const up = Float64Array.from({ length: 30 }, (_, i) => i);
    const down = up.map((value) => -value);
    assert.equal(relationSentence(up, up, rises), 'It rises (rank correlation 1.00, 30 photos).');
    assert.match(relationSentence(up, down, rises), /^It falls \(/);
    const chance = up.map((value) => (value * 7) % 30);
    assert.match(relationSentence(up, chance, rises), /does not go with the other beyond chance/);
    assert.match(relationSentence(up.slice(0, 9), up.slice(0, 9), rises), /9 photos have both/);
    assert.match(relationSentence(up, new Float64Array(30), rises), /the same in all photos/);
  });
});

describe('the dominant colour', () => {
  it('is that of a photo of one colour, and of the larger part of one of two', () => {
    const painted = (share: number, one: readonly number[], other: readonly number[]) => {
      const [widthPx, heightPx] = [40, 30];
      const data = new Uint8Array(3 * widthPx * heightPx);
      for (let i = 0; i < data.length / 3; i++)
        data.set(i < share * widthPx * heightPx ? one : other, 3 * i);
      return lookOf({ widthPx, heightPx, data });
    };
    const colours = [
      ['Black', [10, 12, 14]],
      ['White', [250, 250, 250]],
      ['Dark grey', [100, 100, 100]],
      ['Light grey', [170, 170, 170]],
      ['Red', [220, 20, 30]],
      ['Orange, brown and skin', [215, 160, 130]],
      ['Yellow and olive', [240, 220, 40]],
      ['Green', [70, 140, 50]],
      ['Cyan', [30, 200, 210]],
      ['Blue', [30, 70, 200]],
      ['Purple and pink', [160, 40, 170]],
    ] as const;
    for (const [name, colour] of colours)
      for (const share of [1, 0.6]) {
        const other = name === 'Black' ? [250, 250, 250] : [10, 12, 14];
        const found = dominantColour(painted(share, colour, other), 0);
        assert.equal(colourNames[found.name]?.[0], name);
        assert.ok(Math.abs(found.share - share) < 0.02, `${name}: ${found.share} is not ${share}`);
      }
    assert.equal(dominantColour(new Int8Array(160), 0).name, -1);
  });
});

const known = (count: number, made: Made = {}) => {
  const columns = madeColumns(count, made);
  const zeros = new Uint8Array(count);
  const scores = Float64Array.from({ length: count }, (_, i) => i / Math.max(1, count));
  return {
    columns,
    scores: scoresKnown(columns, scores),
    bursts: Uint32Array.from({ length: count }, (_, i) => i >> 1).map((burst) => burst),
    decisions: { ids: columns.ids, pick: new Int8Array(count), stars: zeros, label: zeros },
    groups: null,
    subjects: null,
    leftOut: { video: 2 },
    unreadable: 1,
  };
};

const measured: Made = {
  signals: { exposure: [0.3, 0.4, 0.5, 0.6], sharpness: [0.1, 0.2, NaN, 0.3], players: [1, 2, 2] },
  takenMs: [1e12, 1e12 + 6e4, NaN, 1e12 + 9e5],
  shots: [{ lens: 'A <lens> & "more"', iso: 800, shutterSeconds: 1 / 640, aperture: 2.8 }],
  cameras: [0, 0, 1],
};

describe('insights of a folder', () => {
  it('have every photo once in every chart but those of files and people', () => {
    for (const count of [1, 4]) {
      const insights = insightsOf(known(count, measured));
      for (const insight of insights)
        if (!['files', 'people'].includes(insight.chart.id)) assertOnce(insight, count);
      const ids = insights.map(({ chart }) => chart.id);
      assert.equal(new Set(ids).size, ids.length);
      for (const id of [
        'scores',
        'sharpness-score',
        'bursts',
        'files',
        'time-exposure',
        'colours',
        'edges',
        'places',
        'sports',
        'people',
        'cameras',
        'shutter',
        'signal-exposure',
      ])
        assert.ok(ids.includes(id), id);
    }
  });

  it('say that there is nothing to show where nothing is, and never a number that is none', () => {
    for (const insight of [...insightsOf(known(0)), ...insightsOf(known(3))]) {
      assert.ok(insight.chart.said.length > 0 || insight.chart.marks.length > 0);
      const text = JSON.stringify(insight.chart);
      assert.doesNotMatch(text, /NaN|Infinity|undefined/, insight.chart.id);
    }
  });

  it('count files that are no photos, and those that could not be read', () => {
    const { chart } =
      insightsOf(known(4, measured)).find(({ chart: { id } }) => id === 'files') ?? {};
    assert.deepEqual(
      chart?.marks.map(({ label, count }) => [label, count]),
      [
        ['Photos', 4],
        ['Unreadable files', 1],
        ['Videos', 2],
      ],
    );
  });

  it('are drawn inside their picture, each mark where it can be hit', () => {
    for (const { chart } of insightsOf(known(4, measured))) {
      const { marks, widthPx, heightPx, texts } = drawChart(chart);
      assert.equal(marks.length, chart.marks.length);
      for (const { hit } of marks) {
        assert.ok(hit.x >= -0.01 && hit.x + hit.width <= widthPx + 0.01, chart.id);
        assert.ok(hit.y >= -0.01 && hit.y + hit.height <= heightPx + 0.01, chart.id);
      }
      for (const { x, y } of texts) assert.ok(Number.isFinite(x) && Number.isFinite(y), chart.id);
    }
  });
});

describe('insights as files', () => {
  const charts: Chart[] = insightsOf(known(4, measured)).map(({ chart }) => chart);

  it('are drawings that any program reads, with names as they are', () => {
    const problems: string[] = [];
    const parser = new DOMParser({ onError: (_, message) => problems.push(message) });
    for (const chart of charts) {
      const svg = parser.parseFromString(chartFile(chart), 'image/svg+xml');
      assert.equal(svg.getElementsByTagName('title')[0]?.textContent, chart.title);
    }
    assert.deepEqual(problems, []);
    assert.match(charts.map(chartFile).join(''), /A &lt;lens&gt; &amp; &quot;more/);
  });

  it('are a table in which the photos of each chart sum up', () => {
    const rows = csvRows(insightsCsv(charts));
    const shutter = rows.filter(({ chart }) => chart === 'Shutter');
    assert.deepEqual(
      shutter.map(({ label, photos }) => [label, photos]),
      [
        ['1/500 s', '1'],
        ['The file does not say', '3'],
      ],
    );
    for (const { title, id } of charts.filter(({ id }) => id.startsWith('time-'))) {
      const sum = rows.filter((row) => row['chart'] === title).map((row) => Number(row['photos']));
      assert.equal(
        sum.reduce((a, b) => a + b, 0),
        4,
        id,
      );
    }
  });

  it('are a page that asks nothing of anybody', () => {
    const page = insightsPage('match <1>', charts);
    assert.match(page, /<h1>Insights: match &lt;1&gt;<\/h1>/);
    assert.doesNotMatch(page, /https?:\/\/(?!www\.w3\.org\/2000\/svg)|<script/);
  });
});
