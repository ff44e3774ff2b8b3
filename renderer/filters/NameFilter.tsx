// Photos of one camera or one lens, chosen by its name.

import type { ReactElement } from 'react';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { setFilters } from '../weights/ranking.ts';

type CountProps = {
  /** How many photos each name leaves, last those that have none; undefined while they are not counted. */
  readonly photos: readonly number[] | undefined;
};

export function CameraFilter({ photos }: CountProps): ReactElement | null {
  const names = useShoot(({ known }) => known.photos.columns.cameras.names);
  return <NameFilter of="camera" names={names} photos={photos} />;
}

export function LensFilter({ photos }: CountProps): ReactElement | null {
  const names = useShoot(({ known }) => known.photos.columns.shots.lenses.names);
  return <NameFilter of="lens" names={names} photos={photos} />;
}

type Props = CountProps & { readonly of: 'camera' | 'lens'; readonly names: readonly string[] };

/** Nothing where no photo has a name. Choices by number, since a name may be any: 0 for all, then the names. */
function NameFilter({ of, names, photos }: Props): ReactElement | null {
  const chosen = useShoot(({ wanted }) => wanted.filters[of]);
  if (names.length === 0) return null;
  const text = strings.filters;
  const choices = [...names, ''];
  return (
    <label className="choice">
      <span className="muted">{text[of]}</span>
      <select
        value={chosen === null ? 0 : choices.indexOf(chosen) + 1}
        onChange={({ target }) => setFilters({ [of]: choices[Number(target.value) - 1] ?? null })}
      >
        {/* The first hides nothing: its count is that of the bar, and would only cut its name short. */}
        <option value={0}>{text.anyName}</option>
        {choices.map((name, place) => (
          <option key={name} value={place + 1}>
            {said(name === '' ? text.unknownName : name, photos?.[place])}
          </option>
        ))}
      </select>
    </label>
  );
}

function said(name: string, photos: number | undefined): string {
  return photos === undefined ? name : strings.filters.choice(name, photos);
}
