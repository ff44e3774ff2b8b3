// A button that takes a file of the user's choice, and what stands in it.

import { useRef, type ReactElement } from 'react';
import { sayProblem } from '../page/toast.ts';

type Props = {
  readonly text: string;
  readonly take: (bytes: Uint8Array, name: string) => Promise<void>;
};

export function FileButton({ text, take }: Props): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  const read = async (file: File) => {
    await take(new Uint8Array(await file.arrayBuffer()), file.name);
  };
  return (
    <>
      <button type="button" onClick={() => field.current?.click()}>
        {text}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={text}
        accept=".csv,.tsv,.txt,text/plain,text/csv"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) read(file).catch(sayProblem);
          currentTarget.value = ''; // the same file may be taken again, once it was mended
        }}
      />
    </>
  );
}
