// What an ONNX file may be made of: what is refused by reading it alone, and that our own and published ones pass.

import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import protobuf from 'protobufjs/light.js';
import { checkNetwork } from '../../models/graphs/check-network.ts';
import { colourClassifier } from '../fixtures/colour-classifier.ts';
import {
  constantBomb,
  endlessNetwork,
  expandBomb,
  externalNetwork,
  foldedBomb,
  message,
  network,
  runBomb,
} from '../fixtures/hostile-networks.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'podium-network-'));
});
after(() => rm(folder, { recursive: true }));

async function written(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.onnx`);
  await writeFile(path, bytes);
  return path;
}

/** A graph in an If in a graph, so many times. */
function nested(depth: number): Uint8Array {
  let graph = message([2, 'innermost']);
  for (let i = 0; i < depth; i++)
    graph = message([1, message([4, 'If'], [5, message([1, 'then_branch'], [6, graph])])]);
  return message([7, graph]);
}

/** External data of a tensor that an attribute of a node in a branch holds. */
function hiddenExternal(): Uint8Array {
  const tensor = message([8, 'x'], [13, message([1, 'location'], [2, '/etc/passwd'])]);
  const branch = message([1, message([4, 'Constant'], [5, message([1, 'value'], [5, tensor])])]);
  return message([7, message([1, message([4, 'If'], [5, message([6, branch])])])]);
}

describe('a network’s file', () => {
  for (const [what, bytes] of Object.entries({
    'made by Podium': colourClassifier(),
    'whose sizes are computed': foldedBomb,
    'whose sizes depend on the photo': runBomb,
    'that never ends': endlessNetwork,
  }))
    it(`${what} is let through to be tried`, async () => {
      checkNetwork(await written(bytes));
    });

  it('of any size is stepped over, not read', async () => {
    const bytes = 900_000_000;
    const head = protobuf.Writer.create()
      .uint32((2 << 3) | 2)
      .uint32(bytes)
      .finish();
    const path = await written(Buffer.concat([foldedBomb, head]));
    await truncate(path, foldedBomb.length + head.length + bytes); // a hole, which takes no disk
    const beforeKb = process.resourceUsage().maxRSS;
    checkNetwork(path);
    assert.ok(process.resourceUsage().maxRSS - beforeKb < 100_000);
  });

  const tooMany = Array.from({ length: 100_001 }, () => new Uint8Array());
  const refused: Readonly<Record<string, readonly [bytes: Uint8Array, says: RegExp]>> = {
    'no ONNX': [new TextEncoder().encode('no network at all'), /damaged or not a model/],
    'an empty file': [new Uint8Array(), /damaged or not a model/],
    'half a file': [colourClassifier().subarray(0, 200), /damaged or not a model/],
    'a length beyond its end': [Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0x7f), /damaged or not/],
    'external data': [externalNetwork('weights.bin'), /other files \(external data\)/],
    'external data in a branch': [hiddenExternal(), /other files \(external data\)/],
    'a constant of 2^31': [
      constantBomb,
      /asks for 2,147,483,648 numbers at once \(ConstantOfShape\)/,
    ],
    'an Expand to 60,000 x 60,000': [
      expandBomb,
      /asks for 3,600,000,000 numbers at once \(Expand\)/,
    ],
    'too many nodes': [network({ nodes: tooMany }), /more than 100,000 nodes/],
    'graphs in graphs': [nested(40), /more than 16 graphs in each other/],
  };
  for (const [what, [bytes, says]] of Object.entries(refused))
    it(`is refused for ${what}`, async () => {
      const path = await written(bytes);
      assert.throws(() => {
        checkNetwork(path);
      }, says);
    });
});
