// The documentation of the HTTP API: how to get in, then every route with what it takes and gives.

import { useEffect, useState, type ReactElement } from 'react';
import { ask } from '../page/entry.ts';
import { docsStrings as text } from '../strings/docs.ts';
import {
  alternatives,
  curlOf,
  fieldsOf,
  type ApiDocument,
  type Operation,
  type Schema,
} from './document.ts';
import { TryCall } from './TryCall.tsx';

export function DocsPage(): ReactElement {
  const document = useDocument();
  if (document === null) return <main className="docs-page">{text.loading}</main>;
  if (typeof document === 'string')
    return (
      <main className="docs-page" role="alert">
        {document}
      </main>
    );
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const url = document.servers[0]?.url ?? '';
  return (
    <main className="docs-page">
      <h1>{text.title}</h1>
      <p>{document.info.summary}</p>
      <section>
        <h2>{text.access}</h2>
        <p>{text.accessHow(url)}</p>
        <pre tabIndex={0}>Authorization: Bearer TOKEN</pre>
        <p>
          <Download document={document} />
        </p>
      </section>
      <nav aria-label={text.routes}>
        {operations.map(({ path, method, operation }) => (
          <a key={operation.operationId} href={`#${operation.operationId}`}>
            <Method name={method} /> {path}
          </a>
        ))}
      </nav>
      {operations.map((one) => (
        <Route key={one.operation.operationId} {...one} url={url} />
      ))}
    </main>
  );
}

/** Made here: a link that the browser follows by itself would send no key. */
function Download({ document }: { readonly document: ApiDocument }): ReactElement {
  const [href, setHref] = useState('');
  useEffect(() => {
    const file = new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' });
    const url = URL.createObjectURL(file);
    setHref(url);
    return () => URL.revokeObjectURL(url);
  }, [document]);
  return (
    <a href={href} download="openapi.json">
      {text.download}
    </a>
  );
}

/** The document, a sentence where it cannot be had, or null while it is on its way. */
function useDocument(): ApiDocument | string | null {
  const [document, setDocument] = useState<ApiDocument | string | null>(null);
  useEffect(() => {
    ask('/openapi.json')
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setDocument((await response.json()) as ApiDocument);
      })
      .catch(() => {
        setDocument(text.failed);
      });
  }, []);
  return document;
}

function Method({ name }: { readonly name: string }): ReactElement {
  return <span className={`method ${name}`}>{name.toUpperCase()}</span>;
}

type RouteProps = {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
  readonly url: string;
};

function Route({ path, method, operation, url }: RouteProps): ReactElement {
  const { responses, requestBody } = operation;
  const done = responses['200'];
  const refusals = Object.entries(responses).filter(([status]) => status !== '200');
  return (
    <section id={operation.operationId}>
      <h2>
        <Method name={method} /> {path}
      </h2>
      <p>{operation.summary}</p>
      <pre tabIndex={0}>{curlOf(`${url}${path}`, method, operation)}</pre>
      {Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => (
        <Fields key={type} title={text.takes(type)} schema={schema} />
      ))}
      {Object.entries(done?.content ?? {}).flatMap(([type, { schema }]) =>
        alternatives(schema).map((one, index) => (
          <Fields
            key={`${type}${index}`}
            title={index === 0 ? text.gives : text.orGives}
            schema={one}
          />
        )),
      )}
      <details>
        <summary>{text.try}</summary>
        <TryCall path={path} method={method} operation={operation} />
      </details>
      <details>
        <summary>{text.refusals}</summary>
        <dl className="statuses">
          {refusals.map(([status, { description }]) => (
            <div key={status}>
              <dt className="numbers">{status}</dt>
              <dd>{description}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function Fields({
  title,
  schema,
}: {
  readonly title: string;
  readonly schema: Schema;
}): ReactElement {
  const fields = fieldsOf(schema);
  return (
    <div className="fields">
      <h3>{title}</h3>
      {fields.length === 0 && <p className="muted">{schema.description}</p>}
      {fields.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{text.field}</th>
              <th scope="col">{text.type}</th>
              <th scope="col">{text.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ name, type, required, description }, index) => (
              <tr key={`${name}${index}`}>
                <td>
                  <code>{name}</code>
                </td>
                <td>
                  {type}
                  {!required && <span className="muted"> {text.optional}</span>}
                </td>
                <td>{description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
