// The inputs of what is sent and where to, checked once where a call arrives.

import { z } from 'zod';

const noControls = /^[^\p{Cc}]*$/u;
/** Commands of FTP are lines: what breaks one would be the next command. */
const line = z.string().trim().max(1000).regex(noControls, 'must be one line');
const name = z.string().trim().min(1).max(80).regex(noControls, 'must be one line');

const server = {
  name,
  host: line.min(1).max(253),
  port: z.int().min(1).max(65_535),
  user: line.max(200),
  folder: line,
};

export const destination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), name, folder: z.string().min(1) }),
  z.object({ kind: z.enum(['ftp', 'ftps']), ...server }),
  z.object({ kind: z.literal('sftp'), ...server, keyFile: z.string().min(1).nullable() }),
]);

/** In place of the one that was called `before`, where the name is another now. */
export const savedDestination = z.object({ destination, before: name.nullable().default(null) });

export const destinationName = z.object({ name });

/** A password, or the words that open a private key. */
export const secret = z.object({ name, secret: z.string().max(1000) });

/** Null forgets what was taken for the right server. */
export const trust = z.object({ name, fingerprint: z.string().min(1).max(200).nullable() });

/** Files and folders by their absolute paths; a folder stands for all that is in it. */
export const sent = z.object({
  destination: name,
  paths: z.array(z.string().min(1)).min(1).max(100_000),
});

export const deliveryId = z.object({ id: z.int().nonnegative() });

export const deliveryRun = z.object({
  /** Ends when for so long nothing could be sent, seconds. */
  patienceS: z.number().min(0).max(1e6),
});
