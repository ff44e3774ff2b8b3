// Results come in: new columns, and what follows from them for whoever and whatever is looked for.

import { sameFaces, photoSteps, withHandBursts, type Photos } from '../photos.ts';
import { compare, findWords, foldersOf, loadGroups, readDecisions } from './answers.ts';
import type { OpenShoot } from './open.ts';
import { arrived } from '../changes.ts';
import type { Known, Shoot } from '../shoot.ts';

/**
 * Takes what the engine knows by now. What CLIP saw is fetched only where it is asked for: it is too much for every second
 * of an analysis, and bursts that joined each other all the time would not let the grid come to rest.
 */
export function takeNewColumns(open: OpenShoot, withEmbeddings = false): Promise<void> {
  return open.results(async () => {
    const { known, wanted } = open.get();
    const { aestheticBy: preset } = wanted;
    const input = foldersOf(open);
    const { writes } = open.host;
    const seen = writes.last();
    const embeddings = withEmbeddings ? await open.ask('folder.embeddings', input) : null;
    const columns = await open.ask('folder.columns', {
      ...input,
      ...(preset !== null && { preset }),
    });
    const read = await open.inSlices(photoSteps(columns, known.settings, known.photos, embeddings));
    const photos = seen === writes.last() ? read : withBurstsOf(open.get(), read);
    const compared = await comparedAgain(open, photos);
    const found = await foundAgain(open, photos);
    // Read again: the decisions about a renamed photo are known once it has been read. Last: none made meanwhile is lost.
    const decisions = await readDecisions(open);
    open.put(arrived(open.get(), { photos, decisions, ...compared, ...found }));
  });
}

/** Bursts that were put together while photos were read: what was kept of them is heard of when it is. */
function withBurstsOf({ known }: Shoot, read: Photos): Photos {
  const { indexOf, columns } = known.photos;
  return indexOf === read.indexOf ? withHandBursts(read, columns.handBursts) : read;
}

/** Whoever is looked for, among other faces: compared anew. */
async function comparedAgain(open: OpenShoot, photos: Photos): Promise<Partial<Known>> {
  const { known, wanted } = open.get();
  if (!wanted.person || (known.compared && sameFaces(known.photos, photos))) return {};
  return { compared: await compare(open, wanted.person.references) };
}

/** The words that are searched for, in other photos; what is wrong was said when they were first searched for. */
async function foundAgain(open: OpenShoot, { columns }: Photos): Promise<Partial<Known>> {
  const { search } = open.get().wanted;
  if (!search) return {};
  const found = await findWords(open, search.words, columns.count).catch(() => null);
  return found ? { found } : {};
}

/** So long between two looks for faces that the page does not know yet, milliseconds. */
const againMs = 1000;

/** A person looked for among other faces than are known; while photos are analysed results bring those by themselves. */
function lacksFaces({ wanted, known }: Shoot): boolean {
  return wanted.person !== null && known.match === null && known.analysis.state !== 'running';
}

/** Takes what the engine knows by now, and whatever is lacking after that. */
export async function takeResults(open: OpenShoot): Promise<void> {
  await takeNewColumns(open);
  await catchUp(open);
}

/** A person found before the faces were grouped; when an analysis has ended they are grouped by themselves. */
function lacksGroups({ wanted, known }: Shoot): boolean {
  const isUngrouped = known.compared?.isUngrouped === true;
  return wanted.person !== null && isUngrouped && known.analysis.state !== 'running';
}

/** Fetches the faces that whoever is looked for was found among, and who else they may be. */
export async function catchUp(open: OpenShoot): Promise<void> {
  const signal = open.renew('faces');
  while (!signal.aborted && lacksFaces(open.get())) {
    await takeNewColumns(open);
    if (lacksFaces(open.get())) await open.rest(againMs);
  }
  if (!signal.aborted && lacksGroups(open.get())) await loadGroups(open);
}
