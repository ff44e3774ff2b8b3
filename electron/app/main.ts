// The Electron host: one window, its menu, photos and page by their own schemes, and the engine process behind a port.

import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  type MessagePortMain,
  type OpenDialogOptions,
  type UtilityProcess,
} from 'electron';
import { cpSync, existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { folderParameter } from '../../shared/calls/host.ts';
import { cancelled, type Call } from '../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { channels } from './channels.ts';
import { menuOf } from './menu.ts';
import { makePrivateFolder } from '../disk/private.ts';
import { callsOver } from './electron-port.ts';
import { dataFolder, engineOptionsIn } from '../host/data-folder.ts';
import { imageHeaders, readImage } from '../host/image-files.ts';
import { openKeptSecrets, type KeptSecrets } from './kept-secrets.ts';
import { binRejects } from './reject-bin.ts';
import { openedFolders } from './opened-folders.ts';
import { pageFile, pageHeaders } from '../host/page-files.ts';
import { serveTrials } from './trials.ts';
import { proxyProbe, proxyVariables } from './system-proxy.ts';
import { readWindowState, saveWindowState } from './window-state.ts';

const here = import.meta.dirname;
/** The page of a packaged app lies inside it, that of a checkout in dist/. */
const pageFolder = app.isPackaged
  ? join(here, '../../dist/renderer')
  : join(here, '../../../renderer');
const pageOrigin = 'podium://app';
const data = dataFolder();
const engineOptions = engineOptionsIn(data);
const imagesFolder = join(engineOptions.cacheFolder, 'images');
const windowFile = join(data, 'window.json');

/** An engine that dies this young this often in a row will not get better by itself. */
const shortLifeMs = 5000;
const mostShortLives = 3;

let window: BrowserWindow | undefined;
let engine: UtilityProcess | undefined;
let askEngine: Call<PodiumContract> = () => Promise.reject(cancelled());
let engineEnvironment: NodeJS.ProcessEnv = process.env;
let shortLives = 0;
let quitting = false;
/** Once the app is ready: before, Electron has no keychain. */
let secrets: KeptSecrets | undefined;
/** Folders that the user chose in the system's dialog: the page may have albums written there, and nowhere else. */
const chosenFolders = new Set<string>();
/** Folders to show as soon as there is a page. */
let waitingFolders = openedFolders(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());

// Chromium's own things lie there too: one Podium for each data folder, and a second one only for another.
if (!existsSync(data)) makePrivateFolder(data);
makePrivateFolder(join(data, 'window'));
app.setPath('userData', join(data, 'window'));
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: 'podium', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  { scheme: 'photo', privileges: { standard: true, secure: true } },
]);

if (app.requestSingleInstanceLock()) listen();
else app.quit();

function listen(): void {
  app.on('second-instance', (_, args, from) => {
    openFolders(openedFolders(args.slice(1), from));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFolders(openedFolders([path], '/'));
  });
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    const stay = (event: { preventDefault(): void }) => {
      event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', stay);
  });
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (app.isReady()) showWindow();
  });
  ipcMain.on(channels.engine, (event) => {
    if (isOurPage(event)) handOverEngine();
  });
  ipcMain.handle(channels.chooseFolder, (event) => (isOurPage(event) ? chooseFolder() : null));
  ipcMain.handle(channels.chooseFile, (event) => (isOurPage(event) ? chooseFile() : null));
  ipcMain.handle(channels.keepSecret, (event, name: unknown, secret: unknown) => {
    if (isOurPage(event)) secrets?.keep(String(name), String(secret));
  });
  ipcMain.handle(channels.renameSecret, (event, before: unknown, name: unknown) => {
    if (isOurPage(event)) secrets?.rename(String(before), String(name));
  });
  ipcMain.handle(channels.moveRejectsToBin, (event, folders: unknown) =>
    isOurPage(event) ? binRejects(askEngine, folders, (path) => shell.trashItem(path)) : null,
  );
  ipcMain.on(channels.showInFolder, (event, path: unknown) => {
    if (!isOurPage(event) || typeof path !== 'string' || !isAbsolute(path)) return;
    if (existsSync(path)) shell.showItemInFolder(path);
  });
  void app.whenReady().then(start);
}

async function start(): Promise<void> {
  bringModels();
  denyEverything();
  protocol.handle('photo', answerPhoto);
  protocol.handle('podium', answerPage);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuOf({ openFolder: openChosen, isPackaged: app.isPackaged })),
  );
  secrets = openKeptSecrets(join(data, 'secrets.json'), safeStorage);
  engineEnvironment = { ...process.env, ...(await systemProxy()) };
  startEngine();
  handOverEngine(); // to a window that was asked for meanwhile
  showWindow();
}

/** A system that takes longer to say which proxy it uses is not waited for: Podium starts without one. */
const longestProxySearchMs = 500;

async function systemProxy(): Promise<Readonly<Record<string, string>>> {
  const search = session.defaultSession.resolveProxy(proxyProbe).catch(() => '');
  const limit = new Promise<string>((resolve) => {
    setTimeout(() => {
      resolve('');
    }, longestProxySearchMs).unref();
  });
  return proxyVariables(await Promise.race([search, limit]), process.env);
}

/** The packaged app carries the embedded models ready made; they are kept where downloaded ones go. */
function bringModels(): void {
  if (!app.isPackaged) return;
  const carried = join(process.resourcesPath, 'models');
  if (existsSync(carried))
    cpSync(carried, engineOptions.modelsFolder, { recursive: true, force: false });
}

/** The page needs no permission and no network: whatever asks is not ours. */
function denyEverything(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_, __, answer) => {
    answer(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];
  defaultSession.webRequest.onBeforeRequest({ urls }, (_, answer) => {
    answer({ cancel: true });
  });
}

function isOurPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return (
    senderFrame !== null &&
    senderFrame === window?.webContents.mainFrame &&
    senderFrame.url.startsWith(`${pageOrigin}/`)
  );
}

/** `photo://SIZE/HEX`, checked as it was asked: nothing else names a file. */
async function answerPhoto({ url }: { readonly url: string }): Promise<Response> {
  const [, size = '', contentHex = ''] = /^photo:\/\/(\w+)\/(\w+)$/.exec(url) ?? [];
  const jpeg = await readImage(imagesFolder, size, contentHex, (image) =>
    askEngine('photo.image', image),
  );
  return jpeg ? new Response(jpeg, { headers: imageHeaders }) : new Response(null, { status: 404 });
}

async function answerPage({ url }: { readonly url: string }): Promise<Response> {
  const [address = ''] = url.split(/[?#]/);
  const path = address === pageOrigin ? '/' : address.slice(pageOrigin.length);
  const ours = address === pageOrigin || address.startsWith(`${pageOrigin}/`);
  const file = ours ? await pageFile(pageFolder, path) : undefined;
  if (!file) return new Response('There is nothing here.', { status: 404 });
  return new Response(file.bytes, { headers: { ...pageHeaders('photo:'), ...file.headers } });
}

function startEngine(): void {
  const bornMs = Date.now();
  const child = utilityProcess.fork(
    join(here, 'engine-utility.ts'),
    [JSON.stringify(engineOptions)],
    { serviceName: 'Podium engine', stdio: 'inherit', env: engineEnvironment },
  );
  engine = child;
  serveTrials(child, (request) =>
    utilityProcess.fork(join(here, '../engine/trial/process.ts'), [request], {
      serviceName: 'Podium model trial',
      stdio: 'ignore',
    }),
  );
  for (const folder of chosenFolders) child.postMessage(folder);
  askEngine = callsOver(newPort(child));
  // A destination may have been removed by the command line since.
  for (const [name, secret] of secrets?.all() ?? [])
    askEngine('destination.unlock', { name, secret }).catch(() => undefined);
  child.once('exit', () => {
    if (engine === child) engine = undefined;
    if (quitting) return;
    shortLives = Date.now() - bornMs < shortLifeMs ? shortLives + 1 : 0;
    if (shortLives < mostShortLives) {
      startEngine();
      handOverEngine();
    } else {
      dialog.showErrorBox(
        'Podium cannot look at photos',
        `The part of Podium that analyses photos stopped ${mostShortLives} times in a row. Your photos and decisions are safe. Start Podium again; if that does not help, move the folder ${data} away.`,
      );
    }
  });
}

/** A new port to the engine, which holds its other end. */
function newPort(child: UtilityProcess): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage(null, [port1]);
  return port2;
}

/** Gives the page a port of its own to the engine: calls do not pass through here. */
function handOverEngine(): void {
  if (!window || !engine) return;
  window.webContents.postMessage(channels.engine, null, [newPort(engine)]);
}

function showWindow(): void {
  if (window) {
    if (window.isMinimized()) window.restore();
    window.focus();
    return;
  }
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const { maximised, ...bounds } = readWindowState(windowFile, displays);
  const opened = new BrowserWindow({
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Podium',
    webPreferences: {
      preload: join(here, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window = opened;
  opened.once('ready-to-show', () => {
    if (maximised) opened.maximize();
    opened.show();
  });
  opened.on('close', () => {
    saveWindowState(windowFile, { ...opened.getNormalBounds(), maximised: opened.isMaximized() });
  });
  opened.on('closed', () => {
    window = undefined;
  });
  opened.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason !== 'clean-exit' && !quitting) opened.webContents.reload();
  });
  void opened.loadURL(pageAddress());
}

function pageAddress(): string {
  const query = new URLSearchParams();
  for (const folder of waitingFolders) query.append(folderParameter, folder);
  waitingFolders = [];
  return query.size > 0 ? `${pageOrigin}/?${query.toString()}` : `${pageOrigin}/`;
}

function openFolders(folders: readonly string[]): void {
  if (window && folders.length > 0) window.webContents.send(channels.openFolders, folders);
  else waitingFolders.push(...folders);
  if (app.isReady()) showWindow();
}

async function chooseFolder(): Promise<string | null> {
  const folder = await choose({ title: 'Choose a folder', properties: ['openDirectory'] });
  if (folder === null) return null;
  chosenFolders.add(folder);
  engine?.postMessage(folder);
  return folder;
}

function chooseFile(): Promise<string | null> {
  return choose({ title: 'Choose a file', properties: ['openFile'] });
}

async function choose(options: OpenDialogOptions): Promise<string | null> {
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return filePaths[0] ?? null;
}

async function openChosen(): Promise<void> {
  const folder = await chooseFolder();
  if (folder !== null) openFolders([folder]);
}
