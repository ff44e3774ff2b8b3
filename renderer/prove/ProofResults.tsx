// What the judgements prove: sentences, keepers that albums leave out, what each signal does, and the report.

import type { ReactElement } from 'react';
import { lostAtSizes, type Proof } from '../../shared/prove/proof.ts';
import { lostChart, lostCurve } from '../../shared/prove/proof-page.ts';
import {
  pointsText,
  proofMethod,
  proofSentences,
  shareText,
  signalLabel,
  verdictText,
} from '../../shared/prove/proof-words.ts';
import { proveStrings as words } from '../strings/prove.ts';
import { judgedOf, type ProofAsked } from './proof-asked.ts';
import { drawNow, figuresOf, saveReport } from './prove-acts.ts';

export function ProofResults({ proof }: { readonly proof: ProofAsked }): ReactElement {
  const figures = figuresOf(proof);
  return (
    <div className="proof" tabIndex={-1}>
      {figures ? (
        <>
          {proofSentences(figures).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <Lost proof={proof} figures={figures} />
          <Signals figures={figures} />
          {proofMethod.slice(0, 2).map((sentence) => (
            <p key={sentence} className="muted">
              {sentence}
            </p>
          ))}
        </>
      ) : (
        <p>{words.noneJudged}</p>
      )}
      <div className="proof-acts">
        {figures && (
          <button type="button" className="primary" onClick={() => saveReport(proof)}>
            {words.save}
          </button>
        )}
        <button type="button" onClick={drawNow}>
          {words.again}
        </button>
      </div>
    </div>
  );
}

type Shown = { readonly proof: ProofAsked; readonly figures: Proof };

function Lost({ proof, figures }: Shown): ReactElement {
  const { line, band } = lostCurve(figures);
  const { viewBox, left, bottom, right, top } = lostChart;
  return (
    <>
      <h3>{words.lost}</h3>
      <svg viewBox={viewBox} role="img" aria-label={words.chart}>
        <polygon points={band} className="band" />
        <polyline points={line} className="line" />
        <path d={`M${left} ${top}V${bottom}H${right}`} className="axes" />
        <text x={left - 6} y={top + 10} textAnchor="end">
          100 %
        </text>
        <text x={left - 6} y={bottom} textAnchor="end">
          0 %
        </text>
        <text x={left} y={bottom + 18}>
          {words.smallest}
        </text>
        <text x={right} y={bottom + 18} textAnchor="end">
          {words.all(figures.photos)}
        </text>
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.album}</th>
            <th scope="col">{words.leftOut}</th>
          </tr>
        </thead>
        <tbody>
          {lostAtSizes(judgedOf(proof)).map(({ size, lost }) => (
            <tr key={size}>
              <td>{size}</td>
              <td>{shareText(lost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Signals({ figures }: Pick<Shown, 'figures'>): ReactElement {
  return (
    <>
      <h3>{words.signals}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.signal}</th>
            <th scope="col">{words.weight}</th>
            <th scope="col">{words.gain}</th>
            <th scope="col">{words.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {figures.signals.map((signal) => (
            <tr key={signal.name}>
              <td>{signalLabel(signal)}</td>
              <td>{signal.weight.toFixed(2)}</td>
              <td>{pointsText(signal.gain)}</td>
              <td>{verdictText(signal)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
