// A chart as a picture whose marks are buttons: one stop of the Tab key, arrows go from mark to mark.

import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { Insight } from '../../shared/insights/chart.ts';
import { drawChart, type DrawnMark } from '../../shared/insights/drawn.ts';
import { insightStrings as words } from '../strings/insights.ts';
import { markId } from './mark-id.ts';
import { openPhotos } from './opening.ts';

type Props = { readonly insight: Insight };

export function ChartPicture({ insight }: Props): ReactElement {
  const { chart, photos } = insight;
  const drawing = useMemo(() => drawChart(chart), [chart]);
  const opening = chart.marks.flatMap((_, i) => ((photos[i]?.length ?? 0) > 0 ? [i] : []));
  const [reached, setReached] = useState(0);
  const here = opening.includes(reached) ? reached : opening[0];
  return (
    <svg
      viewBox={`0 0 ${drawing.widthPx} ${drawing.heightPx}`}
      role="group"
      aria-labelledby={`title-${chart.id}`}
      onKeyDown={walk}
    >
      <path d={drawing.rules} className="rules" />
      {drawing.line !== '' && <polyline points={drawing.line} className="line" />}
      {drawing.marks.map((mark, i) => {
        const label = words.mark(chart.marks[i]?.label ?? '', chart.marks[i]?.count ?? 0);
        const of = photos[i];
        if (!of || of.length === 0) return <Seen key={i} mark={mark} />;
        const from = markId(chart.id, i);
        const name = words.chosen(chart.title, chart.marks[i]?.label ?? '');
        return (
          <g
            key={i}
            id={from}
            role="button"
            className="mark"
            aria-label={label}
            tabIndex={i === here ? 0 : -1}
            onFocus={() => setReached(i)}
            onClick={() => openPhotos({ from, name, photos: of })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              openPhotos({ from, name, photos: of });
            }}
          >
            <title>{label}</title>
            <rect {...mark.hit} className="hit" />
            <Seen mark={mark} />
          </g>
        );
      })}
      <path d={drawing.axes} className="axes" />
      <g aria-hidden="true">
        {drawing.texts.map(({ x, y, anchor, text }, i) => (
          <text key={i} x={x} y={y} textAnchor={anchor}>
            {text}
          </text>
        ))}
      </g>
    </svg>
  );
}

function Seen({ mark }: { readonly mark: DrawnMark }): ReactElement {
  const { shape, whisker, colour } = mark;
  const fill = colour === null ? {} : { fill: colour };
  return (
    <>
      {whisker && <path className="whisker" d={`M${whisker[0]} ${whisker[1]}V${whisker[2]}`} />}
      {shape.kind === 'bar' ? (
        <rect
          className={colour === null ? 'shape' : 'shape coloured'}
          x={shape.x}
          y={shape.y}
          width={shape.width}
          height={shape.height}
          {...fill}
        />
      ) : (
        <circle className="shape" cx={shape.x} cy={shape.y} r={shape.radius} />
      )}
    </>
  );
}

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

function walk(event: KeyboardEvent<SVGSVGElement>): void {
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault(); // the charts stay where they are
  const marks = [...event.currentTarget.querySelectorAll<SVGGElement>('.mark')];
  marks[marks.findIndex((mark) => mark === document.activeElement) + step]?.focus();
}
