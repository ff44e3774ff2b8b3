// What went wrong with a file, in a photographer's words.

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EROFS: 'the disk can only be read',
  EACCES: 'there is no permission',
  EPERM: 'there is no permission',
  ENOENT: 'it is no longer there',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  ENAMETOOLONG: 'the path is too long',
  EIO: 'the disk reports an error',
  ENXIO: 'the disk is gone',
  ENODEV: 'the disk is gone',
  EFBIG: 'the file is too large for that disk',
  EMFILE: 'too many files are open',
  EBUSY: 'another program is using it',
  ERR_FS_FILE_TOO_LARGE: 'it has more than 2 GB',
};

/** The system's code of an error, such as ENOSPC; an empty string where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

const languageErrors = [RangeError, TypeError, ReferenceError];

/** Why a file could not be read or written, as the end of a sentence without its full stop. */
export function reasonOf(error: unknown): string {
  const known = reasons[errorCode(error)];
  if (known) return known;
  if (error instanceof SyntaxError) return 'it is no whole JSON';
  // What the language itself says ("Maximum call stack size exceeded") means something to nobody who takes photos.
  if (languageErrors.some((kind) => error instanceof kind))
    return 'Podium does not understand what is in it';
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
