// What Electron's main and preload do for the window, the page and the engine.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { saveImage } from '../../electron/engine/cache/images.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { enginePort, type Bridge } from '../../shared/calls/host.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import { albumInput } from '../fixtures/album-item.ts';
import { modelsFolder } from '../fixtures/match-folder.ts';
import { app, asked, ipcMain, type BrowserWindow } from './electron-stand-in.ts';
import { runMain, type RunningMain } from './run-main.ts';

const content = 'ab'.repeat(32);
const jpeg = Buffer.from('a thumbnail');

let main: RunningMain;
let data: string;
/** What the page asks, over the port that it got. */
let pageAsks: Call<PodiumContract>;
/** What preload posts to the page's window. */
let posted: RunningMain['posted'];

function window(): BrowserWindow {
  const opened = asked.windows.at(-1);
  assert.ok(opened);
  return opened;
}

function bridge(): Bridge<{ path: string }> {
  return asked.exposed.get('podium') as Bridge<{ path: string }>;
}

function answerOf(url: string): Promise<Response> {
  const answer = asked.protocols.get(new URL(url).protocol.slice(0, -1));
  assert.ok(answer);
  return answer({ url });
}

before(async () => {
  main = await runMain((data) => {
    saveImage(join(data, 'images'), Buffer.from(content, 'hex'), 'thumbnail', jpeg);
  });
  ({ data, posted } = main);
});
after(() => {
  main.close();
});

describe('the window', () => {
  it('gives the page no Node, a sandbox and a world of its own', () => {
    const { webPreferences } = window().options as { webPreferences: Record<string, unknown> };
    assert.ok(asked.sandbox, 'the sandbox is on for every process');
    assert.equal(webPreferences['contextIsolation'], true);
    assert.equal(webPreferences['sandbox'], true);
    assert.equal(webPreferences['nodeIntegration'], false);
    assert.equal(webPreferences['nodeIntegrationInWorker'], false);
    assert.equal(webPreferences['nodeIntegrationInSubFrames'], false);
    assert.equal(webPreferences['webSecurity'], true);
    assert.equal(webPreferences['webviewTag'], false);
    assert.ok(existsSync(String(webPreferences['preload'])));
  });

  it('shows our page with the folders of the command line', () => {
    const { url } = window().webContents.mainFrame;
    assert.equal(url, `podium://app/?${new URLSearchParams({ folder: data }).toString()}`);
  });

  it('keeps its place for the next start', () => {
    window().emit('close');
    const kept: unknown = JSON.parse(readFileSync(join(data, 'window.json'), 'utf8'));
    assert.deepEqual(kept, { x: 20, y: 30, width: 900, height: 700, maximised: false });
  });

  it('goes nowhere and opens nothing', () => {
    const { webContents } = window();
    for (const event of [
      'will-navigate',
      'will-frame-navigate',
      'will-redirect',
      'will-attach-webview',
    ]) {
      let prevented = false;
      webContents.emit(event, { preventDefault: () => (prevented = true) });
      assert.ok(prevented, event);
    }
    assert.deepEqual(webContents.openHandler?.(), { action: 'deny' });
  });

  it('loads the page again when its process dies', () => {
    window().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    assert.equal(window().webContents.reloads, 1);
  });
});

describe('permissions', () => {
  it('are all refused', () => {
    let granted: boolean | undefined;
    asked.permissionRequest?.({}, 'media', (answer) => (granted = answer));
    assert.equal(granted, false);
    assert.equal(asked.permissionCheck?.(), false);
    assert.equal(asked.devicePermission?.(), false);
  });

  it('leave no way to the network or to files', () => {
    let said: { readonly cancel?: boolean } = {};
    asked.blocks?.({}, (answer) => (said = answer));
    assert.deepEqual(said, { cancel: true });
    for (const scheme of ['http', 'https', 'ws', 'wss', 'file'])
      assert.ok(asked.blocked.includes(`${scheme}://*/*`), scheme);
  });
});

describe('our schemes', () => {
  it('are standard and secure, and bypass no policy', () => {
    const names = asked.schemes.map(({ scheme }) => scheme);
    assert.deepEqual(names, ['podium', 'photo']);
    for (const { privileges } of asked.schemes) {
      assert.ok(privileges['standard'] && privileges['secure']);
      assert.equal(privileges['bypassCSP'], undefined);
      assert.equal(privileges['corsEnabled'], undefined);
    }
  });

  it('serve the page with a policy without inline scripts', async () => {
    const response = await answerOf('podium://app/?folder=%2Fx');
    assert.equal(response.status, 200);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self';/);
    assert.match(policy, /img-src 'self' blob: photo:;/);
    assert.doesNotMatch(policy, /unsafe/);
  });

  it('serve a cached photo', async () => {
    const response = await answerOf(`photo://thumbnail/${content}`);
    assert.equal(response.headers.get('content-type'), 'image/jpeg');
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), jpeg);
  });

  for (const path of [
    'photo://thumbnail/../../../etc/passwd',
    'photo://thumbnail/%2e%2e%2fcache.db',
    `photo://thumbnail/..%2fthumbnail%2fab%2f${content}`,
    `photo://thumbnail/${content}.jpg`,
    `photo://thumbnail/${content.toUpperCase()}`,
    `photo://originals/${content}`,
    'photo:///etc/passwd',
    'podium://app/../window.json',
    'podium://app/%2e%2e/window.json',
    'podium://app//etc/passwd',
    'podium://other/index.html',
  ])
    it(`refuse ${path}`, async () => {
      assert.equal((await answerOf(path)).status, 404);
    });
});

describe('the engine', () => {
  it('answers the page over its own port, past main', async () => {
    pageAsks = await main.connectPage();
    assert.equal(posted.length, 1, 'the page got a port');
    const first = posted[0] ?? assert.fail();
    assert.equal(first.message, enginePort);
    assert.equal(first.origin, 'podium://app');
    assert.equal((await pageAsks('settings.read', {}))['faces.minHeightPx'], 40);
    assert.equal((await answerOf(`photo://full/${content}`)).status, 404); // of no photo
  });

  it("writes for the page only where the user chose in the system's dialog", async () => {
    const exportTo = (to: string) => pageAsks('album.export', { items: [albumInput(1e6)], to });
    await assert.rejects(exportTo(data), { message: /Choose the folder first/ });
    asked.chosen = [data];
    await bridge().chooseFolder();
    await assert.rejects(exportTo(join(data, 'album')), { code: 'not-found' });
  });

  it('downloads through the proxy of the system', () => {
    const { env } = asked.forks[0] ?? {};
    assert.equal(env?.['HTTPS_PROXY'], 'http://proxy.example:8080');
    assert.equal(env['PODIUM_MODELS'], modelsFolder);
  });

  it('starts again when it dies, and the page gets a new port', () => {
    const [forks, ports] = [asked.forks.length, posted.length];
    asked.forks.at(-1)?.emit('exit', 1);
    assert.equal(asked.forks.length, forks + 1);
    assert.equal(posted.length, ports + 1);
  });

  it('gives up with a sentence when it cannot live', () => {
    const forks = asked.forks.length;
    for (let death = 0; death < 5; death++) asked.forks.at(-1)?.emit('exit', 1);
    assert.ok(asked.forks.length - forks < 5);
    assert.match(asked.errorBoxes[0] ?? '', /decisions are safe/);
  });

  it('is not handed to a frame that is not our page', () => {
    const ports = posted.length;
    for (const senderFrame of [null, { url: 'https://example.org/' }, { url: 'podium://app/' }])
      ipcMain.emit('podium:engine', { senderFrame });
    assert.equal(posted.length, ports);
  });
});

describe('the native verbs', () => {
  it('are all that the page sees of Electron', () => {
    assert.deepEqual([...asked.exposed.keys()], ['podium']);
    const verbs = [
      'chooseFile',
      'chooseFolder',
      'keepSecret',
      'moveRejectsToBin',
      'onOpenFolders',
      'pathOfDroppedFile',
      'platform',
      'renameSecret',
      'showInFolder',
    ];
    assert.deepEqual(Object.keys(bridge()).sort(), verbs);
    assert.equal(bridge().platform, process.platform);
  });

  it('choose a folder, or none', async () => {
    asked.chosen = ['/photos/match'];
    assert.equal(await bridge().chooseFolder(), '/photos/match');
    asked.chosen = [];
    assert.equal(await bridge().chooseFolder(), null);
    assert.deepEqual((asked.dialogs[0] as { properties: unknown }).properties, ['openDirectory']);
  });

  it('choose a file, or none', async () => {
    asked.chosen = ['/models/sface.onnx'];
    assert.equal(await bridge().chooseFile(), '/models/sface.onnx');
    assert.deepEqual((asked.dialogs.at(-1) as { properties: unknown }).properties, ['openFile']);
    asked.chosen = [];
    assert.equal(await bridge().chooseFile(), null);
  });

  it('choose nothing for a stranger', async () => {
    const dialogs = asked.dialogs.length;
    for (const channel of ['podium:choose-folder', 'podium:choose-file']) {
      const choose = ipcMain.handlers.get(channel);
      assert.equal(await choose?.({ senderFrame: { url: 'podium://app/' } }), null);
    }
    assert.equal(asked.dialogs.length, dialogs);
  });

  it('keep the password of a destination as the keychain has sealed it, and forget it', async () => {
    const file = join(data, 'secrets.json');
    await bridge().keepSecret('Club', 'a good word');
    await bridge().renameSecret('Club', 'Paper');
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), {
      Paper: Buffer.from('drow doog a').toString('base64'),
    });
    const keep = ipcMain.handlers.get('podium:keep-secret');
    await keep?.({ senderFrame: { url: 'podium://app/' } }, 'Paper', 'of a stranger');
    await bridge().keepSecret('Paper', '');
    assert.ok(!existsSync(file));
  });

  it('tell the path of a dropped file', () => {
    assert.equal(bridge().pathOfDroppedFile({ path: '/photos/match' }), '/photos/match');
  });

  it('show a file that is there, by its whole path, and only to our page', () => {
    const file = join(data, 'window.json');
    for (const path of ['window.json', '/nowhere at all', 7 as unknown as string])
      bridge().showInFolder(path);
    ipcMain.emit('podium:show-in-folder', { senderFrame: { url: 'https://example.org/' } }, file);
    assert.deepEqual(asked.shown, []);
    bridge().showInFolder(file);
    assert.deepEqual(asked.shown, [file]);
  });
});

describe('opening folders while Podium runs', () => {
  it('is for one Podium on one data folder', () => {
    assert.equal(asked.lockedIn, join(data, 'window'));
    assert.ok(existsSync(join(data, 'window')), 'Electron wants it to be there');
  });

  it('passes them to the page and shows the window', () => {
    const opened: string[][] = [];
    bridge().onOpenFolders((folders) => opened.push([...folders]));
    app.emit('second-instance', {}, ['podium', '--flag', '.'], data);
    app.emit('open-file', { preventDefault: () => undefined }, join(data, 'window.json'));
    assert.deepEqual(opened, [[data], [data]]);
    assert.equal(window().focused, 2);
  });

  it('works from the menu', async () => {
    const open = asked.menu
      .flatMap(({ submenu }) => submenu ?? [])
      .find(({ label }) => label === 'Open Folder…');
    asked.chosen = ['/photos/match'];
    open?.click?.();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(window().webContents.sent.at(-1), ['podium:open-folders', ['/photos/match']]);
  });

  it('opens a window again after it was closed', () => {
    const windows = asked.windows.length;
    window().emit('closed');
    app.emit('second-instance', {}, ['podium', data], '/');
    assert.equal(asked.windows.length, windows + 1);
    assert.match(window().webContents.mainFrame.url, /^podium:\/\/app\/\?folder=/);
  });
});
