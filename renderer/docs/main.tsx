// The entry of the page that shows the HTTP API's documentation.

import { createRoot } from 'react-dom/client';
import { enter } from '../page/entry.ts';
import { Failed } from '../parts/Failed.tsx';
import { NotLetIn } from '../parts/NotLetIn.tsx';
import { DocsPage } from './DocsPage.tsx';
import '../theme/theme.css';
import '../theme/parts.css';
import './docs.css';

const isIn = await enter();

const root = document.getElementById('root');
if (root) createRoot(root).render(<Failed>{isIn ? <DocsPage /> : <NotLetIn />}</Failed>);
