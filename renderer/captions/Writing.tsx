// What helps to write captions, each folded until it is wanted: templates, the roster, and codes.

import { useState, type ReactElement } from 'react';
import { variables } from '../../shared/captions/template.ts';
import { parseCodes, delimiterIn, type LineProblem } from '../../shared/captions/codes.ts';
import { keepTemplate, takeCodes } from '../../shared/shoot/acts/captions.ts';
import type { KnownCaptions } from '../../shared/shoot/captions.ts';
import { opened, usePage, useShoot } from '../page/store.ts';
import { CrossButton } from '../parts/CrossButton.tsx';
import { captionStrings } from '../strings/captions.ts';
import { sameIds, typeInto } from './caption-acts.ts';
import { FileButton } from './FileButton.tsx';
import { LineProblems } from './LineProblems.tsx';
import { RosterPart } from './RosterPart.tsx';

const noTemplates: KnownCaptions['templates'] = [];
const noFiles: KnownCaptions['codeFiles'] = [];

type Props = { readonly ids: readonly number[] };

export function Writing({ ids }: Props): ReactElement | null {
  const isKnown = useShoot(({ known }) => known.captions !== null);
  if (!isKnown) return null;
  return (
    <>
      <Templates ids={ids} />
      <RosterPart />
      <Codes />
    </>
  );
}

function Templates({ ids }: Props): ReactElement {
  const templates = useShoot(({ known }) => known.captions?.templates ?? noTemplates);
  const draft = usePage(({ captionDraft }) => captionDraft);
  const [name, setName] = useState('');
  const text = captionStrings.templates;
  const fields = draft && sameIds(draft.ids, ids) ? draft.fields : null;
  const named = name.trim();
  return (
    <details className="caption-part">
      <summary>{text.title}</summary>
      <ul>
        {templates.map((template) => (
          <li key={template.name}>
            <button
              type="button"
              className="caption-use"
              disabled={ids.length === 0}
              title={Object.values(template.fields).join('\n')}
              onClick={() => typeInto(ids, template.fields)}
            >
              {template.name}
            </button>
            <CrossButton
              label={text.remove(template.name)}
              onClick={() => {
                void keepTemplate(opened(), template.name, null, text.removed(template.name));
              }}
            />
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!fields || named === '') return;
          void keepTemplate(opened(), named, fields, text.saved(named));
          setName('');
        }}
      >
        <input
          type="text"
          aria-label={text.name}
          placeholder={text.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" disabled={!fields || named === ''}>
          {text.save}
        </button>
      </form>
      {!fields && <p className="muted">{text.nothing}</p>}
      <details>
        <summary>{text.variables}</summary>
        <dl>
          {Object.entries(variables).map(([variable, about]) => (
            <div key={variable}>
              <dt>{`{${variable}}`}</dt>
              <dd>{about}</dd>
            </div>
          ))}
        </dl>
      </details>
    </details>
  );
}

function Codes(): ReactElement {
  const files = useShoot(({ known }) => known.captions?.codeFiles ?? noFiles);
  const delimiter = useShoot(({ known }) => delimiterIn(known.settings['captions.delimiter']));
  const [problems, setProblems] = useState<readonly LineProblem[]>([]);
  const text = captionStrings.codes;
  return (
    <details className="caption-part">
      <summary>{text.title}</summary>
      <ul>
        {files.map((file) => (
          <li key={file.name}>
            <span className="caption-name">{file.name}</span>
            <span className="muted numbers">{text.count(parseCodes(file.text).codes.size)}</span>
            <CrossButton
              label={text.remove(file.name)}
              onClick={() => void takeCodes(opened(), file.name, null, text.removed(file.name))}
            />
          </li>
        ))}
      </ul>
      {files.length === 0 && <p className="muted">{text.none(delimiter)}</p>}
      <FileButton
        text={text.file}
        take={async (bytes, name) => {
          setProblems(await takeCodes(opened(), name, { bytes, name }, text.taken(name)));
        }}
      />
      <LineProblems problems={problems} />
    </details>
  );
}
