// A still as a file: a JPEG that says when it was seen, in which video and where in it.

import { basename } from 'node:path';
import type { Raster } from '../../../shared/photo.ts';
import { timecode } from '../../../shared/stills/timecode.ts';
import { describedJpeg } from '../formats/encode.ts';
import { escapeText } from '../xmp/xml.ts';
import { namespaces } from '../xmp/xmp.ts';
import type { VideoFacts } from './video-facts.ts';

/** Pixels come out of a video compressed already: at 95 of 100 nothing more is lost that could be seen. */
const quality = 95;

/** The camera of a video that does not name it: its clock can be put right under this name. */
const someCamera = 'Video camera';

/** @param seconds from the beginning of the video */
export function stillJpeg(
  raster: Raster,
  path: string,
  seconds: number,
  facts: VideoFacts,
): Promise<Buffer> {
  return describedJpeg(raster, quality, {
    exif: {
      IFD0: { Model: facts.camera ?? someCamera, Software: 'Podium' },
      IFD2: timesOf(seconds, facts),
    },
    xmp: xmpOf(path, seconds, facts),
  });
}

function timesOf(seconds: number, { taken }: VideoFacts): Record<string, string> {
  if (!taken) return {};
  const time = new Date(taken.takenMs + Math.round(seconds * 1000)).toISOString();
  const text = time.slice(0, 19).replaceAll('-', ':').replace('T', ' ');
  const offset = taken.offsetMinutes === null ? {} : offsetTags(taken.offsetMinutes);
  return { DateTimeOriginal: text, SubSecTimeOriginal: time.slice(20, 23), ...offset };
}

function offsetTags(minutes: number): Record<string, string> {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return { OffsetTimeOriginal: `${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}` };
}

/** The video as the source (Dublin Core), and the place in it (XMP's dynamic media): by its own timecode, too, where it has one. */
function xmpOf(path: string, seconds: number, facts: VideoFacts): string {
  const { timecode: first } = facts;
  const own = first === null ? '' : `<xmpDM:altTimecode>${escapeText(first)}</xmpDM:altTimecode>`;
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="${namespaces.rdf}">
  <rdf:Description rdf:about="" xmlns:dc="${namespaces.dc}" xmlns:xmpDM="${namespaces.xmpDM}">
   <dc:source>${escapeText(basename(path))}</dc:source>
   <xmpDM:relativeTimestamp>${timecode(seconds)}</xmpDM:relativeTimestamp>${own}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
`;
}
