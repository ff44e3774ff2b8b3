// What a file that is not taken as a photo is, by its name.

import type { LeftOutKind } from '../../../shared/left-out.ts';
import { shownName } from './unreadable.ts';

/** Beside a photo: edits, catalogues, and the THM thumbnails of videos. */
const sidecars = /\.(xmp|aae|thm|pp3|dop|cos|cop|nksc|on1|lrcat|lrdata)$/i;
/** What other programs keep of a file before they write it (ExifTool, editors), and what is still being copied or downloaded. */
const unfinished =
  /(_original|_exiftool_tmp|~|\.(bak|orig|tmp|temp|part|partial|filepart|crdownload|download))$/i;
const videos =
  /\.(mp4|m4v|mov|qt|avi|mts|m2ts|m2t|ts|mxf|mkv|webm|mpg|mpeg|3gp|wmv|braw|r3d|insv|lrv)$/i;
const sounds = /\.(wav|mp3|m4a|aac|aif|aiff|amr|ogg|flac)$/i;

export function isXmp(name: string): boolean {
  return /\.xmp$/i.test(name);
}

/** The kind of a file whose name alone says that it is no photo, whatever it holds; null for any other. */
export function leftOutByName(name: string): 'sidecar' | 'unfinished' | null {
  if (sidecars.test(name)) return 'sidecar';
  return unfinished.test(name) ? 'unfinished' : null;
}

/** Why a file that was named by hand is not taken as a photo, whatever it holds; null where its name says nothing. */
export function notByName(name: string): string | null {
  if (leftOutByName(name) !== 'unfinished') return null;
  return `${shownName(name)} is a backup or an unfinished copy of another program, not a photo. Choose the photo itself.`;
}

/** The kind of a file that was found to hold no photo. */
export function kindOfOther(name: string): LeftOutKind {
  if (videos.test(name)) return 'video';
  return sounds.test(name) ? 'sound' : 'other';
}
