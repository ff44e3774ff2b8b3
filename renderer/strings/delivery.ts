// The words of where albums are sent, and of what is on its way there.

import type { DestinationKind } from '../../shared/delivery/deliveries.ts';
import { plural } from './numbers.ts';

const kinds: Record<DestinationKind, string> = {
  sftp: 'SFTP',
  ftps: 'FTP with TLS',
  ftp: 'FTP, not encrypted',
  folder: 'Folder',
};

const files = (number: number) => plural(number, 'file', 'files');

export const deliveryStrings = {
  open: 'Sending…',
  title: 'Sending',
  sendTo: 'Then send it to',
  nowhere: 'Nowhere',
  manage: 'Destinations…',
  queue: 'What is sent',
  queueEmpty:
    'Nothing is on its way. Choose in the album’s window where an album is sent when it is made.',
  destinations: 'Destinations',
  destinationsEmpty:
    'There is none yet: a server of your club or paper, or a folder on a network disk.',
  add: 'Add a destination…',
  edit: (name: string) => `Change ${name}`,
  editDo: 'Change…',
  remove: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} is removed.`,
  name: 'Name',
  kind: 'By',
  kinds,
  host: 'Server',
  port: 'Port',
  user: 'User',
  password: 'Password',
  passwordHint: 'Kept until Podium is closed.',
  passwordKept: 'Kept by the system’s keychain.',
  keyFile: 'Private key, if there is one (path of its file)',
  folder: 'Folder there',
  folderHint: 'Empty is where the server lets you in; it is made where it is missing.',
  folderLocal: 'Folder',
  none: 'None chosen',
  choose: 'Choose…',
  plainWarning: 'Everybody on the way can read the password and the photos.',
  cancel: 'Cancel',
  save: 'Save and test',
  testing: 'Looking whether it works…',
  works: (name: string) => `${name} works.`,
  trust: 'It is the right server',
  trustHint: 'Compare it with what the server’s keeper says.',
  forgetKey: 'Forget the server’s key',
  forgetKeyHint: (key: string) => `Trusted: ${key}`,
  goOn: 'Go on',
  again: 'Try again',
  now: 'Try now',
  stop: 'Cancel',
  stopName: (title: string) => `Cancel sending ${title}`,
  dismiss: (title: string) => `Take ${title} off the list`,
  to: (title: string, destination: string) => `${title} to ${destination}`,
  of: (done: number, total: number) => `${done} of ${files(total)}`,
  left: (time: string) => `${time} left`,
  states: {
    waiting: 'Waiting',
    sending: 'Sending',
    stopped: 'Stopped',
    cancelled: 'Cancelled',
    done: 'Sent',
  },
  already: (number: number) =>
    number === 1 ? '1 was there already' : `${number} were there already`,
  inSeconds: (time: string) => `Trying again in ${time}`,
  status: (done: number, total: number) => `Sending ${done} of ${files(total)}`,
  statusWaits: 'Sending waits',
  statusStopped: 'Sending stopped',
  sent: (number: number, destination: string) => `${files(number)} sent to ${destination}.`,
  queued: (destination: string) => `It is being sent to ${destination}.`,
} as const;
