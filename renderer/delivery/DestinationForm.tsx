// The form of a destination: it is kept, and looked at at once whether it works.

import { useEffect, useState, type ReactElement } from 'react';
import {
  destinationKinds,
  usualPorts,
  type DeliveryProblem,
  type KnownDestination,
} from '../../shared/delivery/deliveries.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import { call, native } from '../page/engine.ts';
import { fileName } from '../page/file-name.ts';
import type { WrittenDestination } from '../page/page.ts';
import { page } from '../page/store.ts';
import { say } from '../page/toast.ts';
import { Choice } from '../parts/Choice.tsx';
import { FolderField } from '../parts/FolderField.tsx';
import { chooseFolder } from '../start/choosing.ts';
import { deliveryStrings as text } from '../strings/delivery.ts';
import { destinationOf, draftOf, type DestinationDraft } from './destination-draft.ts';
import { holdDraft, lookAtSending, readDestinations, saveDestination } from './sending-acts.ts';

type Props = { readonly before: KnownDestination | null; readonly onDone: () => void };

export function DestinationForm({ before, onDone }: Props): ReactElement {
  const [draft, setDraft] = useState(() => page().sending.draft?.fields ?? draftOf(before));
  useEffect(() => holdDraft(null), []);
  /** The name under which it is kept by now. */
  const [kept, setKept] = useState(before?.name ?? null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<DeliveryProblem | string | null>(null);
  const destination = destinationOf(draft);
  const change = (some: Partial<DestinationDraft>) => setDraft({ ...draft, ...some });
  const test = async (name: string) => {
    const answer = await call('destination.test', { name });
    setProblem(answer.problem);
    if (answer.problem !== null) return;
    say(text.works(name));
    onDone();
  };
  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    await work()
      .catch((error: unknown) => setProblem(sentenceOf(error)))
      .finally(() => setBusy(false));
  };
  const save = async () => {
    if (!destination) return;
    await saveDestination(destination, kept, draft.secret);
    setKept(destination.name);
    await test(destination.name);
  };
  const trust = (fingerprint: string) => async () => {
    const name = kept ?? '';
    await call('destination.trust', { name, fingerprint });
    lookAtSending();
    await test(name);
  };
  return (
    <form
      className="destination-form"
      aria-label={before ? text.edit(before.name) : text.add}
      onSubmit={(event) => {
        event.preventDefault();
        void during(save);
      }}
    >
      <Fields draft={draft} before={before} change={change} />
      {before?.trusted != null && <TrustedKey before={before} />}
      <div className="destination-answer" role="status">
        {isBusy ? (
          <p>{text.testing}</p>
        ) : (
          problem !== null && (
            <p className="problem">{typeof problem === 'string' ? problem : problem.sentence}</p>
          )
        )}
      </div>
      <div className="destination-acts">
        {typeof problem === 'object' && problem?.kind === 'trust' && (
          <button
            type="button"
            disabled={isBusy}
            onClick={() => void during(trust(problem.fingerprint ?? ''))}
          >
            {text.trust}
          </button>
        )}
        <button type="button" onClick={onDone}>
          {text.cancel}
        </button>
        <button type="submit" className="primary" disabled={destination === null || isBusy}>
          {text.save}
        </button>
      </div>
    </form>
  );
}

function TrustedKey({ before }: { readonly before: KnownDestination }): ReactElement {
  const { name, trusted } = before;
  return (
    <p className="muted trusted">
      {text.forgetKeyHint(trusted ?? '')}{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          void call('destination.trust', { name, fingerprint: null }).then(readDestinations);
        }}
      >
        {text.forgetKey}
      </button>
    </p>
  );
}

type FieldsProps = {
  readonly draft: DestinationDraft;
  readonly change: (some: Partial<DestinationDraft>) => void;
};

function Fields({ draft, before, change }: FieldsProps & Pick<Props, 'before'>): ReactElement {
  const { kind } = draft;
  return (
    <div className="destination-fields">
      <TextField label={text.name} value={draft.name} onText={(name) => change({ name })} />
      <Choice
        label={text.kind}
        value={kind}
        choices={destinationKinds}
        words={text.kinds}
        onChange={(chosen) => change({ kind: chosen })}
      />
      {kind === 'folder' ? (
        <FolderField
          label={text.folderLocal}
          folder={draft.folder || null}
          none={text.none}
          choose={text.choose}
          onChoose={() => chooseHere({ before, fields: draft }, change)}
        />
      ) : (
        <ServerFields draft={draft} change={change} usual={usualPorts[kind]} />
      )}
    </div>
  );
}

/** The page's own chooser takes the place of this window: what is written so far waits for it. */
function chooseHere(written: WrittenDestination, change: FieldsProps['change']): void {
  holdDraft(written);
  chooseFolder((folder) => {
    const { fields } = written;
    const name = fields.name === '' ? fileName(folder) : fields.name;
    holdDraft({ ...written, fields: { ...fields, name, folder } });
    change({ name, folder });
  });
}

function ServerFields({
  draft,
  change,
  usual,
}: FieldsProps & { readonly usual: number }): ReactElement {
  const hint = native ? text.passwordKept : text.passwordHint;
  return (
    <>
      <TextField label={text.host} value={draft.host} onText={(host) => change({ host })} />
      <TextField
        label={text.port}
        value={draft.port}
        placeholder={String(usual)}
        onText={(port) => change({ port })}
      />
      <TextField label={text.user} value={draft.user} onText={(user) => change({ user })} />
      <TextField
        label={text.password}
        type="password"
        value={draft.secret}
        hint={draft.kind === 'ftp' ? text.plainWarning : hint}
        onText={(secret) => change({ secret })}
      />
      <TextField
        label={text.folder}
        value={draft.folder}
        hint={text.folderHint}
        onText={(folder) => change({ folder })}
      />
      {draft.kind === 'sftp' && (
        <TextField
          label={text.keyFile}
          value={draft.keyFile}
          onText={(keyFile) => change({ keyFile })}
        />
      )}
    </>
  );
}

type TextFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'password';
  readonly placeholder?: string;
  readonly hint?: string;
  readonly onText: (value: string) => void;
};

function TextField(props: TextFieldProps): ReactElement {
  const { label, value, type = 'text', placeholder, hint, onText } = props;
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type={type}
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
      />
      {hint !== undefined && <span className="muted hint">{hint}</span>}
    </label>
  );
}
