// What the XMP of a copy does not say because its user wants it so: where the photo was taken, or all but whose it is.

import type { Attr, Element } from '@xmldom/xmldom';
import type { CopyMetadata } from '../../../shared/album/copies.ts';
import { isElement } from './xml.ts';
import { namespaces, removeElement } from './xmp.ts';

/**
 * Coordinates by the names that programs give them: exif:GPSLatitude, drone-dji:GpsLongitude and RelativeAltitude, and those
 * inside a structure of a place (IPTC Extension's LocationCreated).
 */
const coordinates = /^(gps|latitude|longitude|altitude|(absolute|relative)altitude)/i;

const rights = 'http://ns.adobe.com/xap/1.0/rights/';
/** Who made the photo, whose it is, and what may be done with it. */
const ofOwner = new Set([
  ...['creator', 'rights'].map((name) => namespaces.dc + name),
  ...['Credit', 'AuthorsPosition'].map((name) => namespaces.photoshop + name),
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/CreatorContactInfo',
]);

const isOfOwner = (one: Element | Attr) =>
  one.namespaceURI === rights || ofOwner.has(`${one.namespaceURI ?? ''}${one.localName ?? ''}`);

/** Removes it from everything below `rdf`. */
export function leaveOut(rdf: Element, metadata: Exclude<CopyMetadata, 'none'>): void {
  if (metadata === 'no-gps') removeCoordinates(rdf);
  if (metadata === 'copyright') for (const one of elementsIn(rdf)) keepOwner(one);
}

function removeCoordinates(element: Element): void {
  for (const attribute of [...element.attributes])
    if (coordinates.test(attribute.localName ?? '')) element.removeAttributeNode(attribute);
  for (const child of elementsIn(element)) {
    if (coordinates.test(child.localName ?? '')) removeElement(child);
    else removeCoordinates(child);
  }
}

/** Of a Description the owner's properties; whatever else stands in the packet is of some property that goes. */
function keepOwner(description: Element): void {
  const isDescription =
    description.namespaceURI === namespaces.rdf && description.localName === 'Description';
  if (!isDescription || description.hasAttributeNS(namespaces.rdf, 'nodeID')) {
    removeElement(description);
    return;
  }
  for (const attribute of [...description.attributes]) {
    const isSyntax = attribute.namespaceURI === namespaces.rdf || attribute.prefix === 'xmlns';
    if (!isSyntax && !isOfOwner(attribute)) description.removeAttributeNode(attribute);
  }
  for (const child of elementsIn(description)) if (!isOfOwner(child)) removeElement(child);
}

const elementsIn = (element: Element) => [...element.childNodes].filter(isElement);
