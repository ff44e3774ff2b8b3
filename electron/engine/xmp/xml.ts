// XML in and out so that everything nobody touched keeps its bytes: order, indentation, quotes, comments.

import { DOMParser, onWarningStopParsing, XMLSerializer } from '@xmldom/xmldom';
import type { Document, Element, Node } from '@xmldom/xmldom';

export type Xml = {
  readonly document: Document;
  /** What stands before the root element (declaration, xpacket, comments), kept as it is. */
  readonly prolog: string;
  /** The text from the root element on, lines ended by \n. */
  readonly source: string;
  readonly lineEnd: '\n' | '\r\n';
  /** Where each line of `source` starts. */
  readonly lineStarts: readonly number[];
  /** Attribute values of every element as they were parsed. */
  readonly parsed: ReadonlyMap<Element, ReadonlyMap<string, string>>;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
// The prolog is not parsed: tools have been seen to spoil the byte order mark inside `<?xpacket begin`.
const prologPattern = /^(?:\s*(?:<\?[^]*?\?>|<!--[^]*?-->))*\s*/;

/** Parses text as XML; throws an error that names what is wrong when it is not well-formed. */
export function parseXml(text: string): Xml {
  const lines = text.replace(/\r\n?/g, '\n');
  const prolog = prologPattern.exec(lines)?.[0] ?? '';
  const source = lines.slice(prolog.length);
  const parser = new DOMParser({
    onError: onWarningStopParsing,
    normalizeLineEndings: (already) => already,
  });
  const document = parser.parseFromString(source, 'text/xml');
  const elements = [...document.getElementsByTagName('*')];
  const parsed = new Map(elements.map((element) => [element, attributesOf(element)]));
  const lineStarts = [0, ...[...source.matchAll(/\n/g)].map((match) => match.index + 1)];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const xml: Xml = { document, prolog, source, lineEnd, lineStarts, parsed };
  if (elements.some((element) => hasControls(sourceTag(xml, element) ?? '')))
    throw new Error('a name in it holds control characters');
  return xml;
}

/** Whether a tag holds what no XML may, outside its values: the parser takes it for part of a name, which is then not the same. */
function hasControls(tag: string): boolean {
  return /(?![\t\n])\p{Cc}/u.test(tag.replace(/"[^"]*"|'[^']*'/g, ''));
}

/** The text of a parsed and perhaps changed document. */
export function formatXml(xml: Xml): string {
  const body = [...xml.document.childNodes].map((node) => format(xml, node)).join('');
  const end = /\s*$/.exec(xml.source)?.[0] ?? '';
  return (xml.prolog + body.trimEnd() + end).replaceAll('\n', xml.lineEnd);
}

function format(xml: Xml, node: Node): string {
  if (!isElement(node)) return new XMLSerializer().serializeToString(node);
  const open = openTag(xml, node);
  const inside = [...node.childNodes].map((child) => format(xml, child)).join('');
  if (inside !== '' || open.empty === '') return `${open.text}>${inside}</${node.tagName}>`;
  return open.text + open.empty;
}

/** The start tag without its end, and how it ended where the element was written as empty. */
function openTag(xml: Xml, element: Element): { text: string; empty: string } {
  const before = xml.parsed.get(element);
  const source = before ? sourceTag(xml, element) : null;
  if (!before || source === null) {
    const attributes = [...attributesOf(element)];
    const text = attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('');
    return { text: `<${element.tagName}${text}`, empty: '/>' };
  }
  const empty = /\s*\/>$/.exec(source)?.[0] ?? '';
  const text = source.slice(0, source.length - (empty === '' ? 1 : empty.length));
  return { text: editedTag(text, before, attributesOf(element)), empty };
}

/** The start tag of an element as it stands in the source, or null when it cannot be found there. */
function sourceTag(xml: Xml, element: Element): string | null {
  const lineStart = xml.lineStarts[(element.lineNumber ?? 0) - 1];
  if (lineStart === undefined || element.columnNumber === undefined) return null;
  const tag = /<[^\s/>]+(?:[^"'>]|"[^"]*"|'[^']*')*>/y;
  tag.lastIndex = lineStart + element.columnNumber - 1;
  const found = tag.exec(xml.source)?.[0] ?? null;
  return found?.startsWith(`<${element.tagName}`) ? found : null;
}

/** A start tag with only those attributes rewritten that were changed, removed or added. */
function editedTag(
  tag: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string {
  let space = ' ';
  const kept = tag.replace(
    /(\s+)([^\s=]+)(\s*=\s*)("[^"]*"|'[^']*')/g,
    (all, blank: string, name: string, equals: string) => {
      const value = after.get(name);
      space = blank;
      if (value === undefined) return '';
      return value === before.get(name)
        ? all
        : `${blank}${name}${equals}"${escapeAttribute(value)}"`;
    },
  );
  const added = [...after].filter(([name]) => !before.has(name));
  return (
    kept + added.map(([name, value]) => `${space}${name}="${escapeAttribute(value)}"`).join('')
  );
}

function attributesOf(element: Element): Map<string, string> {
  return new Map([...element.attributes].map((attribute) => [attribute.name, attribute.value]));
}

export function isElement(node: Node | null): node is Element {
  return node?.nodeType === 1;
}

/** Text on one line that XML can hold: control characters and broken surrogates become spaces. */
export function printable(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u2028\u2029\ufffd-\uffff]/gu, ' ');
}

/** Text made safe to stand in XML, as content or between quotes. */
export function escapeText(text: string): string {
  return printable(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function escapeAttribute(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, (character) => entities[character] ?? '');
}
