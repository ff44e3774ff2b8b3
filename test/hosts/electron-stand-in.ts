// Stands in for the `electron` module, which needs its runtime: records what main and preload ask for, and carries their
// messages between them as Electron does.

import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

type Frame = { readonly url: string };
type Answer = { readonly cancel?: boolean };
type Handler = (event: { readonly senderFrame: Frame | null }, ...args: unknown[]) => unknown;

export const asked = {
  sandbox: false,
  quits: 0,
  paths: new Map<string, string>(),
  /** What `paths` held when the lock was asked for: it is taken in `userData`. */
  lockedIn: undefined as string | undefined,
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  protocols: new Map<string, (request: { url: string }) => Promise<Response>>(),
  permissionRequest: undefined as
    ((contents: unknown, name: string, answer: (granted: boolean) => void) => void) | undefined,
  permissionCheck: undefined as (() => boolean) | undefined,
  devicePermission: undefined as (() => boolean) | undefined,
  blocked: [] as string[],
  blocks: undefined as ((details: unknown, answer: (said: Answer) => void) => void) | undefined,
  menu: [] as MenuItem[],
  windows: [] as BrowserWindow[],
  shown: [] as string[],
  dialogs: [] as unknown[],
  errorBoxes: [] as string[],
  /** What the folder dialog answers next. */
  chosen: [] as string[],
  forks: [] as UtilityProcess[],
  /** Processes of trials, which are real ones here. */
  trials: [] as ChildProcess[],
  exposed: new Map<string, unknown>(),
};

type MenuItem = {
  readonly label?: string;
  readonly role?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
};

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  enableSandbox: () => {
    asked.sandbox = true;
  },
  setPath: (name: string, path: string) => {
    asked.paths.set(name, path);
  },
  requestSingleInstanceLock: () => {
    asked.lockedIn = asked.paths.get('userData');
    return true;
  },
  quit: () => {
    asked.quits += 1;
  },
  whenReady: () => Promise.resolve(),
  isReady: () => true,
});

export class WebContents extends EventEmitter {
  mainFrame = { url: '' };
  openHandler: (() => { action: string }) | undefined;
  reloads = 0;
  readonly sent: unknown[][] = [];

  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    this.sent.push([channel, ...args]);
    ipcRenderer.emit(channel, { ports: [] }, ...args);
  }
  postMessage(channel: string, message: unknown, ports: readonly MainPort[]): void {
    const plain = ports.map(({ port }) => port);
    this.sent.push([channel, message, plain]);
    ipcRenderer.emit(channel, { ports: plain }, message);
  }
  reload(): void {
    this.reloads += 1;
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly options: Record<string, unknown>;
  focused = 0;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    asked.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }
  show(): void {
    this.emit('show');
  }
  maximize(): void {
    this.emit('maximize');
  }
  focus(): void {
    this.focused += 1;
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  getNormalBounds(): object {
    return { x: 20, y: 30, width: 900, height: 700 };
  }
}

export const ipcMain = Object.assign(new EventEmitter(), {
  handlers: new Map<string, Handler>(),
  handle(channel: string, handler: Handler): void {
    ipcMain.handlers.set(channel, handler);
  },
});

/** What the page's own frame sends arrives with that frame as the sender. */
const sender = () => ({ senderFrame: asked.windows.at(-1)?.webContents.mainFrame ?? null });

export const ipcRenderer = Object.assign(new EventEmitter(), {
  send: (channel: string, ...args: unknown[]): void => {
    ipcMain.emit(channel, sender(), ...args);
  },
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> =>
    Promise.resolve(ipcMain.handlers.get(channel)?.(sender(), ...args)),
});

export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown): void => void asked.exposed.set(name, api),
};
export const webUtils = { getPathForFile: (file: { path: string }): string => file.path };
/** Seals by turning round, which shows whether it was asked. */
export const safeStorage = {
  isEncryptionAvailable: (): boolean => true,
  getSelectedStorageBackend: (): string => 'gnome_libsecret',
  encryptString: (text: string): Buffer => Buffer.from(Array.from(text).reverse().join('')),
  decryptString: (sealed: Buffer): string => Array.from(String(sealed)).reverse().join(''),
};

export const shell = { showItemInFolder: (path: string): void => void asked.shown.push(path) };
export const screen = {
  getAllDisplays: (): object[] => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};
export const dialog = {
  showOpenDialog: (...args: unknown[]): Promise<{ filePaths: string[] }> => {
    asked.dialogs.push(args.at(-1));
    return Promise.resolve({ filePaths: asked.chosen });
  },
  showErrorBox: (title: string, text: string): void =>
    void asked.errorBoxes.push(`${title}\n${text}`),
};

export const Menu = {
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu: (template: MenuItem[]): void => {
    asked.menu = template;
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: typeof asked.schemes): void => {
    asked.schemes = schemes;
  },
  handle: (scheme: string, answer: (request: { url: string }) => Promise<Response>): void =>
    void asked.protocols.set(scheme, answer),
};

export const session = {
  defaultSession: {
    resolveProxy: (): Promise<string> => Promise.resolve('PROXY proxy.example:8080; DIRECT'),
    setPermissionRequestHandler: (handler: typeof asked.permissionRequest): void => {
      asked.permissionRequest = handler;
    },
    setPermissionCheckHandler: (handler: () => boolean): void => {
      asked.permissionCheck = handler;
    },
    setDevicePermissionHandler: (handler: () => boolean): void => {
      asked.devicePermission = handler;
    },
    webRequest: {
      onBeforeRequest: (filter: { urls: string[] }, handler: typeof asked.blocks): void => {
        asked.blocked = filter.urls;
        asked.blocks = handler;
      },
    },
  },
};

/** A port as the engine's end sees it: messages come wrapped, as Electron's MessagePortMain does it. */
class MainPort extends EventEmitter {
  readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('message', (data: unknown) => this.emit('message', { data }));
    port.on('close', () => this.emit('close'));
  }
  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }
  start(): void {
    this.port.start();
  }
}

export class MessageChannelMain {
  readonly port1: MainPort;
  readonly port2: MainPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MainPort(port1);
    this.port2 = new MainPort(port2);
  }
}

/** The channel between main and the engine process, `process.parentPort` there. */
export const parentPort = Object.assign(new EventEmitter(), {
  postMessage(message: unknown): void {
    asked.forks.at(-1)?.emit('message', message);
  },
});

export class UtilityProcess extends EventEmitter {
  readonly entry: string;
  readonly args: readonly string[];
  readonly ports: MainPort[] = [];

  readonly env: NodeJS.ProcessEnv;

  constructor(entry: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    super();
    this.entry = entry;
    this.args = args;
    this.env = env;
    asked.forks.push(this);
  }
  postMessage(data: unknown, ports: readonly MainPort[] = []): void {
    this.ports.push(...ports);
    parentPort.emit('message', { data, ports });
  }
}

export const utilityProcess = {
  fork: (
    entry: string,
    args: readonly string[],
    options: { readonly env: NodeJS.ProcessEnv },
  ): UtilityProcess | ChildProcess => {
    if (!entry.includes('trial')) return new UtilityProcess(entry, args, options.env);
    const child = spawn(process.execPath, [entry, ...args], { stdio: 'ignore' });
    asked.trials.push(child);
    return child;
  },
};
