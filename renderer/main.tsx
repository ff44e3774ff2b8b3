// The page's entry: the theme, the keys and the first view.

import { createRoot } from 'react-dom/client';
import { foldersInAddress } from './actions/address.ts';
import { listenToDrops } from './actions/choose.ts';
import { followPerson, followPreset, followPrompts } from './actions/follow.ts';
import { loadRecent, openFolders } from './actions/open.ts';
import { listenToGestures } from './actions/gesture.ts';
import { listenToLostFocus } from './actions/lost-focus.ts';
import { recallPage, startRemembering, writeNow } from './actions/memory.ts';
import { startSettling } from './actions/rank.ts';
import { listenToKeys } from './actions/run-key.ts';
import { sendAllNow } from './actions/writes.ts';
import { App } from './App.tsx';
import { native } from './engine.ts';
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
