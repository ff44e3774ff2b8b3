// The built page as files: which file answers a request, its type, and what the page is allowed to do.

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export type PageFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Pages by the address that people see; `/open` is where the page is entered, which then calls itself `/`. */
const pages: ReadonlyMap<string, string> = new Map([
  ['/', '/index.html'],
  ['/open', '/index.html'],
  ['/docs', '/docs.html'],
]);

/** Whether a path is one of the page's own files: they are the same for everybody and hold nothing of the user's. */
export function isPagePath(path: string): boolean {
  return pages.has(path) || path.startsWith('/assets/') || path === '/notices.txt';
}

/** Plain names only: no segment starts with a dot and nothing is decoded, so that nothing outside can be named. */
const plainPath = /^(?:\/\w[\w-]*)*\/[\w-][\w.-]*$/;

/**
 * The file of a request path, `/` being the page itself; undefined when there is none.
 * Built files carry a hash in their names and may be kept; the page may not.
 */
export async function pageFile(folder: string, path: string): Promise<PageFile | undefined> {
  const name = pages.get(path) ?? path;
  const type = types[extname(name)];
  if (!plainPath.test(name) || type === undefined) return undefined;
  const bytes = await readFile(join(folder, name)).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const kept = name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
  return { bytes, headers: { 'content-type': type, 'cache-control': kept } };
}

/**
 * What a page may do: run its own scripts, show its own images, talk to its own host, and nothing else.
 * `images` adds the scheme of the photos where it is not the page's own origin.
 */
export function pageHeaders(images = ''): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' blob:${images === '' ? '' : ` ${images}`}`,
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  };
}
