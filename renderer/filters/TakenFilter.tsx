// When the photos were taken: a histogram over the folder's time, dragged over to show one part of it.

import { useMemo, type ReactElement } from 'react';
import { setFilters } from '../weights/ranking.ts';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { timeText } from '../strings/filters.ts';
import { Brush } from '../weights/Brush.tsx';
import { sharesOf, takenShares, takenSpan, timesOf, type TakenSpan } from './taken.ts';

/** Nothing where no two photos are known to be taken at different times. */
export function TakenFilter(): ReactElement | null {
  const takenMs = useShoot(({ known }) => known.photos.columns.takenMs);
  const span = useMemo(() => takenSpan(takenMs), [takenMs]);
  return span ? <Times takenMs={takenMs} span={span} /> : null;
}

type TimesProps = { readonly takenMs: Float64Array; readonly span: TakenSpan };

function Times({ takenMs, span }: TimesProps): ReactElement {
  const taken = useShoot(({ wanted }) => wanted.filters.taken);
  const shares = useMemo(() => takenShares(takenMs, span), [takenMs, span]);
  const spanMs = span.lastMs - span.firstMs;
  const [fromMs, toMs] = taken ?? [span.firstMs, span.lastMs];
  const text = strings.filters;
  const timeAt = (share: number) => timeText(span.firstMs + share * spanMs, spanMs);
  return (
    <div className="taken">
      <div className="taken-head">
        <span className="muted">{text.taken}</span>
        <span className="numbers">
          {text.between(timeText(fromMs, spanMs), timeText(toMs, spanMs))}
        </span>
      </div>
      <Brush
        values={shares}
        range={taken && sharesOf(taken, span)}
        words={{ from: text.takenFrom, to: text.takenTo, clear: text.takenClear }}
        valueText={timeAt}
        onRange={(range) => setFilters({ taken: range && timesOf(range, span) }, 'taken')}
      />
    </div>
  );
}
