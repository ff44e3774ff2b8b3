// How long the insights of 50,000 photos take from their columns to every chart drawn, and how large what is drawn is.
// Run: node test/bench/insights.ts [PHOTOS]   The page's own time, by key to painted charts: test/bench/page.ts ranking.

import { createEngine } from '../../electron/engine/engine.ts';
import { insightsOfFolders } from '../../electron/host/insights.ts';
import { rankOpened } from '../../electron/host/rank-folders.ts';
import { drawChart } from '../../shared/insights/drawn.ts';
import { insightsOf, scoresKnown } from '../../shared/insights/insights.ts';
import { presetWeights } from '../../shared/ranking/presets.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { fillLargeCache } from '../fixtures/large-cache.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';

const count = Number(process.argv[2] ?? 50_000);
const rounds = 7;

const data = temporaryFolder();
const options = engineOptions(data);
const input = { folders: ['/photos/season'], recursive: true };
const { signal } = new AbortController();
try {
  await fillLargeCache(options, '/photos/season', { photos: count, people: 600 });
  const engine = createEngine(options);
  const { call } = engine;
  const columns = await call('folder.columns', input);
  const weights = presetWeights(defaultSettings, 'sports');
  const wanted = { settings: defaultSettings, weights, references: [] };
  const ranking = await rankOpened(call, input, columns, wanted, signal);
  const started = performance.now();
  const subjects = await call('folder.subjects', input);
  say(`where subjects stand: ${since(started)} ms`);
  const groups = await call('person.groups', input);
  const took: number[] = [];
  let marks = 0;
  for (let round = 0; round < rounds; round++) {
    const startMs = performance.now();
    const charts = insightsOf({
      ...{ columns, groups, subjects, leftOut: {}, unreadable: 0 },
      ...{ bursts: ranking.bursts, decisions: ranking.decisions },
      scores: scoresKnown(columns, ranking.scores),
    }).map(({ chart }) => chart);
    marks = charts.map(drawChart).reduce((sum, drawing) => sum + drawing.marks.length, 0);
    took.push(performance.now() - startMs);
  }
  took.sort((a, b) => a - b);
  const median = took[took.length >> 1] ?? NaN;
  say(
    `insights of ${count} photos, worked out and drawn: median ${median.toFixed(0)} ms, slowest ${(took.at(-1) ?? NaN).toFixed(0)} ms of ${rounds}; ${marks} marks`,
  );
  const whole = performance.now();
  await insightsOfFolders(call, { input, ranking, leftOut: {}, unreadable: 0 }, signal);
  say(`as a command does it, people known: ${since(whole)} ms`);
  await engine.close();
} finally {
  dropFolder(data);
}

function since(startMs: number): string {
  return (performance.now() - startMs).toFixed(0);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
