// What is shown when the page itself fails: a sentence and a way on, never a blank window.

import { Component, type ReactNode } from 'react';
import { strings } from '../strings.ts';

type Props = { readonly children: ReactNode };
type Failure = { readonly hasFailed: boolean };

/** React tells of failures below through a class only. */
export class Failed extends Component<Props, Failure> {
  override readonly state: Failure = { hasFailed: false };

  static getDerivedStateFromError(): Failure {
    return { hasFailed: true }; // React writes what happened to the console
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="centred" role="alert">
        <h1>{strings.failed.title}</h1>
        <p>{strings.failed.lead}</p>
        <button type="button" className="primary" onClick={() => location.reload()}>
          {strings.failed.reload}
        </button>
      </main>
    );
  }
}
