// Opens a destination by its kind. What speaks to servers is loaded with the first one: few sessions send anything.

import type { Destination } from '../../../shared/delivery/deliveries.ts';
import { openFolder } from './folder.ts';
import type { Remote, RemoteOptions } from './remote.ts';

/** Lets in, and makes the folder where it is missing. */
export async function openRemote(
  destination: Destination,
  options: RemoteOptions,
): Promise<Remote> {
  switch (destination.kind) {
    case 'folder':
      return openFolder(destination);
    case 'ftp':
    case 'ftps': {
      const { openFtp } = await import('./ftp.ts');
      return openFtp(destination, options);
    }
    case 'sftp': {
      const { openSftp } = await import('./sftp.ts');
      return openSftp(destination, options);
    }
  }
}
