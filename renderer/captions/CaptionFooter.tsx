// What stands below the fields: what is wrong or not known, and applying.

import type { ReactElement } from 'react';
import type { Variable } from '../../shared/captions/template.ts';
import { captionStrings as text } from '../strings/captions.ts';
import { applyAndGoOn, discardDraft } from './caption-acts.ts';
import type { Plans } from './captioned.ts';

type Props = { readonly ids: readonly number[]; readonly plans: Plans | null };

export function CaptionFooter({ ids, plans }: Props): ReactElement {
  const isTyped = plans !== null;
  const problem = plans?.problem ?? null;
  return (
    <div className="caption-footer">
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {problem === null && plans && <Unknown plans={plans} />}
      <div className="caption-buttons">
        <button
          type="button"
          className="primary"
          disabled={!isTyped || problem !== null}
          title={text.applyKeys}
          onClick={() => applyAndGoOn(ids)}
        >
          {text.apply}
        </button>
        <button type="button" className="quiet" disabled={!isTyped} onClick={discardDraft}>
          {text.discard}
        </button>
      </div>
    </div>
  );
}

function Unknown({ plans: { plans } }: { readonly plans: Plans }): ReactElement {
  const photosBy = new Map<Variable, number>();
  for (const name of plans.flatMap(({ empty }) => empty))
    photosBy.set(name, (photosBy.get(name) ?? 0) + 1);
  return (
    <div role="status">
      {[...photosBy].map(([name, photos]) => (
        <p className="muted" key={name}>
          {text.unknownOn(name, photos, plans.length)}
        </p>
      ))}
    </div>
  );
}
