// What a host offers the page besides the engine: choosing folders, and in Electron the few native verbs.

/**
 * One level of folders, for choosing one where no native dialog is: `GET /folders?path=…` of the browser host. The same
 * by POST chooses the folder: albums may be made in it from then on.
 */
export type FolderList = {
  /** Absolute path of the folder that is shown. */
  readonly path: string;
  /** Null at the top. */
  readonly parent: string | null;
  /** Photos directly in this folder, told by their names' endings. */
  readonly photos: number;
  readonly folders: readonly {
    readonly name: string;
    readonly path: string;
    /** Photos directly in it; null where it may not be read, or too many folders are shown to look into each. */
    readonly photos: number | null;
  }[];
  /** Where photos usually are: pictures, home, drives and cards. */
  readonly places: readonly { readonly name: string; readonly path: string }[];
};

/** How many photos are in the bin now, and why not all, as a sentence; null where all are. */
export type Binned = { readonly photos: number; readonly problem: string | null };

/** What `window.podium` is in Electron; undefined in a plain browser. `DroppedFile` is the DOM's File. */
export type Bridge<DroppedFile> = {
  /** As Node names it: `darwin`, `win32`, `linux`. */
  readonly platform: string;
  /** The system's dialog. Null when the user thought better of it. */
  readonly chooseFolder: () => Promise<string | null>;
  /** As above, for one file of any kind. */
  readonly chooseFile: () => Promise<string | null>;
  /** Absolute path of a file or folder dropped on the page; empty when it has none. */
  readonly pathOfDroppedFile: (file: DroppedFile) => string;
  readonly showInFolder: (path: string) => void;
  /** Puts the rejected photos of folders into the system's bin, with all that belongs to them. */
  readonly moveRejectsToBin: (folders: readonly string[]) => Promise<Binned>;
  /** Keeps the password of a destination in the system's keychain, where there is one; an empty one is forgotten. */
  readonly keepSecret: (name: string, secret: string) => Promise<void>;
  readonly renameSecret: (before: string, name: string) => Promise<void>;
  /** Folders that the user opened with Podium while it was running already. */
  readonly onOpenFolders: (listener: (folders: readonly string[]) => void) => void;
};

/**
 * Data of the window's `message` event, from the window itself, that carries a port to the engine in `ports[0]`: one when the
 * page has loaded, one more each time the engine was started again.
 */
export const enginePort = 'podium-engine-port';

/** What a tab of the browser gets for its ticket: `POST /enter` of the browser host. It keeps all three in memory. */
export type Entered = {
  /** Opens everything, in the header `keyHeader`. */
  readonly key: string;
  /** Opens images, in the query parameter `imageKeyParameter`: an `<img>` sends no header of ours. */
  readonly imageKey: string;
  /** The ticket for coming back when the tab is loaded again. */
  readonly next: string;
};

export const keyHeader = 'x-podium-key';
export const imageKeyParameter = 'key';

/** What the fragment of an address that lets a tab in starts with; the ticket follows. */
export const ticketStart = '#ticket=';

/** Query parameter of the page's address, once for each folder to open at the start. */
export const folderParameter = 'folder';
