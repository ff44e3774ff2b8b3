// What was wrong with the lines of a file that was read, each with its number.

import type { ReactElement } from 'react';
import type { LineProblem } from '../../shared/captions/codes.ts';
import { captionStrings } from '../strings/captions.ts';

type Problems = { readonly problems: readonly LineProblem[] };

export function LineProblems({ problems }: Problems): ReactElement | null {
  if (problems.length === 0) return null;
  return (
    <div className="problem" role="alert">
      <ul>
        {problems.slice(0, 20).map(({ line, message }) => (
          <li key={line}>{captionStrings.line(line, message)}</li>
        ))}
      </ul>
    </div>
  );
}
