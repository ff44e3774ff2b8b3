// The structures of texts: JSON, XML, CSV, HTTP and the header of a call's frame, as the words they consist of.

import type { Part, Structure } from './structure.ts';

/** Texts are kept as bytes, so that broken letters stay broken. */
function words(pattern: RegExp, list: readonly string[]): Structure {
  return {
    split: (bytes) =>
      [...bytes.toString('latin1').matchAll(pattern)].map(([word]): Part => {
        return { type: 'word', body: Buffer.from(word, 'latin1') };
      }),
    join: (parts) => Buffer.concat(parts.map(({ body }) => body)),
    words: list,
  };
}

const numbers = [
  ...['0', '-1', '1e400', '-0', '1e-320', '9007199254740993', '2147483648', '4294967296'],
  ...['NaN', 'Infinity', '0x10', '00', '1e21', '0.1', '99999999999999999999999999'],
];
const oddTexts = ['\0', '\ufeff', '\u2028', '\u{1f600}', '\ud800', '%00', '../../x', ' ', ''];

const json = [
  ...[
    'null',
    'true',
    'false',
    '[]',
    '{}',
    '""',
    '[[]]',
    '{"__proto__":1}',
    '"\\u0000"',
    '"\\ud800"',
  ],
  ...['{"a":', '"__proto__"', '"constructor"', '"toString"', '"length"', '[1,', ...numbers],
  ...['['.repeat(2000), '{"a":'.repeat(500), `"${'a'.repeat(5000)}"`],
];
export const jsonText = words(/"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+|\s+|"/gs, json);

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xml = [
  ...[
    '<a>',
    '</a>',
    '<a/>',
    '<!-- -->',
    '<!--',
    '<![CDATA[',
    ']]>',
    '<?x ?>',
    '<?xml version="1.1"?>',
  ],
  ...['<!DOCTYPE a [<!ENTITY b "c">]>', '&b;', '&#0;', '&#xD800;', '&amp;', '&lt;', '&', '<', '>'],
  ...[
    'xmlns=""',
    `xmlns:rdf="${rdf}"`,
    ' rdf:parseType="Resource"',
    ' rdf:resource="x"',
    ' xml:lang="x"',
  ],
  ...['<rdf:Description>', '</rdf:Description>', '<rdf:Bag>', '<rdf:li>', '<rdf:li/>', '</rdf:li>'],
  ...['<xmp:Rating>', '<dc:subject>', '<xmpDM:pick>', '<mwg-rs:Regions>', '<stArea:x>'],
  ...['<a>'.repeat(3000), ' a="b"', ...numbers, ...oddTexts],
];
export const xmlText = words(/<[^>]*>?|\s+|[^<\s]+/gs, xml);

export const csvText = words(/"(?:[^"]|"")*"|[,;\t]|\r?\n|[^,;\t\r\n"]+|"/gs, [
  ...[
    '"',
    '""',
    '"""',
    ',',
    ',,',
    '\n',
    '\r',
    '\r\n',
    '\t',
    ';',
    '"a\nb"',
    'path',
    'file',
    'label',
  ],
  ...['rating', 'pick', 'score', 'index', 'class', '__proto__', 'constructor', 'true', 'false'],
  ...numbers,
  ...oddTexts,
]);

/** A prompt set, a list of names or settings, in lines: what is none of the others. */
export const lines = words(/[^\n]*\n|[^\n]+/gs, ['\n', '\r\n', ',', '"', ...numbers, ...oddTexts]);

/** The head of a request line by line, and its body as words of JSON; its length fits the body. */
export const request: Structure = {
  split(bytes) {
    const at = bytes.indexOf('\r\n\r\n');
    if (at < 0) return null;
    const head = bytes.toString('latin1', 0, at).split('\r\n');
    return [
      ...head.map((line): Part => ({ type: 'head', body: Buffer.from(line, 'latin1') })),
      { type: 'body', body: bytes.subarray(at + 4) },
    ];
  },
  join(parts) {
    const body = Buffer.concat(parts.filter(({ type }) => type === 'body').map((one) => one.body));
    const head = parts
      .filter(({ type }) => type === 'head')
      .map((part) => part.body.toString('latin1'))
      .map((line) => line.replace(/^content-length: \d+$/i, `content-length: ${body.length}`));
    return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
  },
  inside: ({ type, body }) =>
    type === 'body' ? (body[0] === 0x7b ? jsonText : body[3] === 0 ? frame : lines) : null,
  words: [
    ...['transfer-encoding: chunked', 'content-length: -1', 'content-length: 99999999999'],
    ...[
      'content-type: application/json',
      'content-type: multipart/form-data',
      'expect: 100-continue',
    ],
    ...[
      'content-type: multipart/form-data; boundary=',
      'content-type: image/jpeg',
      'x-request-id: \x01',
    ],
    ...[
      'upgrade: websocket',
      'connection: upgrade',
      'host: [',
      'authorization: Bearer',
      'range: bytes=0-',
    ],
    ...[
      'accept-encoding: gzip',
      'content-encoding: gzip',
      'cookie: a=b',
      `x: ${'a'.repeat(20_000)}`,
    ],
  ],
};

/** The frame of a call: the length of its header fits, the columns behind it stay. */
export const frame: Structure = {
  split(bytes) {
    if (bytes.length < 4) return null;
    const end = Math.min(bytes.length, 4 + bytes.readUInt32LE(0));
    return [
      { type: 'header', body: bytes.subarray(4, end) },
      { type: 'columns', body: bytes.subarray(end) },
    ];
  },
  join(parts) {
    const bodies = (wanted: string) =>
      Buffer.concat(parts.filter(({ type }) => type === wanted).map(({ body }) => body));
    const header = bodies('header');
    const padding = Buffer.alloc((8 - ((4 + header.length) % 8)) % 8, ' ');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(header.length + padding.length);
    return Buffer.concat([length, header, padding, bodies('columns')]);
  },
  inside: ({ type }) => (type === 'header' ? tagged : null),
};

const tagged = words(/"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+|\s+|"/gs, [
  ...json,
  ...['{"$":"Map","entries":[]}', '{"$":"bigint","text":"1"}', '{"$":"undefined"}', '{"$":1}'],
  ...['{"$":"Float32Array","at":0,"length":1}', '{"$":"BigInt64Array","at":1,"length":1}'],
  ...[
    '{"$":"number","text":"NaN"}',
    '{"$":"object","entries":[["__proto__",1]]}',
    '{"$":"constructor"}',
  ],
  ...['{"$":"Map","entries":[[]]}', '{"$":"Map","entries":[1]}', '{"$":"object","entries":[null]}'],
  ...['"$"', '"at"', '"length"', '"entries"', '"text"', '-1', '1.5', '1e308'],
]);
