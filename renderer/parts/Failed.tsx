// What is shown when the page itself fails: a sentence and a way on, never a blank window.

import { Component, type ReactNode } from 'react';
import { strings } from '../strings.ts';

type Props = { readonly children: ReactNode };
type Failure = { readonly message: string | null };

/** React tells of failures below through a class only. */
export class Failed extends Component<Props, Failure> {
  override readonly state: Failure = { message: null };

  static getDerivedStateFromError(error: unknown): Failure {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <main className="centred" role="alert">
        <h1>{strings.failed.title}</h1>
        <p>{strings.failed.lead}</p>
        <p className="muted">{this.state.message}</p>
        <button type="button" className="primary" onClick={() => location.reload()}>
          {strings.failed.reload}
        </button>
      </main>
    );
  }
}
