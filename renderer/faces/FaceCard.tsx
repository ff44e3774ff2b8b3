// One face and what is known of it, in words and as numbers; a click finds that person.

import { useEffect, useRef, type ReactElement } from 'react';
import { boxOf } from '../../shared/people/faces.ts';
import { findFaceFrom } from '../people/person-acts.ts';
import { drawFace } from '../people/face-drawing.ts';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import type { FaceFacts, YesOrNo } from './face-facts.ts';

type Props = {
  readonly facts: FaceFacts;
  /** The photo's picture; null while it loads. */
  readonly picture: HTMLImageElement | null;
  readonly sizePx: number;
};

export function FaceCard({ facts, picture, sizePx }: Props): ReactElement {
  const { face, place } = facts;
  const groups = useShoot(({ known }) => known.groups);
  const name = groups?.groups[groups.group[face] ?? -1]?.name ?? null;
  const title = name ?? strings.faces.face(place);
  return (
    <li className="face-card" style={{ width: sizePx }}>
      <button
        type="button"
        aria-label={strings.faces.find(name ?? title.toLowerCase())}
        title={strings.faces.find(name ?? strings.people.someone.toLowerCase())}
        onClick={() => findFaceFrom(face, name)}
      >
        <Cut face={face} picture={picture} sizePx={sizePx} />
      </button>
      <b className="face-name">{title}</b>
      <Known facts={facts} />
    </li>
  );
}

function Cut({ face, picture, sizePx }: Omit<Props, 'facts'> & { readonly face: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const faces = useShoot(({ known }) => known.photos.columns.faces);
  const pixels = Math.round(sizePx * window.devicePixelRatio);
  useEffect(() => {
    if (canvas.current && picture) drawFace(canvas.current, picture, boxOf(faces, face));
  }, [picture, faces, face, pixels]);
  const style = { width: sizePx, height: sizePx };
  return <canvas ref={canvas} width={pixels} height={pixels} style={style} aria-hidden="true" />;
}

function Known({ facts }: { readonly facts: FaceFacts }): ReactElement {
  const { eyesOpen, smile, sharpness, heightPx } = facts;
  const text = strings.faces;
  const compared = !Number.isNaN(sharpness.softerShare);
  return (
    <ul className="face-facts">
      <Fact fact={eyesOpen} words={text.eyes[eyesOpen.answer]} poor={eyesOpen.answer === 'no'} />
      <Fact fact={smile} words={text.smile[smile.answer]} />
      <li className={sharpness.answer === 'soft' ? 'poor' : ''}>
        <span>{text.sharpness[sharpness.answer]}</span>
        {sharpness.answer !== 'unknown' && (
          <span className="numbers muted">
            {compared ? text.softer(sharpness.softerShare) : text.luma(sharpness.value)}
          </span>
        )}
      </li>
      <li>
        <span className="numbers muted">{text.height(heightPx)}</span>
      </li>
    </ul>
  );
}

type FactProps = { readonly fact: YesOrNo; readonly words: string; readonly poor?: boolean };

function Fact({ fact, words, poor = false }: FactProps): ReactElement {
  const unknown = fact.answer === 'unknown';
  return (
    <li className={poor ? 'poor' : ''}>
      <span className={unknown ? 'muted' : ''}>{words}</span>
      {!unknown && <span className="numbers muted">{strings.faces.probability(fact.value)}</span>}
    </li>
  );
}
