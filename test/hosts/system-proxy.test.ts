// What Chromium says about the system's proxy, as the variables that downloads read.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { proxyVariables } from '../../electron/app/system-proxy.ts';

describe("the system's proxy", () => {
  for (const [resolved, address] of [
    ['PROXY proxy.example:8080; DIRECT', 'http://proxy.example:8080'],
    ['HTTPS proxy.example:443', 'https://proxy.example:443'],
    ['SOCKS5 127.0.0.1:1080;PROXY other:1', 'socks5://127.0.0.1:1080'],
  ] as const)
    it(`"${resolved}" is ${address}`, () => {
      const variables = { HTTP_PROXY: address, HTTPS_PROXY: address };
      assert.deepEqual(proxyVariables(resolved, {}), variables);
    });

  for (const resolved of [
    'DIRECT',
    'DIRECT; PROXY late.example:1',
    'SOCKS old:1',
    'PROXY',
    '',
    '??',
  ])
    it(`"${resolved}" is none`, () => {
      assert.deepEqual(proxyVariables(resolved, {}), {});
    });

  it('gives way to one that the environment names', () => {
    for (const name of ['https_proxy', 'HTTP_PROXY', 'ALL_PROXY', 'all_proxy'])
      assert.deepEqual(proxyVariables('PROXY a:1', { [name]: 'http://b:2' }), {}, name);
    assert.deepEqual(Object.keys(proxyVariables('PROXY a:1', { https_proxy: '' })).length, 2);
  });
});
