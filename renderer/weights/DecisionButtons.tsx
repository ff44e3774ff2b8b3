// Deciding about the selected photo with the mouse: the same as the keys do, and a hint at which keys.

import type { ReactElement } from 'react';
import { run } from '../keys/run-key.ts';
import type { ActionId } from '../keys/key-table.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';

const starActions = ['stars1', 'stars2', 'stars3', 'stars4', 'stars5'] as const;
const labelActions = ['label1', 'label2', 'label3', 'label4', 'label5'] as const;

export function DecisionButtons({ index }: { readonly index: number }): ReactElement {
  const pick = useShoot(({ known }) => known.decisions.pick[index] ?? 0);
  const stars = useShoot(({ known }) => known.decisions.stars[index] ?? 0);
  const label = useShoot(({ known }) => known.decisions.label[index] ?? 0);
  const decided = (on: boolean, action: ActionId, icon: IconName) => (
    <button
      type="button"
      className="quiet"
      aria-pressed={on}
      aria-label={strings.actions[action]}
      title={strings.actions[action]}
      onClick={() => act(on ? 'clear' : action)}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div className="decisions" role="group" aria-label={strings.filters.decision}>
      {decided(pick === 1, 'pick', 'pick')}
      {decided(pick === -1, 'reject', 'reject')}
      <span className="spring" />
      {starActions.map((action, place) => (
        <button
          key={action}
          type="button"
          className={place < stars ? 'star on' : 'star'}
          aria-label={strings.actions[action]}
          title={strings.actions[action]}
          onClick={() => act(stars === place + 1 ? 'stars0' : action)}
        >
          <span data-text={place < stars ? '★' : '☆'} />
        </button>
      ))}
      <span className="spring" />
      {labelActions.map((action, place) => (
        <button
          key={action}
          type="button"
          className="dot"
          aria-pressed={label === place + 1}
          aria-label={strings.actions[action]}
          title={strings.actions[action]}
          onClick={() => act(action)}
        >
          <span className={`label label-${place + 1}`} />
        </button>
      ))}
    </div>
  );
}

function act(action: ActionId): void {
  run(action, 'grid');
}
