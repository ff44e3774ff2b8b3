// A form that tries a call of the HTTP API: the key of this page lets it in.

import { useState, type ReactElement } from 'react';
import { ask } from '../page/entry.ts';
import { docsStrings as text } from '../strings/docs.ts';
import { alternatives, exampleOf, type Operation, type Schema } from './document.ts';

type Props = { readonly path: string; readonly method: string; readonly operation: Operation };

export function TryCall({ path, method, operation }: Props): ReactElement {
  const bodies = operation.requestBody?.content ?? {};
  const types = Object.keys(bodies);
  const [type, setType] = useState(types[0]);
  const [answer, setAnswer] = useState('');
  const schema = bodies[type ?? '']?.schema;
  const send = async (form: HTMLFormElement) => {
    setAnswer(text.waiting);
    setAnswer(await answerTo(path, { method: method.toUpperCase(), ...bodyOf(form, type) }));
  };
  return (
    <form
      className="try"
      aria-label={text.tryIt(path)}
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      {types.length > 1 && (
        <label className="field">
          <span>{text.sendAs}</span>
          <select value={type} onChange={(event) => setType(event.target.value)}>
            {types.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      )}
      {schema && <Inputs key={type} type={type ?? ''} schema={schema} />}
      <button type="submit">{text.send}</button>
      <pre role="status" tabIndex={0} aria-label={text.answer}>
        {answer}
      </pre>
    </form>
  );
}

/** The whole body under the name `body`, or the fields of a form under theirs. */
function Inputs({ type, schema }: { readonly type: string; readonly schema: Schema }) {
  if (type === 'application/json')
    return (
      <label className="field">
        <span>{text.body}</span>
        <textarea name="body" rows={4} defaultValue={JSON.stringify(exampleOf(schema), null, 2)} />
      </label>
    );
  const fields = Object.entries(schema.properties ?? { body: schema });
  return fields.map(([name, field]) => {
    const isFile = alternatives(field.items ?? field).some(({ format }) => format === 'binary');
    return (
      <label key={name} className="field">
        <span>{name === 'body' ? text.body : name}</span>
        <input type={isFile ? 'file' : 'text'} name={name} multiple={field.type === 'array'} />
      </label>
    );
  });
}

/** What is left empty is not sent. */
function bodyOf(form: HTMLFormElement, type: string | undefined): RequestInit {
  if (type === undefined) return {};
  const fields = new FormData(form);
  const body = fields.get('body');
  if (body instanceof File) return { body, headers: { 'content-type': body.type } };
  if (body !== null) return { body, headers: { 'content-type': type } };
  for (const [name, value] of [...fields]) if (isLeftEmpty(value)) fields.delete(name);
  return { body: fields };
}

/** A field for files gives a nameless file without a byte where none was chosen. */
function isLeftEmpty(value: FormDataEntryValue): boolean {
  return typeof value === 'string' ? value === '' : value.name === '' && value.size === 0;
}

/** The status and the body, or a sentence where there is neither. */
async function answerTo(path: string, init: RequestInit): Promise<string> {
  try {
    const response = await ask(path, init);
    const answer: unknown = await response.json();
    return `${response.status}\n${JSON.stringify(answer, null, 2)}`;
  } catch {
    return text.noAnswer;
  }
}
