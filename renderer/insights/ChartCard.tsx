// One chart: its picture, what it comes to, photos that are in none of its marks, and the same as a table.

import { useState, type ReactElement } from 'react';
import type { Insight } from '../../shared/insights/chart.ts';
import { setScreen, useShoot } from '../page/store.ts';
import { insightStrings as words } from '../strings/insights.ts';
import { ChartPicture } from './ChartPicture.tsx';
import { markId } from './mark-id.ts';
import { openPhotos } from './opening.ts';

type Props = { readonly insight: Insight };

export function ChartCard({ insight }: Props): ReactElement {
  const { id, title, said, marks, left } = insight.chart;
  return (
    <figure className="insight" aria-labelledby={`title-${id}`}>
      <h4 id={`title-${id}`}>{title}</h4>
      {marks.length > 0 && <ChartPicture insight={insight} />}
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {id === 'files' && <Unreadable />}
      {marks.length + left.length > 0 && <Table insight={insight} />}
    </figure>
  );
}

function Unreadable(): ReactElement | null {
  const some = useShoot(({ known }) => known.problems.length > 0);
  if (!some) return null;
  return (
    <button type="button" className="link" onClick={() => setScreen({ dialog: 'problems' })}>
      {words.unreadable}
    </button>
  );
}

function Table({ insight }: Props): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.table}</summary>
      {isOpen && <Rows insight={insight} />}
    </details>
  );
}

function Rows({ insight }: Props): ReactElement {
  const { chart, photos, photosLeft } = insight;
  const marks = chart.marks.map(({ label, count }, i) => ({ label, count, of: photos[i] }));
  const left = chart.left.map(({ label, count }, i) => ({ label, count, of: photosLeft[i] }));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.which}</th>
          <th scope="col">{words.photos}</th>
        </tr>
      </thead>
      <tbody>
        {[...marks, ...left].map((row, i) => (
          <tr key={i}>
            <th scope="row">
              <Label {...row} chart={insight.chart} place={i} />
            </th>
            <td>{row.count.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type LabelProps = {
  readonly label: string;
  readonly of: Uint32Array | undefined;
  readonly chart: Insight['chart'];
  readonly place: number;
};

/** A name opens its photos where it has some. */
function Label({ label, of, chart, place }: LabelProps): ReactElement {
  if (!of || of.length === 0) return <>{label}</>;
  const from = markId(chart.id, Math.min(place, chart.marks.length - 1));
  const name = words.chosen(chart.title, label);
  return (
    <button type="button" className="link" onClick={() => openPhotos({ from, name, photos: of })}>
      {label}
    </button>
  );
}
