// The menu bar of the app: what the system expects there, and opening a folder.

/** What of Electron's menu items is used. */
type Item = {
  label?: string;
  accelerator?: string;
  click?: () => void;
  type?: 'separator';
  role?:
    | 'appMenu'
    | 'editMenu'
    | 'windowMenu'
    | 'close'
    | 'quit'
    | 'resetZoom'
    | 'zoomIn'
    | 'zoomOut'
    | 'togglefullscreen'
    | 'toggleDevTools';
  submenu?: Item[];
};

type MenuOptions = {
  readonly openFolder: () => Promise<void>;
  /** The tools of developers are there only in a checkout. */
  readonly isPackaged: boolean;
};

export function menuOf({ openFolder, isPackaged }: MenuOptions): Item[] {
  const isMac = process.platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open Folder…', accelerator: 'CmdOrCtrl+O', click: () => void openFolder() },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
      ],
    },
    { role: 'windowMenu' },
  ];
}
