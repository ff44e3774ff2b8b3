// How long the engine takes at 50,000 photos and faces: columns, a person found, people grouped, decisions.

import { createEngine } from '../../electron/engine/engine.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { fillLargeCache } from '../fixtures/large-cache.ts';

const count = Number(process.argv[2] ?? 50_000);
const rounds = 7;

const data = temporaryFolder();
const folder = '/photos/season';
const options = engineOptions(data);
try {
  await timed('fill the cache', 1, () =>
    fillLargeCache(options, folder, { photos: count, people: 600 }),
  );
  const engine = createEngine(options);
  const input = { folders: [folder] };
  await timed('folder.columns, first', 1, () => engine.call('folder.columns', input));
  await timed('folder.columns, again', rounds, () => engine.call('folder.columns', input));
  const { ids } = await engine.call('folder.columns', input);
  const references = [{ id: ids[17] ?? 0, ordinal: 0 }];
  await timed('person.match, first', 1, () =>
    engine.call('person.match', { ...input, references }),
  );
  await timed('person.match', rounds, () => engine.call('person.match', { ...input, references }));
  await timed('decision.read', rounds, () => engine.call('decision.read', input));
  const changes = [...ids.subarray(0, 2000)].map((id) => ({ id, stars: 3 }));
  await timed('decision.write, 2,000 photos', rounds, () =>
    engine.call('decision.write', { changes }),
  );
  await timed('decision.read, 2,000 decided', rounds, () => engine.call('decision.read', input));
  const gaps = watchGaps();
  await timed('person.groups, first', 1, async () => {
    const { groups } = await engine.call('person.groups', input);
    console.log(`${groups.length} groups, the largest of ${groups[0]?.size ?? 0} faces`);
  });
  console.log(`longest time the engine did not answer: ${gaps().toFixed(0)} ms`);
  await timed('person.groups, again', rounds, () => engine.call('person.groups', input));
  await engine.close();
} finally {
  dropFolder(data);
}

async function timed(what: string, times: number, run: () => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  for (let round = 0; round < times; round++) {
    const startMs = performance.now();
    await run();
    took.push(performance.now() - startMs);
  }
  took.sort((a, b) => a - b);
  console.log(`${what}: ${(took[took.length >> 1] ?? 0).toFixed(1)} ms (median of ${times})`);
}

/** Returns how long the event loop was blocked at most. */
function watchGaps(): () => number {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  return () => {
    clearInterval(timer);
    return Math.max(longest, performance.now() - last);
  };
}
