// `node test/e2e/readme-pictures.ts DIR`: makes the README's pictures anew from the demo, which is drawn and analysed in DIR.

import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { podium } from '../fixtures/command-line.ts';
import { openFolders } from './pages/opening.ts';
import { openSession } from './pages/session.ts';
import { viewsOf } from './pages/views.ts';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));

async function keep(picture: string | Buffer, name: string): Promise<void> {
  await sharp(picture).jpeg({ quality: 84, mozjpeg: true }).toFile(join(docs, name));
}

/** The app on the demo's match: the best photo picked. */
async function shootApp(match: string, data: string): Promise<void> {
  const session = await openSession({ width: 1440, height: 900, dark: true, data });
  try {
    await openFolders(session, match);
    const { grid, toast } = viewsOf(session.page);
    await grid.tile(/rank 1,/).click();
    await session.page.keyboard.press('p');
    await toast.undo.waitFor();
    await session.page.waitForLoadState('networkidle');
    await keep(await session.page.screenshot(), 'app.jpg');
  } finally {
    await session.close();
  }
}

const [to] = process.argv.slice(2);
if (to === undefined) {
  console.log('node test/e2e/readme-pictures.ts DIR');
  process.exitCode = 2;
} else {
  const [demo, data] = [join(resolve(to), 'demo'), join(resolve(to), 'data')];
  const { code, stdout, stderr } = await podium(['demo', demo, '--data', data]);
  console.log(code === 0 ? stdout : stderr);
  await keep(join(demo, 'report', 'one-moment.png'), 'demo.jpg');
  await shootApp(join(demo, 'match'), data);
}
