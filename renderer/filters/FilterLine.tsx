// The line above the photos that says what is filtered; each filter can be taken away there, or all at once.

import { useMemo, type ReactElement } from 'react';
import { clearFilters, setFilters } from '../actions/rank.ts';
import { Icon } from '../parts/icons.tsx';
import { useStore } from '../store.ts';
import { strings } from '../strings.ts';
import { facetText } from './facet-text.ts';
import { activeFacets, withoutFacet } from './filters.ts';
import { takenSpan } from './taken.ts';

/** Nothing while no filter hides a photo. */
export function FilterLine(): ReactElement | null {
  const filters = useStore((state) => state.filters);
  const takenMs = useStore((state) => state.photos?.columns.takenMs);
  const span = useMemo(() => takenMs && takenSpan(takenMs), [takenMs]);
  const facets = activeFacets(filters);
  if (facets.length === 0) return null;
  const text = strings.filters;
  return (
    <div className="filter-line" role="group" aria-label={text.line}>
      {facets.map((facet) => {
        const name = facetText(facet, filters, span ? span.lastMs - span.firstMs : 0);
        return (
          <button
            key={facet}
            type="button"
            className="chip"
            title={text.remove(name)}
            onClick={() => setFilters(withoutFacet(filters, facet))}
          >
            {name}
            <Icon name="close" />
          </button>
        );
      })}
      <button type="button" className="link" onClick={clearFilters}>
        {text.clearAll}
      </button>
    </div>
  );
}
