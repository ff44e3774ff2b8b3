// A session of the page that is measured: the probe inside it, Chromium's trace around it, its memory.

import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { openSession, type Session } from '../e2e/pages/session.ts';

/** Opens a session whose pages carry the probe. */
export async function openMeasured(): Promise<Session> {
  const session = await openSession();
  await session.page.addInitScript({ content: await probe() });
  session.page.setDefaultTimeout(60_000);
  return session;
}

let built: string | undefined;

/** The script that watches from inside the page. */
export async function probe(): Promise<string> {
  if (built !== undefined) return built;
  const entry = fileURLToPath(new URL('in-page/probe.ts', import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'probe' } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('The probe was not built.');
  return (built = chunk.code);
}

export type Condition =
  'order' | 'pictures' | 'person' | 'photo' | 'photoPicture' | 'decided' | 'selection' | 'charts';

/** Milliseconds from an input to the painted frame in which each condition holds. */
export async function untilPainted(
  page: Page,
  kind: 'click' | 'keydown',
  conditions: readonly Condition[],
  act: () => Promise<void>,
): Promise<number[]> {
  await page.evaluate(`podiumProbe.arm('${kind}', ${JSON.stringify(conditions)})`);
  await act();
  return page.evaluate<number[]>('podiumProbe.result()');
}

export type Watched = {
  /** The longest tasks of the page's main thread and what ran in the longest, as a line to print. */
  readonly tasks: string;
  /** Between frames as the page's scripts see them, milliseconds. */
  readonly frames: readonly number[];
};

export type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time, where the system tells it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly functionName?: string } };
};

/** A command of Chromium's debugging protocol. */
export type Send = (method: string, params?: object) => Promise<Readonly<Record<string, unknown>>>;

export const categories = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8.execute',
  'blink.user_timing',
  '__metadata',
];

/** Records Chromium's trace while something happens in the page. */
export async function watching(page: Page, act: () => Promise<void>): Promise<Watched> {
  const browser = browserOf(page);
  await page.evaluate('podiumProbe.watch()');
  await browser.startTracing(page, { categories });
  await act();
  const trace = await browser.stopTracing();
  const { frames } = await page.evaluate<{ frames: number[] }>('podiumProbe.watched()');
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  return { frames, tasks: await withBrowser(page, (send) => tasksOf(traceEvents, send)) };
}

/** The longest tasks of the page's main thread in a trace, as a line to print. */
export async function tasksOf(
  traceEvents: readonly TraceEvent[],
  toBrowser: Send,
): Promise<string> {
  const pid = await processOf(toBrowser);
  const main = traceEvents.find(
    (event) => event.pid === pid && event.args?.name === 'CrRendererMain',
  );
  const own = traceEvents.filter(
    (event) => event.ph === 'X' && event.pid === pid && event.tid === main?.tid,
  );
  const tasks = own.filter(({ name }) => name === 'RunTask' || name.endsWith('::RunTask'));
  tasks.sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0));
  if (tasks.length === 0) throw new Error('The trace shows no task of the page.');
  return describe(tasks, own);
}

/** A task waits for the processor while others have it: its own processor time says what the page itself costs. */
function describe(tasks: readonly TraceEvent[], events: readonly TraceEvent[]): string {
  const [first] = tasks;
  const ms = (us: number) => (us / 1000).toFixed(0);
  const longest = tasks.slice(0, 3).map(({ dur = 0 }) => ms(dur));
  const own = tasks.flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur]));
  const processor =
    own.length > 0
      ? `${ms(own.reduce((most, us) => Math.max(most, us), 0))} ms of processor time at most`
      : 'processor time unknown';
  const parts = first ? partsOf(first, events) : '';
  return `longest tasks ${longest.join(', ')} ms, ${processor} (${parts})`;
}

function partsOf(task: TraceEvent, events: readonly TraceEvent[]): string {
  const end = task.ts + (task.dur ?? 0);
  const inside = events.filter(
    ({ name, ts, dur = 0 }) =>
      ts >= task.ts && ts + dur <= end && dur > 1000 && !name.endsWith('RunTask'),
  );
  const parts = inside.map(
    ({ name, dur = 0, args }) =>
      `${name}${args?.data?.functionName ? ` ${args.data.functionName}` : ''} ${(dur / 1000).toFixed(0)}`,
  );
  return [...new Set(parts)].slice(0, 12).join(', ');
}

/** Id of the process that draws the page: the one of Chromium's renderers that has worked most. */
async function processOf(toBrowser: Send): Promise<number> {
  const { processInfo } = await toBrowser('SystemInfo.getProcessInfo');
  const all = processInfo as readonly { type: string; id: number; cpuTime: number }[];
  const renderers = all.filter(({ type }) => type === 'renderer');
  renderers.sort((a, b) => b.cpuTime - a.cpuTime);
  return renderers[0]?.id ?? 0;
}

function browserOf(page: Page): Browser {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser of its own.');
  return browser;
}

async function withBrowser<T>(page: Page, use: (send: Send) => Promise<T>): Promise<T> {
  const session = await browserOf(page).newBrowserCDPSession();
  const send = session.send.bind(session) as Send;
  return use(send).finally(() => session.detach());
}

/** `memoryIn` of a page that Playwright holds. */
export async function memoryOf(page: Page): Promise<string> {
  const client = await page.context().newCDPSession(page);
  const toPage = client.send.bind(client) as Send;
  const text = await withBrowser(page, (toBrowser) => memoryIn(toPage, toBrowser));
  await client.detach();
  return text;
}

/** MB of the page: its script heap, what its process uses now and what it used at most. */
export async function memoryIn(toPage: Send, toBrowser: Send): Promise<string> {
  await toPage('Performance.enable');
  const { metrics } = await toPage('Performance.getMetrics');
  const told = metrics as readonly { name: string; value: number }[];
  const heap = told.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN;
  const pid = await processOf(toBrowser);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const proportional = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const mb = (text: string, field: string) =>
    (Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? NaN) / 1024).toFixed(0);
  return [
    `script heap ${(heap / 2 ** 20).toFixed(0)} MB`,
    `process ${mb(proportional, 'Pss')} MB (proportional), ${mb(status, 'VmRSS')} MB resident`,
    `${mb(status, 'VmHWM')} MB resident at most`,
  ].join(', ');
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** One line of the result, with the load of the machine while it was measured. */
export function say(line: string): void {
  console.log(`${line}   [load ${(loadavg()[0] ?? NaN).toFixed(1)}]`);
}

export function spread(values: readonly number[]): string {
  const ms = (value: number) => value.toFixed(0);
  return `median ${ms(median(values))} ms, 95 % ${ms(quantile(values, 0.95))} ms, most ${ms(Math.max(...values))} ms of ${values.length}`;
}
