// Face regions of XMP as the Metadata Working Group defines them, and the way from upright boxes to stored ones.

import type { Element } from '@xmldom/xmldom';
import type { Box } from '../../../shared/photo.ts';
import { printable } from './xml.ts';
import * as xmp from './xmp.ts';
import type { Xmp } from './xmp.ts';

/** `box` is in shares of the stored frame, that is before the EXIF orientation is applied. */
export type FaceRegion = { readonly box: Box; readonly name: string | null };

export type FaceRegions = {
  /** Size of the stored frame the boxes belong to. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly faces: readonly FaceRegion[];
};

/** A copy's frame, upright, and that of the photo it was made from as it is stored. */
export type Frame = {
  readonly size: Size;
  readonly stored: Size;
  /** EXIF orientation of the stored frame, 1 to 8. */
  readonly orientation: number;
};
type Size = { readonly widthPx: number; readonly heightPx: number };

/** Boxes that overlap by at least this share (intersection over union) show the same face. */
const sameFaceOverlap = 0.5;

/** Frames whose width over height differs by more than this share are not the same crop. */
const sameShapeTolerance = 0.02;

/** The face regions of a packet; null when it has none whose frame is known. */
export function readRegions(packet: Xmp): FaceRegions | null {
  const property = xmp.propertyElement(packet, 'mwg-rs', 'Regions');
  const frame = property ? frameOf(property) : null;
  if (!property || !frame) return null;
  const faces = regionItems(packet, property).flatMap((item) => {
    const box = boxOf(item);
    return box && isFace(item) ? [{ box, name: nameOf(item) }] : [];
  });
  return { ...frame, faces };
}

/**
 * Adds faces to a packet's regions. What is there stays: a known face only gets a name where it had none.
 * Regions of a frame with another shape are left alone, since boxes of two crops do not fit together.
 */
export function mergeRegions(packet: Xmp, regions: FaceRegions): void {
  const existing = xmp.propertyElement(packet, 'mwg-rs', 'Regions');
  const frame = existing ? frameOf(existing) : null;
  if (frame && !sameShape(frame, regions)) return;
  const property = existing ?? xmp.addProperty(packet, 'mwg-rs', 'Regions');
  if (!existing) xmp.setField(property, 'rdf', 'parseType', 'Resource');
  if (!frame) addFrame(xmp.structure(property), regions);
  const items = regionItems(packet, property).filter(isFace);
  for (const face of regions.faces) {
    const same = items.find((item) => overlap(boxOf(item), face.box) >= sameFaceOverlap);
    if (!same) addRegion(regionList(packet, property), face);
    else if (face.name !== null && nameOf(same) === null) nameRegion(same, face.name);
  }
}

/** Moves regions of a stored frame to where they are in an upright copy; those of another frame are removed. */
export function turnRegions(packet: Xmp, { size, stored, orientation }: Frame): void {
  const property = xmp.propertyElement(packet, 'mwg-rs', 'Regions');
  if (!property) return;
  const [applied] = xmp.childrenOf(xmp.structure(property), 'mwg-rs', 'AppliedToDimensions');
  const frame = frameOf(property);
  const areas = regionItems(packet, property).flatMap((item) =>
    xmp.childrenOf(xmp.structure(item), 'mwg-rs', 'Area'),
  );
  const isRelative = areas.every(
    (area) => (xmp.fieldOf(area, 'stArea', 'unit') ?? 'normalized') === 'normalized',
  );
  if (!applied || !frame || !isRelative || !sameShape(frame, stored)) {
    xmp.removeElement(property);
    return;
  }
  const upright = { w: size.widthPx, h: size.heightPx };
  for (const [name, value] of Object.entries(upright))
    xmp.changeField(applied, 'stDim', name, String(value));
  if (orientation !== 1) for (const area of areas) turnArea(area, orientation);
}

/** Of a point only the middle is stated. */
function turnArea(area: Element, orientation: number): void {
  const number = (name: string) => Number(xmp.fieldOf(area, 'stArea', name) ?? 0);
  const [width, height] = [number('w'), number('h')];
  const box = { x: number('x') - width / 2, y: number('y') - height / 2, width, height };
  // The way back from the stored frame: two of the turns undo each other, the others themselves.
  const turned = storedBox(box, { 6: 8, 8: 6 }[orientation] ?? orientation);
  const numbers = {
    x: turned.x + turned.width / 2,
    y: turned.y + turned.height / 2,
    w: turned.width,
    h: turned.height,
  };
  for (const [name, value] of Object.entries(numbers))
    xmp.changeField(area, 'stArea', name, String(Number(value.toFixed(6))));
}

function frameOf(property: Element): { widthPx: number; heightPx: number } | null {
  const [frame] = xmp.childrenOf(xmp.structure(property), 'mwg-rs', 'AppliedToDimensions');
  if (!frame) return null;
  const widthPx = Number(xmp.fieldOf(frame, 'stDim', 'w') ?? NaN);
  const heightPx = Number(xmp.fieldOf(frame, 'stDim', 'h') ?? NaN);
  return widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null;
}

function sameShape(
  a: { widthPx: number; heightPx: number },
  b: { widthPx: number; heightPx: number },
): boolean {
  const ratio = (a.widthPx * b.heightPx) / (a.heightPx * b.widthPx);
  return Math.abs(ratio - 1) <= sameShapeTolerance;
}

function regionItems(packet: Xmp, property: Element): Element[] {
  const [list] = xmp.childrenOf(xmp.structure(property), 'mwg-rs', 'RegionList');
  const bag = list ? xmp.listIn(packet, list) : null;
  return bag ? xmp.childrenOf(bag, 'rdf', 'li') : [];
}

function regionList(packet: Xmp, property: Element): Element {
  const inside = xmp.structure(property);
  const [list] = xmp.childrenOf(inside, 'mwg-rs', 'RegionList');
  const owner = list ?? xmp.appendElement(inside, 'mwg-rs', 'RegionList');
  return xmp.listIn(packet, owner) ?? xmp.appendElement(owner, 'rdf', 'Bag');
}

function isFace(item: Element): boolean {
  return (xmp.fieldOf(item, 'mwg-rs', 'Type') ?? 'Face') === 'Face';
}

function nameOf(item: Element): string | null {
  const name = xmp.fieldOf(item, 'mwg-rs', 'Name');
  return name === '' ? null : name;
}

/** The box of a region, null when it is none (a point, pixels, or numbers outside the frame). */
function boxOf(item: Element): Box | null {
  const [area] = xmp.childrenOf(xmp.structure(item), 'mwg-rs', 'Area');
  if (!area || (xmp.fieldOf(area, 'stArea', 'unit') ?? 'normalized') !== 'normalized') return null;
  const [x, y, width, height] = ['x', 'y', 'w', 'h'].map((name) =>
    Number(xmp.fieldOf(area, 'stArea', name) ?? NaN),
  );
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return null;
  const fits = width > 0 && height > 0 && width <= 1 && height <= 1 && x >= 0 && x <= 1;
  return fits && y >= 0 && y <= 1 ? { x: x - width / 2, y: y - height / 2, width, height } : null;
}

function overlap(a: Box | null, b: Box): number {
  if (!a) return 0;
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, across) * Math.max(0, down);
  return shared / (a.width * a.height + b.width * b.height - shared);
}

function addFrame(parent: Element, regions: FaceRegions): void {
  const frame = xmp.appendElement(parent, 'mwg-rs', 'AppliedToDimensions');
  xmp.setField(frame, 'stDim', 'w', String(regions.widthPx));
  xmp.setField(frame, 'stDim', 'h', String(regions.heightPx));
  xmp.setField(frame, 'stDim', 'unit', 'pixel');
}

function addRegion(list: Element, face: FaceRegion): void {
  const item = xmp.appendElement(list, 'rdf', 'li');
  xmp.setField(item, 'rdf', 'parseType', 'Resource');
  const { x, y, width, height } = clipped(face.box);
  const area = xmp.appendElement(item, 'mwg-rs', 'Area');
  const numbers = { x: x + width / 2, y: y + height / 2, w: width, h: height };
  for (const [name, value] of Object.entries(numbers)) {
    xmp.setField(area, 'stArea', name, String(Number(value.toFixed(6))));
  }
  xmp.setField(area, 'stArea', 'unit', 'normalized');
  if (face.name !== null) nameRegion(item, face.name);
  xmp.appendElement(item, 'mwg-rs', 'Type').textContent = 'Face';
}

function nameRegion(item: Element, name: string): void {
  const inside = xmp.structure(item);
  const [empty] = xmp.childrenOf(inside, 'mwg-rs', 'Name');
  if (inside.hasAttributeNS(xmp.namespaces['mwg-rs'], 'Name')) {
    xmp.setField(inside, 'mwg-rs', 'Name', name);
  } else (empty ?? xmp.appendElement(inside, 'mwg-rs', 'Name')).textContent = printable(name);
}

/** The part of a box inside the frame: a region may not reach over it. */
function clipped(box: Box): Box {
  const x = Math.min(1, Math.max(0, box.x));
  const y = Math.min(1, Math.max(0, box.y));
  const width = Math.min(1, Math.max(0, box.x + box.width)) - x;
  return { x, y, width, height: Math.min(1, Math.max(0, box.y + box.height)) - y };
}

/**
 * A box of the upright photo as a box of the stored one.
 * Regions refer to the stored pixels: that is how the tools that write them place them.
 * @param orientation EXIF orientation of the file, 1 to 8; anything else counts as 1.
 */
export function storedBox(box: Box, orientation: number): Box {
  const { x, y, width, height } = box;
  const right = 1 - x - width;
  const below = 1 - y - height;
  switch (orientation) {
    case 2:
      return { ...box, x: right };
    case 3:
      return { ...box, x: right, y: below };
    case 4:
      return { ...box, y: below };
    case 5:
      return { x: y, y: x, width: height, height: width };
    case 6:
      return { x: y, y: right, width: height, height: width };
    case 7:
      return { x: below, y: right, width: height, height: width };
    case 8:
      return { x: below, y: x, width: height, height: width };
    default:
      return box;
  }
}
