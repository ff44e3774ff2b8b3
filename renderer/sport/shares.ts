// Which sports are listed, in which order: pure.

/** A sport's published name, empty for photos of no known sport. */
export type SportShare = { readonly sport: string; readonly photos: number };

/**
 * Sports with photos, most first; the chosen one stays even where no photo is left of it, and photos of no known
 * sport come last. `counts` is by `names`, then one for the unknown. Empty where no sport of any photo is known.
 */
export function shownSports(
  names: readonly string[],
  counts: readonly number[],
  chosen: string | null,
): SportShare[] {
  const listed = names.flatMap((sport, index) => {
    const photos = counts[index] ?? 0;
    return photos > 0 || sport === chosen ? [{ sport, photos }] : [];
  });
  const unknown = counts[names.length] ?? 0;
  listed.sort((a, b) => b.photos - a.photos || (a.sport < b.sport ? -1 : 1));
  const noSport = { sport: '', photos: unknown };
  const keepsUnknown = chosen === '' || (listed.length > 0 && unknown > 0);
  return keepsUnknown ? [...listed, noSport] : listed;
}
