// What lights up over the page as long as a file is held over it: that it may be dropped anywhere, and what for.

import type { ReactElement } from 'react';
import { useScreen } from '../page/store.ts';
import { strings } from '../strings.ts';

export function DropLight(): ReactElement | null {
  const dragging = useScreen((state) => state.dragging);
  return dragging ? (
    <div className="drop-light">
      <p>{strings.people.held}</p>
    </div>
  ) : null;
}
