// What is shown in a tab that has no key: how to open Podium again.

import type { ReactElement } from 'react';
import { strings } from '../strings.ts';

export function NotLetIn(): ReactElement {
  const text = strings.notLetIn;
  return (
    <main className="centred" role="alert">
      <h1>{text.title}</h1>
      <p>{text.why}</p>
      <p>{text.how}</p>
      <pre>podium open</pre>
    </main>
  );
}
