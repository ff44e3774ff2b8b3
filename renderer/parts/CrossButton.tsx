// The quiet cross beside what can be taken away, told in words to whoever asks.

import type { ReactElement } from 'react';
import { Icon } from './icons.tsx';

type Props = {
  readonly label: string;
  readonly onClick: () => void;
  readonly className?: string;
};

export function CrossButton({ label, onClick, className = 'quiet' }: Props): ReactElement {
  return (
    <button type="button" className={className} aria-label={label} title={label} onClick={onClick}>
      <Icon name="close" />
    </button>
  );
}
