// One model: what it adds and costs, and what can be done with it now.

import { useState, type ReactElement } from 'react';
import type { ModelStatus } from '../../shared/models.ts';
import { chooseModel, download, removeModel, stopDownload } from './model-acts.ts';
import { native } from '../page/engine.ts';
import { durationText } from '../strings.ts';
import { modelStrings as text } from '../strings/models.ts';
import type { Download } from './models-state.ts';
import { usePage } from '../page/store.ts';

type Props = { readonly model: ModelStatus };

export function ModelRow({ model }: Props): ReactElement {
  const current = usePage(({ models }) => models.downloads[model.id]);
  const problem = current?.problem ?? model.problem;
  return (
    <li className="model" aria-label={model.title}>
      <div className="model-about">
        <div className="model-title">
          <b>{model.title}</b>
          <Marks model={model} />
        </div>
        <div>{model.adds}</div>
        <Costs model={model} />
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      {current?.problem === null ? (
        <Running model={model} download={current} />
      ) : (
        <Buttons model={model} />
      )}
    </li>
  );
}

function Marks({ model }: Props): ReactElement {
  const { chosen, installed, recommended, own, tier } = model;
  const marks = [
    ...(chosen ? [text.inUse] : installed ? [text.installed] : []),
    ...(tier === 'embedded' ? [text.builtIn] : []),
    ...(own ? [text.own] : []),
    ...(recommended && !installed ? [text.recommended] : []),
  ];
  return (
    <>
      {marks.map((mark) => (
        <span key={mark} className={mark === text.inUse ? 'mark used' : 'mark'}>
          {mark}
        </span>
      ))}
    </>
  );
}

function Costs({ model }: Props): ReactElement {
  const { bytes, commercialUse, urls, runsOn } = model;
  const hosts = [...new Set(urls.map((url) => new URL(url).host))].join(', ');
  const use = commercialUse === null ? [] : [commercialUse ? text.commercial : text.notCommercial];
  const provider = runsOn && runsOn.provider !== 'cpu' ? [text.runsOn(runsOn.provider)] : [];
  const rest = [...use, ...(hosts === '' ? [] : [text.from(hosts)]), ...provider];
  return (
    <div className="muted numbers">
      {text.megabytes(bytes)} · <Licence model={model} />
      {rest.map((part) => ` · ${part}`)}
    </div>
  );
}

/** Podium's own window opens no pages: there the address is text to be copied. */
function Licence({ model }: Props): ReactElement {
  const { licence, licenceUrl, title } = model;
  if (licenceUrl === null) return <>{text.licence(licence)}</>;
  if (native)
    return (
      <>
        {text.licence(licence)} <span className="address">({licenceUrl})</span>
      </>
    );
  return (
    <a
      href={licenceUrl}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={text.licenceOf(title, licence)}
    >
      {text.licence(licence)}
    </a>
  );
}

type RunningProps = Props & { readonly download: Download };

function Running({ model, download: { progress } }: RunningProps): ReactElement {
  const { id, title } = model;
  const done = progress?.doneBytes ?? model.partialBytes;
  const total = progress?.totalBytes ?? model.bytes;
  const left = progress?.secondsLeft ?? null;
  const parts = progress
    ? [
        text.progress(done, total),
        text.speed(progress.bytesPerSecond),
        ...(left === null ? [] : [text.left(durationText(left))]),
      ]
    : [text.waiting];
  return (
    <div className="model-do running">
      <progress max={total} value={done} aria-label={text.progressOf(title)} />
      <span className="numbers">{parts.join(', ')}</span>
      <button type="button" aria-label={text.stopOf(title)} onClick={() => stopDownload(id)}>
        {text.stop}
      </button>
    </div>
  );
}

function Buttons({ model }: Props): ReactElement {
  const { title, installed, chosen, tier, partialBytes } = model;
  const [asking, setAsking] = useState(false);
  if (asking)
    return (
      <div className="model-do" role="group" aria-label={text.sure(title)}>
        <span>{text.sure(title)}</span>
        <button
          type="button"
          aria-label={text.removeOf(title)}
          onClick={() => {
            setAsking(false);
            void removeModel(model);
          }}
        >
          {text.remove}
        </button>
        <button type="button" autoFocus onClick={() => setAsking(false)}>
          {text.keep}
        </button>
      </div>
    );
  return (
    <div className="model-do">
      {!installed && <DownloadButton model={model} />}
      {!installed && partialBytes > 0 && (
        <button
          type="button"
          className="quiet"
          aria-label={text.discardOf(title)}
          onClick={() => void removeModel(model)}
        >
          {text.discard}
        </button>
      )}
      {installed && !chosen && (
        <button
          type="button"
          aria-label={text.useOf(title)}
          onClick={() => void chooseModel(model)}
        >
          {text.use}
        </button>
      )}
      {installed && tier !== 'embedded' && (
        <button
          type="button"
          className="quiet"
          aria-label={text.removeOf(title)}
          onClick={() => setAsking(true)}
        >
          {text.remove}
        </button>
      )}
    </div>
  );
}

function DownloadButton({ model }: Props): ReactElement | null {
  const { title, bytes, partialBytes, licence, urls } = model;
  if (urls.length === 0) return null;
  const label =
    partialBytes > 0 ? text.goOn(bytes - partialBytes, licence) : text.download(bytes, licence);
  return (
    <button
      type="button"
      aria-label={text.downloadOf(title, label)}
      onClick={() => void download(model)}
    >
      {label}
    </button>
  );
}
