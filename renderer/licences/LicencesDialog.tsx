// The third-party notices as plain text, from the file that was made with the page.

import { useEffect, useState, type ReactElement } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { whileShown } from '../parts/while-shown.ts';
import { setScreen } from '../page/store.ts';
import { licenceStrings as text } from '../strings/licences.ts';
import './licences.css';

/** Leads back to the sheet of keys, from which it is opened. */
export function LicencesDialog(): ReactElement {
  const [notices, setNotices] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(
    () =>
      whileShown(
        async ({ wait }) => setNotices(await wait(readNotices())),
        () => setFailed(true),
      ),
    [],
  );
  return (
    <Dialog wide title={text.title} onClose={() => setScreen({ dialog: 'help' })}>
      <div className="body" role="group" aria-label={text.title} tabIndex={0}>
        {failed && (
          <p className="problem" role="alert">
            {text.failed}
          </p>
        )}
        {!failed && notices === null && (
          <p className="muted" role="status">
            {text.loading}
          </p>
        )}
        {notices !== null && <pre className="notices">{notices}</pre>}
      </div>
    </Dialog>
  );
}

async function readNotices(): Promise<string> {
  const response = await fetch('/notices.txt');
  if (response.ok) return response.text();
  throw new Error(text.failed);
}
