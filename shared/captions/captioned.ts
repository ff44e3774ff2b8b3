// What is known of a photo of the open folders, as captions are written with it: the same for page, command line and HTTP API.

import type { PersonGroups } from '../contract-outputs.ts';
import { numbersByPhoto } from '../numbers.ts';
import { facesOf } from '../people/faces.ts';
import type { PhotoColumns } from '../photo.ts';
import type { Settings } from '../settings.ts';
import { shotOf } from '../shot.ts';
import { sureSport } from '../sport/sport.ts';
import type { CaptionedPhoto } from './template.ts';

export type CaptionSource = {
  readonly columns: PhotoColumns;
  /** Who is on the photos; null where that is not known. */
  readonly groups: PersonGroups | null;
  readonly settings: Settings;
};

/** `photo` is an index in the columns; `caption` what is said of it. */
export function captionedPhotos({
  columns,
  groups,
  settings,
}: CaptionSource): (
  photo: number,
  caption: Pick<CaptionedPhoto, 'said' | 'written'>,
) => CaptionedPhoto {
  const numbers = numbersByPhoto(columns.numbers);
  return (photo, { said, written }) => {
    const { takenMs, camera, lens } = shotOf(columns, photo);
    const faces = groups ? facesOf(columns.faces, photo, settings).counted : [];
    return {
      ...{ said, written, camera, lens },
      takenMs: takenMs ?? NaN,
      fileName: (columns.paths[photo] ?? '').split(/[\\/]/).at(-1) ?? '',
      sport: sureSport(columns.sports, photo, settings['sport.sureFrom']),
      numbers: [...new Set(numbers(photo).map(({ number }) => number))],
      names: faces.flatMap((face) => groups?.groups[groups.group[face] ?? -1]?.name ?? []),
    };
  };
}
