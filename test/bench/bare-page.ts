// A page in Chromium that nothing records: Playwright keeps the content of every image that the page has dropped, at
// each garbage collection, and that is up to 60 ms of the page's own time while thousands are scrolled by.

import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../e2e/browser.ts';
import type { Send, TraceEvent } from './page-watch.ts';

export type BarePage = {
  /** What the expression gives, a promise's value included. */
  evaluate(expression: string): Promise<unknown>;
  /** Resolves when the expression is true. */
  until(expression: string): Promise<void>;
  /** Everything that Chromium tells of these categories while something happens. */
  traced(categories: readonly string[], act: () => Promise<unknown>): Promise<TraceEvent[]>;
  readonly toPage: Send;
  readonly toBrowser: Send;
  close(): Promise<void>;
};

const size = '--window-size=1280,800';
const quiet = ['--headless=new', '--disable-gpu', '--no-first-run', '--disable-sync', size];

export async function openBarePage(address: string): Promise<BarePage> {
  const profile = mkdtempSync(join(tmpdir(), 'podium-profile-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const executable = findBrowser();
  if (executable === undefined) throw new Error('There is no browser to measure in.');
  const arguments_ = ['--remote-debugging-port=0', `--user-data-dir=${profile}`, ...quiet];
  const browser = spawn(executable, [...arguments_, ...asRoot], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise((resolve) => browser.once('close', resolve));
  const { send, traced, close } = await connected(await debuggerAddress(browser.stderr));
  const { targetId } = await send('Target.createTarget', { url: address });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const toPage: Send = (method, params) => send(method, params, String(sessionId));
  const evaluate = async (expression: string) => {
    const wanted = { expression, returnByValue: true, awaitPromise: true };
    const { result } = await toPage('Runtime.evaluate', wanted);
    return (result as { value?: unknown }).value;
  };
  return {
    evaluate,
    async until(expression) {
      // Between two documents there is nothing that could be asked.
      while ((await evaluate(expression).catch(() => false)) !== true)
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
    traced,
    toPage,
    toBrowser: send,
    async close() {
      close();
      browser.kill();
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Chromium names the address it listens at first of all. */
async function debuggerAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  for await (const text of stderr) {
    said += String(text);
    const address = /ws:\/\/\S+/.exec(said)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error(`Chromium did not start: ${said}`);
}

type Told = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly value?: TraceEvent[] };
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
};

async function connected(address: string): Promise<{
  send: (
    method: string,
    params?: object,
    sessionId?: string,
  ) => Promise<Readonly<Record<string, unknown>>>;
  traced: BarePage['traced'];
  close: () => void;
}> {
  const socket = new WebSocket(address);
  const told = new EventEmitter();
  let traceEvents: TraceEvent[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Told;
    if (message.method === 'Tracing.dataCollected') {
      for (const event of message.params?.value ?? []) traceEvents.push(event);
    } else told.emit(String(message.id ?? message.method), message);
  });
  await once(socket, 'open');
  let calls = 0;
  const send = async (method: string, params: object = {}, sessionId?: string) => {
    const id = ++calls;
    const answer = once(told, String(id));
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    const [{ result = {}, error }] = (await answer) as [Told];
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  return {
    send,
    async traced(categories, act) {
      traceEvents = [];
      const traceConfig = { includedCategories: categories };
      await send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
      await act();
      const complete = once(told, 'Tracing.tracingComplete');
      await send('Tracing.end');
      await complete;
      return traceEvents;
    },
    close() {
      socket.close();
    },
  };
}
