// The line above the photos that says what is filtered; each filter can be taken away there, or all at once.

import { useMemo, type MouseEvent, type ReactElement } from 'react';
import { focusView } from '../page/lost-focus.ts';
import { clearFilters, setFilters } from '../weights/ranking.ts';
import { Icon } from '../parts/icons.tsx';
import { backToInsights } from '../insights/opening.ts';
import { useScreen, useShoot } from '../page/store.ts';
import { insightStrings } from '../strings/insights.ts';
import { strings } from '../strings.ts';
import { facetText } from './facet-text.ts';
import { activeFacets, withoutFacet } from '../../shared/shoot/filters.ts';
import { evenly, spanOf } from './spans.ts';

/** Nothing while no filter hides a photo. */
export function FilterLine(): ReactElement | null {
  const filters = useShoot(({ wanted }) => wanted.filters);
  const takenMs = useShoot(({ known }) => known.photos.columns.takenMs);
  const span = useMemo(() => spanOf(takenMs, evenly), [takenMs]);
  const opened = useScreen(({ insightOpened }) => insightOpened);
  const facets = activeFacets(filters);
  if (facets.length === 0) return null;
  const text = strings.filters;
  return (
    <div className="filter-line" role="group" aria-label={text.line}>
      {facets.map((facet) => {
        const name = facetText(facet, filters, span ? span.last - span.first : 0);
        return (
          <button
            key={facet}
            type="button"
            className="chip"
            title={text.remove(name)}
            onClick={(event) => {
              leave(event);
              setFilters(withoutFacet(filters, facet));
            }}
          >
            {name}
            <Icon name="close" />
          </button>
        );
      })}
      {facets.includes('chosen') && opened && (
        <button type="button" className="link" onClick={backToInsights}>
          {insightStrings.back}
        </button>
      )}
      <button type="button" className="link" onClick={clearFilters}>
        {text.clearAll}
      </button>
    </div>
  );
}

/** Before a filter vanishes: by the keyboard one goes on to the next, after a click keys mean the photos again. */
function leave({ currentTarget, detail }: MouseEvent<HTMLButtonElement>): void {
  const next = currentTarget.nextElementSibling;
  const byKeyboard = detail === 0;
  if (byKeyboard && next instanceof HTMLElement && next.matches('.chip')) next.focus();
  else focusView();
}
