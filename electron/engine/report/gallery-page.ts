// The page of a gallery: one file that needs no other program and no network, in light and dark, by keys and on paper.

import { escapeText } from '../xmp/xml.ts';

export type GalleryPhoto = {
  /** Beside the page. */
  readonly picture: string;
  readonly thumbnail: string;
  /** Of the thumbnail. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly caption: string;
  readonly alt: string;
};

const style = `
:root { color-scheme: light dark; --ground: #e8e8e8; --text: #1c1c1c; --dim: #555; --focus: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #1b1b1b; --text: #eee; --dim: #aaa; --focus: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 24px; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 24px; overflow-wrap: anywhere; }
header p { margin: 0 0 24px; color: var(--dim); }
ol { display: flex; flex-wrap: wrap; gap: 16px; margin: 0; padding: 0; list-style: none; }
li { max-width: 100%; }
a { display: block; }
li img { display: block; height: 240px; width: auto; max-width: 100%; object-fit: contain; border-radius: 2px; }
li p { margin: 4px 0 0; width: 0; min-width: 100%; font-size: 14px; color: var(--dim); overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
dialog { width: 100vw; height: 100vh; max-width: none; max-height: none; margin: 0; padding: 16px; border: 0; background: #141414; color: #eee; }
dialog[open] { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; gap: 12px; }
dialog nav { display: flex; gap: 8px; align-items: center; }
dialog nav span { flex: 1; text-align: center; font-variant-numeric: tabular-nums; }
dialog img { width: 100%; height: 100%; object-fit: contain; min-height: 0; }
dialog p { margin: 0; min-height: 24px; text-align: center; overflow-wrap: anywhere; }
dialog :focus-visible { outline-color: #8ab4f8; }
button { font: inherit; color: inherit; background: #333; border: 1px solid #777; border-radius: 6px; padding: 6px 14px; min-height: 40px; }
button:disabled { opacity: 0.4; }
@media print {
  :root { color-scheme: light; --ground: #fff; --text: #000; --dim: #333; }
  body { padding: 0; }
  dialog { display: none !important; }
  li { break-inside: avoid; }
  li img { height: 56mm; }
}
`;

const script = `
const links = [...document.querySelectorAll('ol a')];
const view = document.querySelector('dialog');
const [back, close, on] = view.querySelectorAll('button');
const [count, picture, text] = [view.querySelector('span'), view.querySelector('img'), view.querySelector('p')];
let at = 0;
function show(wanted) {
  at = Math.min(links.length - 1, Math.max(0, wanted));
  picture.src = links[at].href;
  picture.alt = links[at].querySelector('img').alt;
  text.textContent = links[at].parentElement.querySelector('p')?.textContent ?? '';
  count.textContent = at + 1 + ' of ' + links.length;
  back.disabled = at === 0;
  on.disabled = at === links.length - 1;
}
links.forEach((link, index) => link.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(index);
  view.showModal();
}));
back.addEventListener('click', () => show(at - 1));
on.addEventListener('click', () => show(at + 1));
close.addEventListener('click', () => view.close());
view.addEventListener('close', () => links[at].focus());
view.addEventListener('keydown', (event) => {
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  show(to);
});
`;

/** Nothing is fetched but the pictures beside the page, whatever a text in it holds. */
const policy =
  "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

export function galleryPage(title: string, photos: readonly GalleryPhoto[]): string {
  const name = escapeText(title);
  const many = `${photos.length} ${photos.length === 1 ? 'photo' : 'photos'}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Podium">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${name}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${name}</h1>
<p>${many}</p>
</header>
<main>
<ol>
${photos.map(item).join('\n')}
</ol>
</main>
<dialog aria-label="Photo">
<nav aria-label="Photos"><button type="button">Back</button><span role="status"></span><button type="button">Close</button><button type="button">Next</button></nav>
<img alt="">
<p></p>
</dialog>
<script>${script}</script>
</body>
</html>
`;
}

function item({ picture, thumbnail, widthPx, heightPx, caption, alt }: GalleryPhoto): string {
  const text = caption === '' ? '' : `<p>${escapeText(caption)}</p>`;
  return `<li><a href="${address(picture)}"><img src="${address(thumbnail)}" width="${widthPx}" height="${heightPx}" loading="lazy" alt="${escapeText(alt)}"></a>${text}</li>`;
}

/** A path whose parts may hold any character a file name may. */
function address(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
