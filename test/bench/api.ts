// The HTTP API under load: 50 programs at once ask what sport a photo shows, for a minute.
// Run: node test/bench/api.ts [SECONDS] [CLIENTS]
// Prints answers by status, latencies of the answered, and the memory of host and engine along the way.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadavg } from 'node:os';
import { startBrowserHost } from '../../electron/browser/browser-host.ts';
import { percentile } from '../../shared/arithmetic/vectors.ts';
import {
  dropFolder,
  engineOptions,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';
import { installColourClassifier } from '../fixtures/installed-classifier.ts';

const seconds = Number(process.argv[2] ?? 60);
const clients = Number(process.argv[3] ?? 50);
/** Distinct photos, so that no answer is found in a cache of the system's. */
const photoCount = 24;

const folder = temporaryFolder();
const modelsFolder = join(folder, 'models');
const host = await startBrowserHost({
  engine: { ...engineOptions(folder), modelsFolder },
  pageFolder: folder,
});

const statuses = new Map<string, number>();
const latencies: number[] = [];
const memory: { readonly hostMb: number; readonly engineMb: number }[] = [];

function count(status: string): void {
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

/** Memory of a process that is really in use, in MB; Linux only. */
function residentMb(pid: number | undefined): number {
  if (pid === undefined) return Number.NaN;
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? Number.NaN) / 1024;
}

async function ask(photo: Buffer<ArrayBuffer>): Promise<void> {
  const startedMs = performance.now();
  const response = await fetch(`${host.origin}/predict`, {
    method: 'POST',
    headers: { authorization: `Bearer ${host.token}`, 'content-type': 'image/jpeg' },
    body: photo,
  });
  const answer = await response.text();
  count(String(response.status));
  if (response.status === 200) latencies.push(performance.now() - startedMs);
  else if (response.status !== 429) console.log(answer);
  if (response.status === 429) {
    const waitS = Number(response.headers.get('retry-after') ?? 1);
    await new Promise((resolve) => setTimeout(resolve, 1000 * waitS));
  }
}

async function client(number: number, photos: readonly Buffer<ArrayBuffer>[], endMs: number) {
  for (let turn = number; performance.now() < endMs; turn++) {
    const photo = photos[turn % photos.length];
    if (photo)
      await ask(photo).catch((error: unknown) => {
        count(`broken: ${String(error)}`);
      });
  }
}

try {
  const photos = await Promise.all(
    Array.from({ length: photoCount }, async (_, number) => Buffer.from(await variedPhoto(number))),
  );
  await installColourClassifier(modelsFolder);
  const [first] = photos;
  if (first) await ask(first); // the models are opened
  statuses.clear();
  latencies.length = 0;
  const watch = setInterval(() => {
    memory.push({ hostMb: residentMb(process.pid), engineMb: residentMb(host.enginePid()) });
  }, 1000);
  const endMs = performance.now() + 1000 * seconds;
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number, photos, endMs)));
  clearInterval(watch);
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) => `${percentile(sorted, 100 * share).toFixed(0)} ms`;
  console.log(`${clients} clients for ${seconds} s, load ${loadavg()[0]?.toFixed(1) ?? ''}`);
  console.log(
    `answers: ${[...statuses].map(([status, times]) => `${status}: ${times}`).join(', ')}`,
  );
  console.log(`answered in: median ${at(0.5)}, 95 % within ${at(0.95)}, longest ${at(1)}`);
  const quarter = Math.max(1, Math.floor(memory.length / 4));
  const mean = (rows: typeof memory, name: 'hostMb' | 'engineMb') =>
    rows.reduce((sum, row) => sum + row[name], 0) / rows.length;
  for (const name of ['hostMb', 'engineMb'] as const)
    console.log(
      `${name}: ${mean(memory.slice(quarter, 2 * quarter), name).toFixed(0)} in the second quarter, ` +
        `${mean(memory.slice(-quarter), name).toFixed(0)} in the last`,
    );
} finally {
  await host.close();
  dropFolder(folder);
}
