// Who plays, and the match: taken from a file or pasted, kept with the folder.

import { useState, type ReactElement } from 'react';
import type { LineProblem } from '../../shared/captions/codes.ts';
import { noRoster, teamsOf, type Match } from '../../shared/captions/roster.ts';
import type { GivenList } from '../../shared/contract.ts';
import { keepRoster, takeRoster } from '../../shared/shoot/acts/captions.ts';
import { opened, shoot, useShoot } from '../page/store.ts';
import { CrossButton } from '../parts/CrossButton.tsx';
import { captionStrings } from '../strings/captions.ts';
import { FileButton } from './FileButton.tsx';
import { LineProblems } from './LineProblems.tsx';

const text = captionStrings.roster;

export function RosterPart(): ReactElement {
  const roster = useShoot(({ known }) => known.captions?.roster ?? noRoster);
  const [pasted, setPasted] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly LineProblem[]>([]);
  const take = async (list: GivenList) => {
    setProblems(await takeRoster(opened(), list, text.taken));
    setPasted(null);
  };
  const isThere = roster.players.length > 0;
  return (
    <details className="caption-part">
      <summary>{text.title}</summary>
      {isThere ? (
        <p className="caption-kept">
          <span>{text.players(roster.players.length, teamsOf(roster))}</span>
          <CrossButton
            label={text.remove}
            onClick={() => void keepRoster(opened(), null, text.removed)}
          />
        </p>
      ) : (
        <p className="muted">{text.none}</p>
      )}
      <div className="caption-buttons">
        <FileButton text={text.file} take={(bytes, name) => take({ bytes, name })} />
        <button
          type="button"
          aria-expanded={pasted !== null}
          onClick={() => setPasted(pasted === null ? '' : null)}
        >
          {text.paste}
        </button>
      </div>
      {pasted !== null && (
        <form
          className="caption-paste"
          onSubmit={(event) => {
            event.preventDefault();
            void take({ text: pasted });
          }}
        >
          <textarea
            rows={5}
            aria-label={text.pasteLabel}
            placeholder={text.pasteLabel}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
          <button type="submit" disabled={pasted.trim() === ''}>
            {text.take}
          </button>
        </form>
      )}
      <LineProblems problems={problems} />
      {(['event', 'venue', 'score'] as const).map((part) => (
        <MatchField key={`${part} ${roster.match[part]}`} part={part} match={roster.match} />
      ))}
    </details>
  );
}

type MatchProps = { readonly part: keyof Match; readonly match: Match };

/** Kept as it is left, or with Enter. */
function MatchField({ part, match }: MatchProps): ReactElement {
  const [value, setValue] = useState(match[part]);
  const keep = () => {
    const roster = shoot().known.captions?.roster ?? noRoster;
    if (value.trim() === roster.match[part]) return;
    const fresh = { ...roster.match, [part]: value.trim() };
    void keepRoster(opened(), { players: [...roster.players], match: fresh }, text.match);
  };
  return (
    <label className="caption-match">
      <span>{text[part]}</span>
      <input
        type="text"
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
      />
    </label>
  );
}
