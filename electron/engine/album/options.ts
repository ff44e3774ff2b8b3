// How an album is made, as its user chose, and what it is made of.

import type { Caption } from '../../../shared/captions/caption.ts';
import type { CopyForm } from '../../../shared/album/copies.ts';
import type { AlbumItem } from '../../../shared/contract.ts';
import type { Mapping } from '../exchange/described.ts';

/** A photo of an album by the file that stands for it, whose id the caller named. */
export type AlbumPhoto = Omit<AlbumItem, 'id' | 'copy'> & {
  readonly path: string;
  /** What the user wrote about it; what its file says goes with the file. */
  readonly caption: Caption;
};

export type AlbumOptions = {
  /** Folder of the album; made when it does not exist. */
  readonly to: string;
  /** `{rank}`, `{rank:3}`, `{name}`, `{date}`, `{time}`, `{score}`, `{score:2}`; the extension follows. */
  readonly template: string;
  /** How the copies are made; null copies the files as they are. */
  readonly copies: CopyForm | null;
  /** Write people, sport, faces and decisions into a sidecar beside each copy. */
  readonly xmp: boolean;
  /** Remove the originals, with their companions and sidecars, once their copies are verified. */
  readonly move: boolean;
  readonly dryRun: boolean;
  /** In which fields picks and rejects leave, where not as usual. */
  readonly mapping?: Mapping;
  /** Where photos are put aside or brought back: no album is made then. */
  readonly aside?: Aside;
};

/** How photos are moved that no album is made of; on one disk no byte of them is copied. */
export type Aside = {
  /** What is done to them, as "3 of 5 photos were moved". */
  readonly done: string;
  /** Names by the paths of the photos, before any number; they had them already. */
  readonly stems: ReadonlyMap<string, string>;
  /** Whether the folder is kept out of scans from now on, where it held nothing. */
  readonly hides: boolean;
  /**
   * Whether each photo gets a name that nothing there has, whatever its ending: what lies under it is all the photo's then.
   * Else names are as in an album, and a file that stands there already, to the byte, takes the place of the one moved.
   */
  readonly alone: boolean;
};
