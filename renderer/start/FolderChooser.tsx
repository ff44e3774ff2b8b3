// The folder chooser of the browser host, where no system dialog tells the page a path.

import { useEffect, useState, type ReactElement } from 'react';
import type { FolderList } from '../../shared/calls/host.ts';
import { stopped } from '../../shared/calls/http-call.ts';
import { ask } from '../page/entry.ts';
import { chose } from './choosing.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import { whileShown } from '../parts/while-shown.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/icons.tsx';
import { count, strings } from '../strings.ts';
import { NewFolder } from './NewFolder.tsx';
import './start.css';

function listOf(path: string | null): Promise<FolderList> {
  return foldersFrom(ask(path === null ? '/folders' : `/folders?path=${encodeURIComponent(path)}`));
}

/** Tells the host, too: it lets albums be made where the user said so, and nowhere else. */
function chooseAt(path: string): Promise<FolderList> {
  return foldersFrom(ask('/folders', { method: 'POST', body: path }));
}

async function foldersFrom(asked: Promise<Response>): Promise<FolderList> {
  const response = await asked.catch((cause: unknown) => {
    throw stopped(cause);
  });
  const answer = (await response.json()) as FolderList | { readonly message: string };
  if ('message' in answer) throw new Error(answer.message);
  return answer;
}

/** In the one that is shown, which is written as its system writes paths. */
function makeIn(folder: string, name: string): Promise<FolderList> {
  const separator = folder.includes('\\') ? '\\' : '/';
  const path = folder.endsWith(separator) ? folder + name : folder + separator + name;
  return foldersFrom(ask('/new-folder', { method: 'POST', body: path }));
}

export function FolderChooser(): ReactElement {
  const [asked, setAsked] = useState<string | null>(null);
  const [list, setList] = useState<FolderList | null>(null);
  /** What the field holds since the user went into it or wrote there: a list that arrives later does not replace it. */
  const [written, setWritten] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const failed = (error: unknown) => setProblem(sentenceOf(error));
  useEffect(
    () =>
      whileShown(
        async ({ wait }) => {
          setList(await wait(listOf(asked)));
          setProblem(null);
        },
        (error) => setProblem(sentenceOf(error)),
      ),
    [asked],
  );
  const text = written ?? list?.path ?? '';
  const typed = text.trim();
  const goTo = (path: string) => {
    setAsked(path);
    setWritten(null);
  };
  const show = (made: FolderList) => {
    goTo(made.path);
    setList(made);
  };
  // A path that was typed and not gone to is meant all the same.
  const choose = () => void chooseAt(typed).then(({ path }) => chose(path), failed);
  return (
    <Dialog title={strings.chooser.title} onClose={() => chose(null)}>
      <div className="body chooser">
        <PathField
          text={text}
          onText={setWritten}
          onLeftEmpty={() => setWritten(null)}
          onGo={() => setAsked(typed)}
        />
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        {list && <Folders list={list} onGo={goTo} />}
        {list && <NewFolder onMake={(name) => void makeIn(list.path, name).then(show, failed)} />}
      </div>
      <footer>
        <span className="muted spread numbers">
          {list?.path === typed && strings.chooser.here(list.photos)}
        </span>
        <button type="button" onClick={() => chose(null)}>
          {strings.chooser.cancel}
        </button>
        <button type="button" className="primary" disabled={typed === ''} onClick={choose}>
          {strings.chooser.open}
        </button>
      </footer>
    </Dialog>
  );
}

type PathProps = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onLeftEmpty: () => void;
  readonly onGo: () => void;
};

function PathField({ text, onText, onLeftEmpty, onGo }: PathProps): ReactElement {
  return (
    <form
      className="path"
      onSubmit={(event) => {
        event.preventDefault();
        onGo();
      }}
    >
      <input
        type="text"
        aria-label={strings.chooser.path}
        value={text}
        spellCheck={false}
        onFocus={() => onText(text)}
        onBlur={() => {
          if (text.trim() === '') onLeftEmpty();
        }}
        onChange={(event) => onText(event.target.value)}
      />
      <button type="submit">{strings.chooser.go}</button>
    </form>
  );
}

type FoldersProps = { readonly list: FolderList; readonly onGo: (path: string) => void };

function Folders({ list, onGo }: FoldersProps): ReactElement {
  const { parent, folders, places } = list;
  return (
    <>
      <div className="places">
        {places.map(({ name, path }) => (
          <button key={path} type="button" onClick={() => onGo(path)}>
            {name}
          </button>
        ))}
      </div>
      <ul className="folders">
        {parent !== null && (
          <li>
            <button type="button" className="quiet" onClick={() => onGo(parent)}>
              <Icon name="up" />
              <span>{strings.chooser.up}</span>
            </button>
          </li>
        )}
        {folders.map(({ name, path, photos }) => (
          <li key={path}>
            <button type="button" className="quiet" onClick={() => onGo(path)}>
              <Icon name="folder" />
              <span>{name}</span>
              {photos !== null && photos > 0 && (
                <span className="muted numbers">{count(photos)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {folders.length === 0 && <p className="muted">{strings.chooser.empty}</p>}
    </>
  );
}
