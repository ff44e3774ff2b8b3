// A caption in XMP: which property each field of IPTC Core and Extension is, read in any form and set in the form it should have.

import type { Element } from '@xmldom/xmldom';
import {
  captionFieldNames,
  cleanText,
  distinct,
  fieldText,
  isListField,
  type Caption,
  type CaptionEdit,
  type CaptionField,
} from '../../../shared/captions/caption.ts';
import { printable } from './xml.ts';
import * as xmp from './xmp.ts';
import type { Prefix, Xmp } from './xmp.ts';

type Property = {
  readonly prefix: Prefix;
  readonly name: string;
  /** `Alt`: one text in several languages, of which the default one is meant; null: a plain text. */
  readonly form: 'Alt' | 'Bag' | 'Seq' | null;
};

const property = (prefix: Prefix, name: string, form: Property['form'] = null): Property => ({
  ...{ prefix, name, form },
});

/** IPTC Photo Metadata Standard 2023.1, sections 2 and 3. */
const properties: Readonly<Record<CaptionField, Property>> = {
  headline: property('photoshop', 'Headline'),
  description: property('dc', 'description', 'Alt'),
  persons: property('Iptc4xmpExt', 'PersonInImage', 'Bag'),
  keywords: property('dc', 'subject', 'Bag'),
  event: property('Iptc4xmpExt', 'Event', 'Alt'),
  location: property('Iptc4xmpCore', 'Location'),
  city: property('photoshop', 'City'),
  country: property('photoshop', 'Country'),
  byline: property('dc', 'creator', 'Seq'),
  copyright: property('dc', 'rights', 'Alt'),
};

/** Several makers of a photo are one byline. */
const betweenMakers = '; ';

/** What a packet says; fields of which it says nothing are left out. */
export function readCaption(packet: Xmp): Caption {
  const said = captionFieldNames.flatMap((field) => {
    const value = valueOf(packet, field);
    return value.length === 0 ? [] : [[field, value] as const];
  });
  return Object.fromEntries(said);
}

function valueOf(packet: Xmp, field: CaptionField): string | readonly string[] {
  const { prefix, name, form } = properties[field];
  if (isListField(field)) return distinct(xmp.listOf(packet, prefix, name));
  if (form === 'Alt') return cleanText(defaultText(packet, prefix, name));
  if (form === null) return cleanText(xmp.textOf(packet, prefix, name) ?? '');
  return cleanText(xmp.listOf(packet, prefix, name).join(betweenMakers));
}

function defaultText(packet: Xmp, prefix: Prefix, name: string): string {
  const items = languages(packet, prefix, name);
  const chosen = items.find(isDefault) ?? items[0];
  return (chosen ? chosen.textContent : xmp.textOf(packet, prefix, name)) ?? '';
}

function languages(packet: Xmp, prefix: Prefix, name: string): Element[] {
  const element = xmp.propertyElement(packet, prefix, name);
  const list = element && xmp.listIn(packet, element);
  return list ? xmp.childrenOf(list, 'rdf', 'li') : [];
}

function isDefault(item: Element): boolean {
  return item.getAttribute('xml:lang')?.toLowerCase() === 'x-default';
}

/** Sets the fields that `edit` names; an empty one is removed, and null leaves it as it is. */
export function setCaption(packet: Xmp, edit: CaptionEdit): void {
  const now = readCaption(packet);
  for (const field of captionFieldNames) {
    const value = edit[field];
    if (value === undefined || value === null) continue;
    if (fieldText(now, field) === fieldText({ [field]: value }, field)) continue;
    setField(packet, properties[field], typeof value === 'string' ? value : [...value]);
  }
}

function setField(
  packet: Xmp,
  { prefix, name, form }: Property,
  value: string | readonly string[],
): void {
  if (form === 'Alt' && value.length > 0 && setDefault(packet, prefix, name, String(value))) return;
  xmp.setText(packet, prefix, name, null);
  if (value.length === 0) return;
  const owner = xmp.addProperty(packet, prefix, name);
  if (form === null) {
    owner.textContent = printableLines(String(value));
    return;
  }
  const list = xmp.appendElement(owner, 'rdf', form);
  const entries = typeof value !== 'string' ? value : form === 'Seq' ? makers(value) : [value];
  for (const entry of entries) {
    const item = xmp.appendElement(list, 'rdf', 'li');
    if (form === 'Alt') item.setAttribute('xml:lang', 'x-default');
    item.textContent = printableLines(entry);
  }
}

function makers(byline: string): string[] {
  return byline
    .split(betweenMakers.trim())
    .map((maker) => maker.trim())
    .filter((maker) => maker !== '');
}

/** Changes the default text where there is one: those in other languages stay. */
function setDefault(packet: Xmp, prefix: Prefix, name: string, text: string): boolean {
  const items = languages(packet, prefix, name);
  const chosen = items.find(isDefault);
  if (!chosen || items.length < 2) return false;
  chosen.textContent = printableLines(text);
  return true;
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
