// Whether decisions.db still is the file that was opened.

import { statSync } from 'node:fs';
import { EngineError } from '../../../shared/calls/rpc.ts';

/** The check throws where it was moved away or replaced: what is written now would go where nobody looks. */
export function inPlaceCheck(decisionsFile: string): () => void {
  const inode = () => statSync(decisionsFile, { bigint: true, throwIfNoEntry: false })?.ino;
  const opened = inode();
  return () => {
    if (inode() === opened) return;
    const sentence = `${decisionsFile} was moved away or replaced while Podium was open. Close Podium and start it again.`;
    throw new EngineError('internal', sentence);
  };
}
