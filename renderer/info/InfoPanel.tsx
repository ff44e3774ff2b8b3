// How the photo that is looked at was taken, what its file is, and what was found in it.

import type { ReactElement } from 'react';
import { hexOf, isMeasured } from '../grid/tile-facts.ts';
import { fileName } from '../page/file-name.ts';
import { useLookedAt, useShoot } from '../page/store.ts';
import { timecodeIn } from '../../shared/stills/timecode.ts';
import { strings } from '../strings.ts';
import { stillStrings } from '../strings/stills.ts';
import { factsOf } from './facts.ts';
import { ToneHistogram } from './ToneHistogram.tsx';
import './info.css';

export function InfoPanel(): ReactElement {
  const index = useLookedAt();
  const text = strings.info;
  return (
    <section className="section info" aria-label={text.title}>
      <h2>{text.title}</h2>
      {index < 0 ? <p className="muted">{text.none}</p> : <Facts index={index} />}
    </section>
  );
}

function Facts({ index }: { readonly index: number }): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const groups = useShoot(({ known }) => known.groups);
  const settings = useShoot(({ known }) => known.settings);
  const { facts, isKnown, isSaid } = factsOf(photos, index, groups, settings);
  const path = photos.columns.paths[index] ?? '';
  const bytes = photos.columns.sizeBytes[index] ?? 0;
  const video = photos.columns.videos.get(index) ?? null;
  const others = photos.columns.otherPaths.get(index) ?? [];
  const text = strings.info;
  const hex = isMeasured(photos, index) ? hexOf(photos, index) : null;
  return (
    <>
      {hex !== null && <ToneHistogram contentHex={hex} />}
      {!isKnown && <p className="muted">{text.notYet}</p>}
      {isKnown && !isSaid && <p className="muted">{text.nothingSaid}</p>}
      <dl>
        {facts.map(({ name, value }) => (
          <Fact key={name} name={name} value={value} />
        ))}
        <Fact name={text.file} value={text.fileText(fileName(path), bytes)} />
        {video !== null && (
          <Fact
            name={stillStrings.video}
            value={stillStrings.place(fileName(video), timecodeIn(path))}
          />
        )}
        <Fact name={text.folder} value={folderOf(video ?? path)} />
        {others.length > 0 && <Fact name={text.others} value={others.map(fileName).join(', ')} />}
      </dl>
    </>
  );
}

/** Of a still that of its video: where the still itself lies is Podium's own affair. */
function folderOf(path: string): string {
  return path.slice(0, -fileName(path).length - 1);
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd title={value}>{value}</dd>
    </>
  );
}
