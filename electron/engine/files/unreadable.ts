// The sentence about a photo that could not be read.

import { basename } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';

/** @param reason the end of "IMG_0412.JPG could not be read: ...", without its full stop */
export function unreadable(name: string, reason: string, cause?: unknown): EngineError {
  return new EngineError('unreadable', `${shownName(name)} could not be read: ${reason}.`, {
    cause,
  });
}

/** The name on one line: a newline or another control character in it becomes a space. */
export function shownName(path: string): string {
  return basename(path).replace(/\p{Cc}/gu, ' ');
}
