// The entry of the page that shows the HTTP API's documentation.

import { createRoot } from 'react-dom/client';
import { Failed } from '../parts/Failed.tsx';
import { DocsPage } from './DocsPage.tsx';
import '../theme/theme.css';
import '../theme/parts.css';
import './docs.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Failed>
      <DocsPage />
    </Failed>,
  );
}
