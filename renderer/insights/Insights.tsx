// What the photos are like, in charts: of the order, the time, what is seen, how it was taken, and every signal.

import { useLayoutEffect, type ReactElement } from 'react';
import { insightSections, type Insight, type InsightSection } from '../../shared/insights/chart.ts';
import { sectionNames } from '../../shared/insights/insights-files.ts';
import { isMeasured } from '../grid/tile-facts.ts';
import { call } from '../page/engine.ts';
import { fileName } from '../page/file-name.ts';
import { viewId } from '../page/lost-focus.ts';
import { goBack } from '../page/moving.ts';
import { screen, setScreen, shoot, useShoot } from '../page/store.ts';
import { say, sayProblem } from '../page/toast.ts';
import { chooseFolder } from '../start/choosing.ts';
import { insightStrings as words } from '../strings/insights.ts';
import { Back } from '../viewer/ViewerBar.tsx';
import { ChartCard } from './ChartCard.tsx';
import { useInsights } from './use-insights.ts';
import '../viewer/viewer.css';
import './insights.css';

export function Insights(): ReactElement {
  const insights = useInsights();
  useLayoutEffect(returnToMark, []);
  return (
    <section id={viewId} tabIndex={-1} className="loupe insights" aria-label={words.name}>
      <div className="loupe-bar">
        <Back text={words.leave} onClick={goBack} />
        <h2>{words.name}</h2>
        <span className="spring" />
        <button type="button" onClick={() => save(insights)}>
          {words.save}
        </button>
      </div>
      <div className="insight-list">
        <About />
        {insightSections.map((section) => (
          <Section key={section} section={section} insights={insights} />
        ))}
      </div>
    </section>
  );
}

/** Whoever comes back from the photos of a mark finds it where it was. */
function returnToMark(): void {
  const from = screen().insightOpened?.from;
  if (from === undefined) return;
  setScreen({ insightOpened: null });
  const mark = document.getElementById(from);
  mark?.scrollIntoView({ block: 'center' });
  mark?.focus({ preventScroll: true });
}

function save(insights: readonly Insight[]): void {
  chooseFolder((to) => {
    const title = shoot().folders.map(fileName).join(', ');
    const charts = insights.map(({ chart }) => chart);
    call('report.insights', { to, inside: true, title, charts }).then(({ files }) => {
      say(words.saved(files[0] ?? to));
    }, sayProblem);
  });
}

function About(): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const { count, ids } = photos.columns;
  const looked = ids.reduce((so, _, index) => so + Number(isMeasured(photos, index)), 0);
  return (
    <>
      <p className="muted">{words.about(count)}</p>
      {looked < count && <p role="status">{words.unfinished(looked, count)}</p>}
    </>
  );
}

type SectionProps = {
  readonly section: InsightSection;
  readonly insights: readonly Insight[];
};

function Section({ section, insights }: SectionProps): ReactElement | null {
  const own = insights.filter(({ chart }) => chart.section === section);
  if (own.length === 0) return null;
  return (
    <>
      <h3>{sectionNames[section]}</h3>
      <div className="insight-charts">
        {own.map((insight) => (
          <ChartCard key={insight.chart.id} insight={insight} />
        ))}
      </div>
    </>
  );
}
