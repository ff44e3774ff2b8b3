// What has been decided about a photo, as small marks with words.

import type { ReactElement } from 'react';
import { Icon } from '../parts/icons.tsx';
import { useShoot } from '../page/store.ts';
import { count, strings } from '../strings.ts';

export function Decided({ index }: { readonly index: number }): ReactElement {
  const { pick, stars, label } = useShoot(({ known }) => known.decisions);
  const starred = stars[index] ?? 0;
  const labelled = label[index] ?? 0;
  return (
    <span className="decided">
      {pick[index] === 1 && (
        <span className="picked">
          <Icon name="pick" /> {strings.grid.pick}
        </span>
      )}
      {pick[index] === -1 && (
        <span>
          <Icon name="reject" /> {strings.grid.reject}
        </span>
      )}
      {starred > 0 && <span title={count(starred)}>{'★'.repeat(starred)}</span>}
      {labelled > 0 && (
        <span className={`label label-${labelled}`} title={strings.labels[labelled]} />
      )}
    </span>
  );
}
