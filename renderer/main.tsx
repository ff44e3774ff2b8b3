// The page's entry: the theme, the keys and the first view.

import { createRoot } from 'react-dom/client';
import { foldersInAddress } from './page/address.ts';
import { listenToDrops } from './start/choosing.ts';
import { followPerson, followPreset, followPrompts } from './status/follow.ts';
import { loadRecent, openFolders } from './start/opening.ts';
import { listenToGestures } from './page/gesture.ts';
import { listenToLostFocus } from './page/lost-focus.ts';
import { recallPage, startRemembering, writeNow } from './page/memory.ts';
import { startSettling } from './weights/ranking.ts';
import { listenToKeys } from './keys/run-key.ts';
import { sendAllNow } from './page/writes.ts';
import { App } from './App.tsx';
import { native } from './page/engine.ts';
import { Failed } from './parts/Failed.tsx';
import './theme/theme.css';
import './theme/parts.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Failed>
      <App />
    </Failed>,
  );
}

listenToKeys();
listenToGestures();
listenToLostFocus();
listenToDrops();
startSettling();
followPreset();
followPrompts();
followPerson();
startRemembering();
window.addEventListener('pagehide', () => {
  writeNow();
  sendAllNow();
});
void recallPage();
void loadRecent();

const asked = foldersInAddress();
if (asked.length > 0) void openFolders(asked);
native?.onOpenFolders((folders) => void openFolders(folders));
