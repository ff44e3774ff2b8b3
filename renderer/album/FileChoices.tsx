// Names, size and sidecars of an album's files; the engine says what the first name will be.

import { useEffect, useState, type ReactElement } from 'react';
import type { AlbumItem } from '../../shared/contract.ts';
import { fileName } from '../page/file-name.ts';
import { rest } from '../page/slices.ts';
import { whileShown } from '../parts/while-shown.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import { strings } from '../strings.ts';
import { AlbumPresets } from './AlbumPresets.tsx';
import { setAlbum } from './album-form.ts';
import { CopyChoices } from './CopyChoices.tsx';
import { isMarkWhole } from './copy-choices.ts';
import type { AlbumForm } from '../page/page.ts';

type Props = { readonly form: AlbumForm; readonly first: AlbumItem | undefined };

export function FileChoices({ form, first }: Props): ReactElement {
  const text = strings.album;
  const example = useExample(form, first);
  return (
    <>
      <AlbumPresets form={form} />
      <label className="field">
        <span>{text.template}</span>
        <input
          type="text"
          spellCheck={false}
          value={form.template}
          onChange={(event) => setAlbum({ template: event.target.value })}
        />
      </label>
      <p className="hint muted" aria-live="polite">
        {example ?? text.templateHelp}
      </p>
      <CopyChoices copies={form.copies} />
      <label className="check">
        <input
          type="checkbox"
          checked={form.xmp}
          onChange={(event) => setAlbum({ xmp: event.target.checked })}
        />
        {text.xmp}
      </label>
    </>
  );
}

/** Whoever types a template is asked about once the hand rests, milliseconds. */
const typingMs = 200;

/** The first name as the engine would write it, or why it would not; null before a folder is chosen. */
function useExample(form: AlbumForm, first: AlbumItem | undefined): string | null {
  const [example, setExample] = useState<string | null>(null);
  const { to, template, copies } = form;
  useEffect(() => {
    if (to === null || first === undefined || template === '') {
      setExample(null);
      return undefined;
    }
    return whileShown(
      async ({ ask, wait }) => {
        await wait(rest(typingMs));
        const plan = {
          items: [first],
          to,
          template,
          copies: isMarkWhole(copies) ? copies : null,
          dryRun: true,
        };
        const [file] = await ask('album.export', plan);
        setExample(file ? strings.album.example(fileName(file.to)) : null);
      },
      (error) => setExample(sentenceOf(error)),
    );
  }, [to, template, copies, first]);
  return example;
}
