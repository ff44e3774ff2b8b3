// The properties of an XMP packet, whichever of XMP's forms a tool wrote them in, without the meaning of any.

import type { Attr, Element } from '@xmldom/xmldom';
import { isElement, parseXml, printable } from './xml.ts';
import type { Xml } from './xml.ts';

/** The namespaces Podium reads or writes, by their usual prefix. */
export const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpDM: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
  dc: 'http://purl.org/dc/elements/1.1/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  MicrosoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
} as const;
export type Prefix = keyof typeof namespaces;

const xmlnsUri = 'http://www.w3.org/2000/xmlns/';
const containers = ['Bag', 'Seq', 'Alt'];

export type Xmp = { readonly xml: Xml; readonly rdf: Element };

/** A packet without any property. */
export const emptyPacket = `<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Podium">
 <rdf:RDF xmlns:rdf="${namespaces.rdf}">
  <rdf:Description rdf:about=""/>
 </rdf:RDF>
</x:xmpmeta>
`;

/** Parses a sidecar's text; throws an error that says why when it is no XMP. */
export function parseXmp(text: string): Xmp {
  const xml = parseXml(text);
  const rdf = xml.document.getElementsByTagNameNS(namespaces.rdf, 'RDF').item(0);
  if (!rdf) throw new Error('it holds no rdf:RDF element');
  return { xml, rdf };
}

/** Where a top-level property stands: as an attribute or as an element, in any Description. */
function places(
  xmp: Xmp,
  prefix: Prefix,
  name: string,
): { attributes: Attr[]; elements: Element[] } {
  const about = descriptions(xmp);
  const attributes = about.flatMap((one) => {
    const attribute = one.getAttributeNodeNS(namespaces[prefix], name);
    return attribute ? [attribute] : [];
  });
  return { attributes, elements: about.flatMap((one) => childrenOf(one, prefix, name)) };
}

function descriptions(xmp: Xmp): Element[] {
  // A Description with a node id describes a part of some property, not the photo.
  return childrenOf(xmp.rdf, 'rdf', 'Description').filter(
    (one) => !one.hasAttributeNS(namespaces.rdf, 'nodeID'),
  );
}

export function textOf(xmp: Xmp, prefix: Prefix, name: string): string | null {
  const { attributes, elements } = places(xmp, prefix, name);
  const text = attributes[0]?.value ?? elements[0]?.textContent;
  return text?.trim() ?? null;
}

/** Sets a simple property where it stands, or adds it; null removes it. */
export function setText(xmp: Xmp, prefix: Prefix, name: string, value: string | null): void {
  const { attributes, elements } = places(xmp, prefix, name);
  const [keptAttribute] = value === null ? [] : attributes;
  const [keptElement] = value === null || keptAttribute ? [] : elements;
  for (const attribute of attributes) {
    if (attribute !== keptAttribute) attribute.ownerElement?.removeAttributeNode(attribute);
  }
  for (const element of elements) if (element !== keptElement) removeElement(element);
  if (value === null) return;
  if (keptAttribute) keptAttribute.value = printable(value);
  else (keptElement ?? addProperty(xmp, prefix, name)).textContent = printable(value);
}

export function listOf(xmp: Xmp, prefix: Prefix, name: string): string[] {
  const { attributes, elements } = places(xmp, prefix, name);
  const single = attributes.map((attribute) => attribute.value);
  const listed = elements.flatMap((element) => {
    const list = listIn(xmp, element);
    return list ? childrenOf(list, 'rdf', 'li').map(textIn) : [textIn(element)];
  });
  return [...single, ...listed].map((text) => text.trim()).filter((text) => text !== '');
}

/** Adds and removes entries of a list property, which other tools may also have written to. */
export function editList(
  xmp: Xmp,
  prefix: Prefix,
  name: string,
  add: readonly string[],
  remove: readonly string[],
): void {
  const present = listOf(xmp, prefix, name).map(sameWord);
  const gone = new Set(remove.map(sameWord).filter((word) => present.includes(word)));
  const wanted = add.map((text) => printable(text).trim()).filter((text) => text !== '');
  const fresh = wanted.filter(
    (text, index) =>
      !present.includes(sameWord(text)) &&
      wanted.findIndex((other) => sameWord(other) === sameWord(text)) === index,
  );
  if (gone.size === 0 && fresh.length === 0) return;
  const list = listElement(xmp, prefix, name);
  for (const item of childrenOf(list, 'rdf', 'li')) {
    if (gone.has(sameWord(textIn(item)))) removeElement(item);
  }
  for (const text of fresh) appendElement(list, 'rdf', 'li').textContent = text;
  if (childrenOf(list, 'rdf', 'li').length === 0) setText(xmp, prefix, name, null);
}

/** Keywords are the same whatever their case and however their accents are encoded. */
function sameWord(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

/** The Bag of a list property; a property in a form that holds no list is rewritten as one. */
function listElement(xmp: Xmp, prefix: Prefix, name: string): Element {
  for (const element of places(xmp, prefix, name).elements) {
    const list = listIn(xmp, element);
    if (list) return list;
  }
  const before = listOf(xmp, prefix, name);
  setText(xmp, prefix, name, null);
  const bag = appendElement(addProperty(xmp, prefix, name), 'rdf', 'Bag');
  for (const text of before) appendElement(bag, 'rdf', 'li').textContent = text;
  return bag;
}

/** The container inside a property, or the one it points to by node id. */
export function listIn(xmp: Xmp, property: Element): Element | null {
  const inside = [...property.childNodes].filter(isElement).find(isContainer);
  if (inside) return inside;
  const id = property.getAttributeNS(namespaces.rdf, 'nodeID');
  if (!id) return null;
  const all = [...xmp.rdf.childNodes].filter(isElement).filter(isContainer);
  return all.find((one) => one.getAttributeNS(namespaces.rdf, 'nodeID') === id) ?? null;
}

function isContainer(element: Element): boolean {
  return element.namespaceURI === namespaces.rdf && containers.includes(element.localName ?? '');
}

function textIn(element: Element): string {
  return element.textContent ?? '';
}

/** The element that holds a structure's fields: an inner Description, or the element itself. */
export function structure(element: Element): Element {
  return childrenOf(element, 'rdf', 'Description')[0] ?? element;
}

/** A text field of a structure, in attribute or element form. */
export function fieldOf(element: Element, prefix: Prefix, name: string): string | null {
  const inside = structure(element);
  for (const one of [inside, element]) {
    const attribute = one.getAttributeNodeNS(namespaces[prefix], name);
    if (attribute) return attribute.value.trim();
  }
  return childrenOf(inside, prefix, name)[0]?.textContent?.trim() ?? null;
}

/** Changes a field of a structure in the form that it has; one that is not there is not added. */
export function changeField(element: Element, prefix: Prefix, name: string, value: string): void {
  const inside = structure(element);
  for (const one of [inside, element]) {
    const attribute = one.getAttributeNodeNS(namespaces[prefix], name);
    if (attribute) attribute.value = value;
  }
  for (const child of childrenOf(inside, prefix, name)) child.textContent = value;
}

export function childrenOf(parent: Element, prefix: Prefix, name: string): Element[] {
  const children = [...parent.childNodes].filter(isElement);
  return children.filter(
    (child) => child.namespaceURI === namespaces[prefix] && child.localName === name,
  );
}

export function propertyElement(xmp: Xmp, prefix: Prefix, name: string): Element | null {
  return places(xmp, prefix, name).elements[0] ?? null;
}

/** A new, empty property in the photo's first Description. */
export function addProperty(xmp: Xmp, prefix: Prefix, name: string): Element {
  const [first] = descriptions(xmp);
  const owner = first ?? appendElement(xmp.rdf, 'rdf', 'Description');
  if (!first) setField(owner, 'rdf', 'about', '');
  return appendElement(owner, prefix, name);
}

export function setField(element: Element, prefix: Prefix, name: string, value: string): void {
  const qualified = `${scopedPrefix(element, prefix)}:${name}`;
  element.setAttributeNS(namespaces[prefix], qualified, printable(value));
}

/** Appends an element on a line of its own, indented like its neighbours. */
export function appendElement(parent: Element, prefix: Prefix, name: string): Element {
  const document = parent.ownerDocument;
  if (!document) throw new Error('an element outside a document cannot grow');
  const qualified = `${scopedPrefix(parent, prefix)}:${name}`;
  const child = document.createElementNS(namespaces[prefix], qualified);
  const { lastChild } = parent;
  const tail = lastChild?.nodeType === 3 && lastChild.nodeValue?.trim() === '' ? lastChild : null;
  const end = tail ?? parent.appendChild(document.createTextNode(`\n${indentOf(parent)}`));
  parent.insertBefore(document.createTextNode(leadIn(parent)), end);
  parent.insertBefore(child, end);
  return child;
}

/** The white space before a new child: that before its first sibling, else one step deeper. */
function leadIn(parent: Element): string {
  const sibling = [...parent.childNodes].find(isElement);
  const before = sibling?.previousSibling?.nodeValue;
  if (sibling && before?.trim() === '') return before;
  const indent = indentOf(parent);
  return `\n${indent}${indent.includes('\t') ? '\t' : ' '}`;
}

/** The white space an element's line starts with. */
function indentOf(element: Element): string {
  const before = element.previousSibling?.nodeValue;
  if (before?.trim() === '' && before.includes('\n'))
    return before.slice(before.lastIndexOf('\n') + 1);
  return isElement(element.parentNode) ? `${indentOf(element.parentNode)} ` : '';
}

export function removeElement(element: Element): void {
  const before = element.previousSibling;
  const parent = element.parentNode;
  if (before?.nodeType === 3 && before.nodeValue?.trim() === '') parent?.removeChild(before);
  parent?.removeChild(element);
}

/** The prefix that means this namespace at an element; declared there when none does. */
function scopedPrefix(element: Element, prefix: Prefix): string {
  const uri = namespaces[prefix];
  const known = element.lookupPrefix(uri);
  if (known && element.lookupNamespaceURI(known) === uri) return known;
  let free: string = prefix;
  while (element.lookupNamespaceURI(free) !== null) free += '1';
  element.setAttributeNS(xmlnsUri, `xmlns:${free}`, uri);
  return free;
}
