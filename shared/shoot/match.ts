// From the similarity of faces to the photos that show a person.

import { matchFaces } from '../people/people.ts';
import type { PersonMatch } from '../people/person-score.ts';
import type { Settings } from '../settings.ts';
import { withGrouped } from './grouped.ts';
import { withPersonSignal, type Photos } from './photos.ts';
import type { Compared, Known, PersonQuery } from './shoot.ts';

type Answered = Pick<Known, 'photos' | 'compared' | 'match'>;

/**
 * An answer, or the one before where that still holds, and the photos with the signal that follows from it. Without an
 * answer about this person and these faces no photo is known to show them: it is asked for again.
 */
export function answered(
  before: Known,
  now: Pick<Known, 'photos' | 'settings'> & { readonly compared: Compared | null },
  person: { readonly before: PersonQuery | null; readonly now: PersonQuery | null },
  facesStay: boolean,
): Answered {
  const { photos, settings } = now;
  const fits = (compared: Compared | null): compared is Compared =>
    compared !== null &&
    compared.references === person.now?.references &&
    compared.similarity.length === photos.columns.faces.count;
  const kept = facesStay && fits(before.compared) ? before.compared : null;
  const compared =
    fits(now.compared) && (facesStay || now.compared !== before.compared) ? now.compared : kept;
  const stays =
    facesStay &&
    compared === before.compared &&
    settings === before.settings &&
    person.now?.grouped === person.before?.grouped &&
    person.now?.told === person.before?.told;
  const match = stays
    ? before.match
    : compared && person.now && matchOf(photos, compared, person.now, settings);
  return { compared, match, photos: withMatch(before, photos, match, settings) };
}

function matchOf(
  { columns, indexOf }: Photos,
  { similarity, limits, besides, doubted }: Compared,
  { references, grouped, told }: PersonQuery,
  settings: Settings,
): PersonMatch {
  const { faces, count } = columns;
  const ordinals = new Map(grouped.map(({ id, ordinal }) => [indexOf.get(id) ?? -1, ordinal]));
  // Looks that the user added say more than the group does: what is surely like them is theirs.
  const others = references.length === 1 ? 'maybe' : 'as they are';
  const alike = withGrouped(similarity, faces, ordinals, limits.sureFrom, others);
  const toldOf = (photo: number) => told.get(columns.ids[photo] ?? NaN);
  const asked = besides.filter(({ photo }) => toldOf(photo) !== false);
  const match = matchFaces(faces, count, alike, limits, settings, {
    besides: asked,
    doubted,
  });
  for (const photo of match.because.keys()) match.sure[photo] = Number(toldOf(photo) === true);
  return match;
}

function withMatch(
  before: Known,
  photos: Photos,
  match: PersonMatch | null,
  settings: Settings,
): Photos {
  const same = photos === before.photos;
  if (same && match === before.match) return photos;
  if (match) return withPersonSignal(photos, match.similarity, settings);
  const unknown = new Float64Array(photos.columns.count).fill(NaN);
  return same ? withPersonSignal(photos, unknown, settings) : photos;
}
