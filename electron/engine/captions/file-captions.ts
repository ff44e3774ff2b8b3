// What files say of their photos as a caption: the sidecar first, then the photo itself.

import { mergeCaptions, type Caption } from '../../../shared/captions/caption.ts';
import type { Rows } from '../stage.ts';

export type FileCaptions = {
  /** By the places in `ids`; those of which nothing is said are left out. */
  of(ids: ArrayLike<number>): Map<number, Caption>;
};

type CaptionRow = readonly [place: number, caption: string | null];

export function openFileCaptions(rows: Rows): FileCaptions {
  return {
    of(ids) {
      const beside = rows.read<CaptionRow>(
        `SELECT wanted.key, caption FROM json_each(@ids) AS wanted
           CROSS JOIN sidecars ON sidecars.file = wanted.value WHERE caption IS NOT NULL`,
        { ids: JSON.stringify(Array.from(ids)) },
      );
      const inside = rows.ofPhotos<CaptionRow>(ids, 'caption', 'facts');
      const captions = new Map<number, Caption>();
      for (const [place, json] of [...beside, ...inside]) {
        if (json === null) continue;
        const said = JSON.parse(json) as Caption;
        captions.set(place, mergeCaptions(captions.get(place) ?? {}, said));
      }
      return captions;
    },
  };
}

/** As it is kept; null where nothing is said. */
export function captionJson(caption: Caption): string | null {
  return Object.keys(caption).length === 0 ? null : JSON.stringify(caption);
}
