// Which photos are shown: decisions, stars, labels, people, play, camera, number, sport, time; each choice with how many it leaves.

import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { clearFilters, setFilters } from '../weights/ranking.ts';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { countChoices, samePhotos, type Counts } from '../../shared/shoot/counts.ts';
import {
  activeFilters,
  ballFilters,
  type DecisionFilter,
  eyesFilters,
  peopleFilters,
  playersFilters,
} from '../../shared/shoot/filters.ts';
import { SortControl } from '../grid/SortControl.tsx';
import { SportFilter } from '../sport/SportFilter.tsx';
import { Icon, type IconName } from '../parts/icons.tsx';
import { Chips, type Chip } from './Chips.tsx';
import { NumberFilter } from './NumberFilter.tsx';
import { IsoFilter, ShutterFilter, TakenFilter } from './SpanFilter.tsx';
import { CameraFilter, LensFilter } from './NameFilter.tsx';
import './filters.css';

const fiveStars = [1, 2, 3, 4, 5];

export function FilterPanel(): ReactElement {
  const active = useShoot(({ wanted }) => activeFilters(wanted.filters));
  const counts = useCounts();
  const text = strings.filters;
  return (
    <section className="section" aria-label={text.title}>
      <div className="filters-head">
        <h2>{text.title}</h2>
        {active > 0 && (
          <button type="button" className="link" onClick={clearFilters}>
            {text.clear(active)}
          </button>
        )}
      </div>
      <SortControl />
      <Choices counts={counts} />
      <NumberFilter />
      <SportFilter counts={counts?.sports ?? null} />
      <TakenFilter />
      <LensFilter photos={counts?.lenses} />
      <ShutterFilter />
      <IsoFilter />
    </section>
  );
}

/** How many photos each choice leaves; null before they are counted. Follows new photos when there is time for it. */
function useCounts(): Counts | null {
  const photos = useDeferredValue(
    useShoot(({ known }) => known.photos),
    null,
  );
  const order = useShoot(({ order }) => order.ranking.order);
  const decisions = useDeferredValue(useShoot(({ known }) => known.decisions));
  const filters = useDeferredValue(useShoot(({ wanted }) => wanted.filters));
  const ranked = usePhotosOf(useDeferredValue(order));
  const folders = useShoot((state) => state.folders);
  return useMemo(
    () => photos && countChoices(ranked, { ...photos, folders, decisions }, filters),
    [photos, ranked, folders, decisions, filters],
  );
}

/** One order of the same photos for all: counting again while a slider moves would delay the photos. */
function usePhotosOf(order: Uint32Array): Uint32Array {
  const [photos, setPhotos] = useState(order);
  if (photos === order || samePhotos(photos, order)) return photos;
  setPhotos(order);
  return order;
}

function Choices({ counts }: { readonly counts: Counts | null }): ReactElement {
  const filters = useShoot(({ wanted }) => wanted.filters);
  const text = strings.filters;
  return (
    <div className="filters">
      <Chips
        label={text.decision}
        value={filters.decision}
        any="all"
        chips={decisionChips(counts?.decision)}
        onChange={(decision) => setFilters({ decision })}
      />
      <Chips
        label={text.stars}
        value={String(filters.minStars)}
        any="0"
        chips={starChips(filters.minStars, counts?.stars)}
        onChange={(stars) => setFilters({ minStars: Number(stars) })}
      />
      <Chips
        label={text.label}
        value={String(filters.label)}
        any="0"
        chips={labelChips(counts?.label)}
        onChange={(label) => setFilters({ label: Number(label) })}
      />
      <Chips
        label={text.people}
        value={filters.people}
        any="all"
        chips={chipsOf(peopleFilters, text.peopleChoices, counts?.people)}
        onChange={(people) => setFilters({ people })}
      />
      <Chips
        label={text.eyes}
        value={filters.eyes}
        any="all"
        chips={chipsOf(eyesFilters, text.eyesChoices, counts?.eyes)}
        onChange={(eyes) => setFilters({ eyes })}
      />
      <Play counts={counts} />
      <CameraFilter photos={counts?.cameras} />
    </div>
  );
}

/** All choices but the one that lets everything through. */
function chipsOf<Value extends string>(
  values: readonly Value[],
  texts: Readonly<Record<Value, string>>,
  counts: Readonly<Record<Value, number>> | undefined,
): readonly Chip<Value>[] {
  return values
    .filter((value) => value !== 'all')
    .map((value) => ({ value, text: texts[value], photos: counts?.[value] }));
}

/** Flag and cross as on the tiles; what has no sign is said in words. */
function decisionChips(counts: Counts['decision'] | undefined): readonly Chip<DecisionFilter>[] {
  const signs: Partial<Record<DecisionFilter, IconName>> = { picks: 'pick', rejects: 'reject' };
  return chipsOf(
    ['picks', 'rejects', 'undecided', 'notRejected'],
    strings.filters.decisions,
    counts,
  ).map((chip) => {
    const sign = signs[chip.value];
    return sign ? { ...chip, drawn: <Icon name={sign} /> } : chip;
  });
}

function starChips(least: number, counts: readonly number[] | undefined): readonly Chip<string>[] {
  return fiveStars.map((stars) => ({
    value: String(stars),
    text: strings.filters.starsText(stars),
    photos: counts?.[stars],
    drawn: <span data-text={stars <= least ? '★' : '☆'} />,
    filled: stars <= least,
  }));
}

function labelChips(counts: readonly number[] | undefined): readonly Chip<string>[] {
  return strings.labels.flatMap((name, label) =>
    label === 0
      ? []
      : {
          value: String(label),
          text: name,
          photos: counts?.[label],
          drawn: <span className={`label label-${label}`} />,
        },
  );
}

/** Nothing while nobody has looked for players and balls, unless something is filtered by them. */
function Play({ counts }: { readonly counts: Counts | null }): ReactElement | null {
  const { ball, players } = useShoot(({ wanted }) => wanted.filters);
  const found = useShoot(({ known }) => known.photos.columns.signals.players);
  const isKnown = useMemo(() => found.some((number) => !Number.isNaN(number)), [found]);
  const text = strings.filters;
  if (!isKnown && ball === 'all' && players === 'all') return null;
  return (
    <>
      <Chips
        label={text.ball}
        value={ball}
        any="all"
        chips={chipsOf(ballFilters, text.ballChoices, counts?.ball)}
        onChange={(chosen) => setFilters({ ball: chosen })}
      />
      <Chips
        label={text.players}
        value={players}
        any="all"
        chips={chipsOf(playersFilters, text.playersChoices, counts?.players)}
        onChange={(chosen) => setFilters({ players: chosen })}
      />
    </>
  );
}
