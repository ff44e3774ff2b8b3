// What a copy from a card would do, before it is begun.

import type { ReactElement } from 'react';
import type { IngestSummary } from '../../shared/contract.ts';
import { ingestStrings } from '../strings/ingest.ts';
import type { Plan } from './use-plan.ts';

const text = ingestStrings.plan;

type Props = {
  /** Whether all is chosen that can be asked about. */
  readonly asked: boolean;
  readonly plan: Plan | null;
};

export function PlanText({ asked, plan }: Props): ReactElement {
  if (plan && 'problem' in plan)
    return (
      <p className="ingest-plan problem" role="alert">
        {plan.problem}
      </p>
    );
  const sentences = plan ? sentencesOf(plan.summary) : [asked ? text.looking : text.first];
  return (
    <div className="ingest-plan" role="status">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

function sentencesOf({ shots, places, plan }: IngestSummary): readonly string[] {
  if (shots === 0) return [text.nothing];
  const first = plan[0];
  return [
    ...places.map(({ folder, copied, copiedBytes, already, problem }) =>
      [
        problem ?? text.copy(copied, copiedBytes, folder),
        ...(already > 0 ? [text.already(already)] : []),
      ].join(' '),
    ),
    ...(first ? [text.example(first.to)] : []),
  ];
}
