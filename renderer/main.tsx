// The page's entry: the theme, the keys and the first view.

import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { listenToKeys } from './keys/run-key.ts';
import { checkKept } from './kept/kept-acts.ts';
import { foldersInAddress } from './page/address.ts';
import { native } from './page/engine.ts';
import { enter } from './page/entry.ts';
import { listenToLostFocus } from './page/lost-focus.ts';
import { startRemembering } from './page/memory.ts';
import { listenToWidth } from './page/panels.ts';
import { page } from './page/store.ts';
import { Failed } from './parts/Failed.tsx';
import { NotLetIn } from './parts/NotLetIn.tsx';
import { listenToPaste } from './people/given-photos.ts';
import { listenToDrops } from './start/choosing.ts';
import { loadRecent, openFolders } from './start/opening.ts';
import { startSettling } from './weights/ranking.ts';
import { followLook } from './theme/look.ts';
import './theme/theme.css';
import './theme/parts.css';

followLook();
listenToWidth();

/** In Electron the window is the page's own; in a browser it has to be let in. */
const isIn = native !== null || (await enter());

const root = document.getElementById('root');
if (root) createRoot(root).render(<Failed>{isIn ? <App /> : <NotLetIn />}</Failed>);

if (isIn) start();

function start(): void {
  listenToKeys();
  page().hand.listen();
  listenToLostFocus();
  listenToDrops();
  listenToPaste();
  startSettling();
  const writeNow = startRemembering();
  window.addEventListener('pagehide', () => {
    writeNow();
    page().writes.sendNow();
    page().leavings.sendNow();
  });
  void loadRecent();
  const asked = foldersInAddress();
  const opening = asked.length > 0 ? openFolders(asked) : Promise.resolve();
  void opening.then(checkKept); // what it says is not swept away by the folders that open
  native?.onOpenFolders((folders) => void openFolders(folders));
}
