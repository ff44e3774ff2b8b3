// What an album becomes: copies, or a gallery that works offline; each says what it made.

import { decisionsInOrder } from '../../shared/decisions.ts';
import { whyMaybe } from '../../shared/people/people.ts';
import { likenessOf } from '../../shared/people/piles.ts';
import { rankingCsv } from '../../shared/ranking/csv.ts';
import { explained } from '../weights/explained.ts';
import { galleryTexts } from '../../shared/album/gallery.ts';
import type { AlbumItem, ExportProgress } from '../../shared/contract.ts';
import { lookAtSending } from '../delivery/sending-acts.ts';
import { call } from '../page/engine.ts';
import { fileName } from '../page/file-name.ts';
import type { AlbumForm } from '../page/page.ts';
import { shoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { deliveryStrings } from '../strings/delivery.ts';
import { albumStrings } from '../strings/album.ts';

export type Made = {
  readonly said: string;
  readonly notes: readonly string[];
  readonly first: string | undefined;
};

type Call = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
};

export function makeAlbum(
  form: AlbumForm,
  to: string,
  items: readonly AlbumItem[],
  options: Call,
): Promise<Made> {
  switch (form.make) {
    case 'copies':
      return makeCopies(form, to, items, options);
    case 'gallery':
      return makeGallery(to, items, options);
    case 'sheet':
      return makeSheet(to, items, options);
    case 'table':
      return makeTable(to, items, options);
  }
}

async function makeCopies(
  { template, copies, xmp, send }: AlbumForm,
  to: string,
  items: readonly AlbumItem[],
  options: Call,
): Promise<Made> {
  const plan = { items: [...items], to, template, copies, xmp, send };
  const files = await call('album.export', plan, options);
  const notes = [...new Set(files.flatMap(({ note }) => note ?? []))];
  if (send !== null) lookAtSending();
  const sent = send === null ? '' : ` ${deliveryStrings.queued(send)}`;
  return { said: `${strings.album.done(items.length, to)}${sent}`, notes, first: files[0]?.to };
}

/** What the folders that are open are called. */
const titleNow = () => shoot().folders.map(fileName).join(', ');

async function makeGallery(to: string, items: readonly AlbumItem[], options: Call): Promise<Made> {
  const ids = items.map(({ id }) => id);
  const { captions } = await call('caption.read', { ids }, { signal: options.signal });
  const photos = captions.map(({ id, ...about }, at) => ({ id, ...galleryTexts(at + 1, about) }));
  const plan = { to, inside: true, title: titleNow(), photos };
  const { file } = await call('report.gallery', plan, options);
  return { said: albumStrings.galleryDone(items.length, file), notes: [], first: file };
}

async function makeSheet(to: string, items: readonly AlbumItem[], options: Call): Promise<Made> {
  const { known, wanted } = shoot();
  const { columns, indexOf } = known.photos;
  const scored = { ...known, ...wanted };
  const tiles = items.map(({ id, score }, place) => {
    const photo = indexOf.get(id) ?? NaN;
    const path = columns.paths[photo] ?? '';
    const { sentence } = explained(scored, photo);
    const name = `${fileName(path)}\t${score.toFixed(2)}`;
    return { path, badge: String(place + 1), caption: [name, sentence] };
  });
  const { signal } = options;
  const plan = { to, inside: true, title: titleNow(), tiles };
  const { files } = await call('report.contactSheet', plan, { signal });
  const said = albumStrings.sheetDone(items.length, files.join(', '));
  return { said, notes: [], first: files[0] };
}

/** The table that the command line writes, of these photos. */
async function makeTable(to: string, items: readonly AlbumItem[], options: Call): Promise<Made> {
  const { known, order } = shoot();
  const { columns, normalised, bursts, indexOf } = known.photos;
  const { match } = known;
  const { scores, kept } = order.ranking;
  const listed = Uint32Array.from(items.flatMap(({ id }) => indexOf.get(id) ?? []));
  const decisions = decisionsInOrder(known.decisions, columns.ids);
  const told = match && {
    likeness: (photo: number) => likenessOf(match, photo),
    because: (photo: number) => whyMaybe(match, photo),
  };
  const text = rankingCsv(columns, normalised, scores, listed, bursts, kept, decisions, told);
  const { file } = await call('report.table', { to, text }, { signal: options.signal });
  return { said: albumStrings.tableDone(items.length, file), notes: [], first: file };
}
