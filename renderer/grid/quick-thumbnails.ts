// The small pictures of photos that have not been analysed.

import { opened, useShoot } from '../page/store.ts';

/** Name of each photo's quick picture by the photo's id, as hosts serve it, where there is one. */
export const useQuickPictures = (): ReadonlyMap<number, string> =>
  useShoot(({ known }) => known.quick).images;

/** What is on the screen now and has no picture. */
export function wantQuickThumbnails(ids: readonly number[]): void {
  opened().quick.want(ids);
}
