// The names of the messages between main and preload.

export const channels = {
  /** From the page: it wants a port to the engine. To the page: here it is. */
  engine: 'podium:engine',
  chooseFolder: 'podium:choose-folder',
  chooseFile: 'podium:choose-file',
  keepSecret: 'podium:keep-secret',
  renameSecret: 'podium:rename-secret',
  moveRejectsToBin: 'podium:move-rejects-to-bin',
  showInFolder: 'podium:show-in-folder',
  openFolders: 'podium:open-folders',
} as const;
