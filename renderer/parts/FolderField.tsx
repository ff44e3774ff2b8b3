// A folder that is chosen in a dialog: which it is, and the button that asks for another.

import type { ReactElement, ReactNode } from 'react';

type Props = {
  readonly label: string;
  /** Absolute path; null while there is none. */
  readonly folder: string | null;
  /** What stands there while there is none. */
  readonly none: string;
  readonly choose: string;
  /** The button in words of its own, where several fields stand together; they begin with what it shows. */
  readonly chooseName?: string;
  readonly onChoose: () => void;
  /** What else can be done with it, behind the button. */
  readonly children?: ReactNode;
};

export function FolderField(props: Props): ReactElement {
  const { label, folder, none, choose, chooseName, onChoose, children } = props;
  return (
    <div className="field">
      <span>{label}</span>
      <div className="destination">
        <span className={folder === null ? 'muted' : ''} title={folder ?? undefined}>
          <bdi>{folder ?? none}</bdi>
        </span>
        <button type="button" aria-label={chooseName} onClick={onChoose}>
          {choose}
        </button>
        {children}
      </div>
    </div>
  );
}
