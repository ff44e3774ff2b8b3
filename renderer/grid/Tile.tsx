// One photo of the grid: the picture alone, and below it what is known and decided about it.

import { memo, type ReactElement } from 'react';
import { Icon, type IconName } from '../parts/icons.tsx';
import { count, scoreText, strings } from '../strings.ts';
import type { TileMarks } from './tile-marks.ts';

/** All a tile shows, as plain values: a tile whose values are the same is not drawn again. */
export type TileProps = TileMarks & {
  readonly id: number;
  readonly place: number;
  readonly total: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly src: string | null;
  readonly name: string;
  /** 1 first; null while nothing is known that could rank it. */
  readonly rank: number | null;
  readonly score: number;
  /** What stands beside the rank where there is room. */
  readonly words: string;
  readonly pick: number;
  readonly stars: number;
  readonly label: number;
  /** Photos of its burst. */
  readonly burst: number;
  /** How many of those are picked. */
  readonly burstPicks: number;
  /** The user put it into its burst, or took it out of one. */
  readonly byHand: boolean;
  /** Its burst is open where it stands. */
  readonly inOpenBurst: boolean;
  readonly person: boolean;
  /** One of several exposures that belong together. */
  readonly bracket: boolean;
  /** Other files hold the same picture. */
  readonly copies: boolean;
  /** Only maybe shows whoever is looked for. */
  readonly maybe: boolean;
  /** To be marked as the best of its burst. */
  readonly best?: boolean;
  readonly unreadable: boolean;
  /** The one that keys act on. */
  readonly selected: boolean;
  /** Selected together with others. */
  readonly chosen: boolean;
};

/** Below this width only the rank and the decision fit beside each other. */
const roomyPx = 132;
/** What rank, score and the sign of a burst take of the line, and what each mark takes. */
const besidePx = 94;
const markPx = 19;

export const tileId = (id: number): string => `photo-${id}`;

export const Tile = memo(function Tile(props: TileProps): ReactElement {
  const { id, left, top, width, height, src, pick, selected, unreadable, place, total } = props;
  const { chosen, inOpenBurst } = props;
  const className = `tile${selected ? ' selected' : ''}${chosen ? ' chosen' : ''}${pick === -1 ? ' rejected' : ''}${inOpenBurst ? ' in-burst' : ''}${props.maybe ? ' may-be' : ''}`;
  return (
    <div
      id={tileId(id)}
      className={className}
      role="option"
      aria-selected={selected || chosen}
      aria-posinset={place + 1}
      aria-setsize={total}
      aria-label={spoken(props)}
      data-id={id}
      style={{ transform: `translate(${left}px, ${top}px)`, width, height: height + captionPx }}
    >
      <div className="picture" style={{ height }}>
        {src !== null && <img src={src} alt="" draggable={false} decoding="async" />}
        {unreadable && <Unreadable />}
      </div>
      <Caption {...props} />
    </div>
  );
});

/** Height of the line below each picture. */
export const captionPx = 24;

function Unreadable(): ReactElement {
  return (
    <span className="unreadable" aria-hidden="true">
      <Icon name="warning" />
      <span data-text={strings.grid.unreadable} />
    </span>
  );
}

/** Signs for the eye, drawn by the style sheet: in words they are in the tile's label. */
function Caption(props: TileProps): ReactElement {
  const { rank, words, pick, stars, label, burst, width } = props;
  const roomy = width >= roomyPx;
  return (
    <div className="caption" aria-hidden="true">
      {rank !== null && (
        <b
          data-text={count(rank)}
          title={rank === props.place + 1 ? undefined : strings.grid.rankOfAll(rank)}
        />
      )}
      {roomy && <span className="words muted" data-text={words} />}
      {props.best && <span className="best" data-text={strings.survey.best} />}
      {props.maybe && <span className="maybe" data-text={strings.grid.maybeShort} />}
      <span className="marks">
        {marksIn(props)
          .slice(0, marksThatFit(width))
          .map(({ mark, icon }) => (
            <span key={mark} className="mark" title={strings.grid[mark]}>
              <Icon name={icon} />
            </span>
          ))}
        {burst > 1 && (
          <span className="burst" title={burstTitle(props)}>
            <Icon name="stack" />
            <span data-text={count(burst)} />
            {holdsPick(props) && <Icon name="pick" />}
          </span>
        )}
        {stars > 0 && (
          <span className="stars" data-text={roomy ? '★'.repeat(stars) : `★${stars}`} />
        )}
        {label > 0 && <span className={`label label-${label}`} />}
        {pick === 1 && <span className="picked">{<Icon name="pick" />}</span>}
        {pick === -1 && <Icon name="reject" />}
      </span>
    </div>
  );
}

/** What counts most first: where there is no room for all, the last are left out. */
const marks = [
  { mark: 'person', icon: 'person' },
  { mark: 'bracket', icon: 'bracket' },
  { mark: 'eyesClosed', icon: 'eyesClosed' },
  { mark: 'blurred', icon: 'blur' },
  { mark: 'softSubject', icon: 'blur' },
  { mark: 'peakAction', icon: 'action' },
  { mark: 'ball', icon: 'ball' },
  { mark: 'copies', icon: 'copies' },
] as const satisfies readonly { mark: keyof TileProps; icon: IconName }[];

/** One sign of a kind: a photo that is blurred all over needs no second one for the player. */
function marksIn(props: TileProps): readonly (typeof marks)[number][] {
  return marks.filter(({ mark }) => props[mark] && !(mark === 'softSubject' && props.blurred));
}

/** Beside rank, score and the sign of a burst. */
function marksThatFit(widthPx: number): number {
  return widthPx < roomyPx ? 0 : Math.floor((widthPx - besidePx) / markPx);
}

function burstTitle({ inOpenBurst, byHand }: TileProps): string {
  const { grid } = strings;
  const does = inOpenBurst ? grid.closeBurst : grid.openBurst;
  return byHand ? `${does} (${grid.byHand})` : does;
}

/** Whether a frame of its burst is picked besides this one. */
function holdsPick({ burst, burstPicks, pick }: TileProps): boolean {
  return burst > 1 && burstPicks > (pick === 1 ? 1 : 0);
}

function spoken(props: TileProps): string {
  const { grid } = strings;
  const { rank, score, pick, stars, label, burst, burstPicks } = props;
  const said = [
    props.name,
    rank === null ? grid.notYet : grid.rank(rank),
    rank !== null && grid.score(scoreText(score)),
    pick === 1 && grid.pick,
    pick === -1 && grid.reject,
    stars > 0 && grid.stars(stars),
    label > 0 && grid.label(label),
    burst > 1 && grid.burst(burst),
    props.byHand && grid.byHand,
    props.inOpenBurst && grid.inOpenBurst,
    holdsPick(props) && grid.burstPicks(burstPicks),
    props.best && strings.survey.best,
    props.maybe && strings.grid.maybe,
    ...marksIn(props).map(({ mark }) => grid[mark]),
    props.unreadable && grid.unreadable,
  ];
  return said.filter((words) => typeof words === 'string').join(', ');
}
