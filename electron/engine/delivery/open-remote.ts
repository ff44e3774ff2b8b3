// Opens a destination by its kind.

import type { Destination } from '../../../shared/delivery/deliveries.ts';
import { openFolder } from './folder.ts';
import { openFtp } from './ftp.ts';
import type { Remote, RemoteOptions } from './remote.ts';
import { openSftp } from './sftp.ts';

/** Lets in, and makes the folder where it is missing. */
export function openRemote(destination: Destination, options: RemoteOptions): Promise<Remote> {
  switch (destination.kind) {
    case 'folder':
      return openFolder(destination);
    case 'ftp':
    case 'ftps':
      return openFtp(destination, options);
    case 'sftp':
      return openSftp(destination, options);
  }
}
