// XMP for a copy of a photo: what is said of the photo stays, what is said of the old pixels is made true or goes.

import { hash } from 'node:crypto';
import { XMLSerializer, type Element } from '@xmldom/xmldom';
import type { CopyMetadata } from '../../../shared/album/copies.ts';
import type { Caption } from '../../../shared/captions/caption.ts';
import { readCaption, setCaption } from './xmp-caption.ts';
import { leaveOut } from './left-out-xmp.ts';
import { mergeSidecar, type SidecarChanges } from './sidecar.ts';
import { formatXml, isElement } from './xml.ts';
import { turnRegions, type Frame } from './xmp-regions.ts';
import * as xmp from './xmp.ts';
import type { Xmp } from './xmp.ts';

export type XmpSource = {
  readonly packet: Buffer;
  /** What did not fit the packet and lies in segments of its own. */
  readonly extended: Buffer | null;
};

export type CopiedXmp = {
  readonly packet: Buffer;
  /** Null where the packet holds all. `guid` is what the packet names it by. */
  readonly extended: { readonly guid: string; readonly bytes: Buffer } | null;
};

const photoshop = 'http://ns.adobe.com/photoshop/1.0/';
const [tiff, exif] = ['http://ns.adobe.com/tiff/1.0/', 'http://ns.adobe.com/exif/1.0/'];
const note = 'http://ns.adobe.com/xmp/note/';
const panorama = 'http://ns.google.com/photos/1.0/panorama/';

/** Films, depth, gain maps and sound that lay behind the picture, and settings for developing it. */
const goneNamespaces = [
  'http://ns.google.com/photos/',
  'http://ns.adobe.com/hdr-gain-map/',
  'http://ns.apple.com/HDRGainMap/',
  'http://ns.apple.com/pixeldatainfo/',
  'http://ns.adobe.com/camera-raw-',
  note,
];
const goneNames = new Set([
  `${xmp.namespaces.xmp}Thumbnails`,
  `${photoshop}ICCProfile`,
  ...['Compression', 'BitsPerSample', 'PhotometricInterpretation', 'SamplesPerPixel'].map(
    (name) => tiff + name,
  ),
  ...['PlanarConfiguration', 'YCbCrSubSampling', 'YCbCrPositioning'].map((name) => tiff + name),
]);
/** Regions of which nobody says in which frame they lie: only where the frame was not turned. */
const frameNames = new Set([
  'http://ns.microsoft.com/photo/1.2/RegionInfo',
  'http://iptc.org/std/Iptc4xmpExt/2008-02-29/ImageRegion',
]);

/** What the copy is, and what of the photo's XMP it is to say. */
export type XmpOfCopy = Frame & {
  /** Whether its pixels are; any other colours are told by a profile. */
  readonly isSrgb: boolean;
  /** Such as image/jpeg. */
  readonly mime: string;
  readonly metadata: Exclude<CopyMetadata, 'none'>;
  /** What the photo says elsewhere: it is added where the XMP says nothing of it. */
  readonly fill: Caption;
};

/** Null where the XMP cannot be read, or where it has single values too large to be carried. */
export function copiedXmp(
  source: XmpSource,
  frame: XmpOfCopy,
  changes: SidecarChanges,
  limitBytes: number,
): CopiedXmp | null {
  try {
    const packet = xmp.parseXmp(source.packet.toString('utf8'));
    if (source.extended) join(packet, xmp.parseXmp(source.extended.toString('utf8')));
    setCaption(packet, unsaid(packet, frame.fill));
    for (const description of descriptionsOf(packet)) makeTrue(description, frame);
    leaveOut(packet.rdf, frame.metadata);
    turnRegions(packet, frame);
    const decided = mergeSidecar(formatXml(packet.xml), changes);
    return split(xmp.parseXmp(decided), limitBytes);
  } catch {
    return null; // not XMP: its caller says that it was left out
  }
}

function unsaid(packet: Xmp, fill: Caption): Caption {
  const said = readCaption(packet);
  return Object.fromEntries(Object.entries(fill).filter(([field]) => !(field in said)));
}

const descriptionsOf = ({ rdf }: Xmp) => xmp.childrenOf(rdf, 'rdf', 'Description');

/** Adds what the extended packet says to the main one. */
function join(main: Xmp, extended: Xmp): void {
  for (const description of descriptionsOf(extended))
    main.rdf.appendChild(main.xml.document.importNode(description, true));
}

function makeTrue(description: Element, frame: XmpOfCopy): void {
  const { widthPx, heightPx } = frame.size;
  const now = new Map([
    [`${tiff}Orientation`, 1],
    [`${tiff}ImageWidth`, widthPx],
    [`${tiff}ImageLength`, heightPx],
    [`${exif}PixelXDimension`, widthPx],
    [`${exif}PixelYDimension`, heightPx],
    [`${exif}ColorSpace`, frame.isSrgb ? 1 : 0xffff],
  ]);
  const scale = Math.max(widthPx, heightPx) / Math.max(frame.stored.widthPx, frame.stored.heightPx);
  const valueOf = (uri: string, name: string, text: string): string | null => {
    if (isGone(uri, name, frame)) return null;
    if (uri === panorama && name.endsWith('Pixels'))
      return String(Math.round(Number(text) * scale));
    if (uri + name === `${xmp.namespaces.dc}format`) return frame.mime;
    return now.get(uri + name)?.toString() ?? text;
  };
  for (const attribute of [...description.attributes]) {
    const { namespaceURI, localName, value } = attribute;
    const fresh = valueOf(namespaceURI ?? '', localName ?? '', value);
    if (fresh === null) description.removeAttributeNode(attribute);
    else if (fresh !== value) attribute.value = fresh;
  }
  for (const child of [...description.childNodes].filter(isElement)) {
    const text = child.textContent ?? '';
    const fresh = valueOf(child.namespaceURI ?? '', child.localName ?? '', text);
    if (fresh === null) xmp.removeElement(child);
    else if (fresh !== text) child.textContent = fresh;
  }
}

function isGone(uri: string, name: string, { orientation }: Frame): boolean {
  if (uri === panorama) return orientation !== 1;
  const isFrame = frameNames.has(uri + name) && orientation !== 1;
  return (
    isFrame || goneNames.has(uri + name) || goneNamespaces.some((gone) => uri.startsWith(gone))
  );
}

/** Moves the largest properties into an extended packet until the main one fits (XMP, part 3, 1.1.3.1). */
function split(packet: Xmp, limitBytes: number): CopiedXmp | null {
  const all = Buffer.from(formatXml(packet.xml));
  if (all.length <= limitBytes) return { packet: all, extended: null };
  const properties = descriptionsOf(packet)
    .flatMap((one) => [...one.childNodes].filter(isElement))
    .map((element) => ({ element, text: new XMLSerializer().serializeToString(element) }))
    .sort((a, b) => b.text.length - a.text.length);
  const room = limitBytes - noteBytes;
  let left = all.length;
  const moved: string[] = [];
  for (const { element, text } of properties) {
    if (left <= room) break;
    xmp.removeElement(element);
    moved.push(text);
    left = Buffer.byteLength(formatXml(packet.xml));
  }
  const [first] = descriptionsOf(packet);
  if (left > room || !first) return null;
  const bytes = Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${xmp.namespaces.rdf}"><rdf:Description rdf:about="">${moved.join('')}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  );
  const guid = hash('md5', bytes).toUpperCase();
  first.setAttributeNS('http://www.w3.org/2000/xmlns/', 'xmlns:xmpNote', note);
  first.setAttributeNS(note, 'xmpNote:HasExtendedXMP', guid);
  return { packet: Buffer.from(formatXml(packet.xml)), extended: { guid, bytes } };
}

/** What the packet grows by when it names its extension. */
const noteBytes = 128;
