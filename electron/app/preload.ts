// What the page gets of Electron: the port to the engine and the few native verbs, nothing else.

import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { enginePort, type Binned, type Bridge } from '../../shared/calls/host.ts';
import { channels } from './channels.ts';

/** The window this script runs in; the DOM's types stay out of this layer. */
type PageWindow = {
  readonly location: { readonly origin: string };
  addEventListener(event: 'DOMContentLoaded', listener: () => void): void;
  postMessage(message: unknown, origin: string, ports: readonly unknown[]): void;
};
const page = globalThis as unknown as PageWindow;

type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0];

const bridge: Bridge<DroppedFile> = {
  platform: process.platform,
  chooseFolder: () => ipcRenderer.invoke(channels.chooseFolder) as Promise<string | null>,
  chooseFile: () => ipcRenderer.invoke(channels.chooseFile) as Promise<string | null>,
  pathOfDroppedFile: (file) => webUtils.getPathForFile(file),
  showInFolder: (path) => {
    ipcRenderer.send(channels.showInFolder, path);
  },
  moveRejectsToBin: (folders) =>
    ipcRenderer.invoke(channels.moveRejectsToBin, folders) as Promise<Binned>,
  keepSecret: (name, secret) =>
    ipcRenderer.invoke(channels.keepSecret, name, secret) as Promise<void>,
  renameSecret: (before, name) =>
    ipcRenderer.invoke(channels.renameSecret, before, name) as Promise<void>,
  onOpenFolders: (listener) =>
    void ipcRenderer.on(channels.openFolders, (_, folders: readonly string[]) => {
      listener(folders);
    }),
};

contextBridge.exposeInMainWorld('podium', bridge);

// Ports cannot cross the context bridge; a message of the window can carry them.
ipcRenderer.on(channels.engine, ({ ports }) => {
  page.postMessage(enginePort, page.location.origin, ports);
});

// The page's scripts have run by then and listen.
page.addEventListener('DOMContentLoaded', () => {
  ipcRenderer.send(channels.engine);
});
