// When and how the photos were taken: histograms over what a folder has, dragged over to show one part of it.

import { useMemo, type ReactElement } from 'react';
import { shutterText } from '../../shared/shot.ts';
import type { Range } from '../../shared/shoot/filters.ts';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { isoText, timeText } from '../strings/filters.ts';
import { Brush } from '../weights/Brush.tsx';
import { setFilters } from '../weights/ranking.ts';
import {
  byDoubling,
  byHalving,
  evenly,
  sharesIn,
  sharesOf,
  spanOf,
  valueAt,
  valuesOf,
  type Scale,
  type Span,
} from './spans.ts';

type Spanned = 'taken' | 'iso' | 'shutter';

export function TakenFilter(): ReactElement | null {
  const values = useShoot(({ known }) => known.photos.columns.takenMs);
  const words = (ms: number, { first, last }: Span) => timeText(ms, last - first);
  return <SpanFilter of="taken" values={values} scale={evenly} words={words} />;
}

export function IsoFilter(): ReactElement | null {
  const values = useShoot(({ known }) => known.photos.columns.shots.iso);
  return <SpanFilter of="iso" values={values} scale={byDoubling} words={isoText} />;
}

export function ShutterFilter(): ReactElement | null {
  const values = useShoot(({ known }) => known.photos.columns.shots.shutterSeconds);
  return <SpanFilter of="shutter" values={values} scale={byHalving} words={shutterText} />;
}

type Props = {
  readonly of: Spanned;
  /** One a photo, NaN where unknown. */
  readonly values: Float64Array;
  readonly scale: Scale;
  readonly words: (value: number, span: Span) => string;
};

/** Nothing where no two photos are known to differ. */
function SpanFilter({ values, scale, ...rest }: Props): ReactElement | null {
  const span = useMemo(() => spanOf(values, scale), [values, scale]);
  return span ? <Bars values={values} span={span} {...rest} /> : null;
}

type BarsProps = Omit<Props, 'scale'> & { readonly span: Span };

function Bars({ of, values, span, words }: BarsProps): ReactElement {
  const range = useShoot(({ wanted }) => wanted.filters[of]);
  const shares = useMemo(() => sharesIn(values, span), [values, span]);
  const [low, high]: Range = range ? sharesOf(range, span) : [0, 1];
  const text = strings.filters.spans[of];
  const wordsAt = (share: number) => words(valueAt(share, span), span);
  return (
    <div className="span">
      <div className="span-head">
        <span className="muted">{text.title}</span>
        <span className="numbers">{strings.filters.between(wordsAt(low), wordsAt(high))}</span>
      </div>
      <Brush
        values={shares}
        range={range && [low, high]}
        words={text}
        valueText={wordsAt}
        onRange={(chosen) => setFilters({ [of]: chosen && valuesOf(chosen, span) }, of)}
      />
    </div>
  );
}
