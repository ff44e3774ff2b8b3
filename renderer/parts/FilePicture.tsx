// The picture of a file that was given to the page.

import { useEffect, useState, type ReactElement } from 'react';
import { strings } from '../strings.ts';

/** Only kinds that the page itself can show; of others nothing is drawn. */
export function FilePicture({ file }: { readonly file: File }): ReactElement | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url === null) return null;
  return <img src={url} alt={strings.sport.droppedPhoto(file.name)} onError={() => setUrl(null)} />;
}
