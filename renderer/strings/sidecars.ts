// The words about sidecars: what is written into them, and where another program says something else.

import type { Settings } from '../../shared/settings.ts';
import { count, plural } from './numbers.ts';

const raw: Record<Settings['sidecars.raw'], string> = {
  on: 'Into an XMP file beside each',
  off: 'Not at all',
};

const others: Record<Settings['sidecars.others'], string> = {
  off: 'Not at all',
  beside: 'Into an XMP file beside each',
};

const people: Record<Settings['sidecars.people'], string> = {
  on: 'As keywords and face regions',
  off: 'Not written',
};

const rejects: Record<Settings['sidecars.rejects'], string> = {
  rating: 'Rating −1 instead of stars, and flag',
  flag: 'Flag, as Lightroom has it; stars stay',
  red: 'Label Red, where there is no other label',
  none: 'Not written',
};

const picks: Record<Settings['sidecars.picks'], string> = {
  flag: 'Flag, as Lightroom has it',
  green: 'Label Green, where there is no other label',
  none: 'Not written',
};

export const sidecarStrings = {
  open: 'Sidecars…',
  title: 'Sidecars',
  lead: 'What you decide, name and write can go into XMP files beside the photos, where Lightroom, Photo Mechanic, darktable and others read it. The photos themselves are not changed, and nothing is written on a camera card.',
  settings: 'What is written',
  rawLabel: 'For RAW photos',
  raw,
  othersLabel: 'For JPEG and all other photos',
  others,
  peopleLabel: 'Names of people',
  people,
  rejectsLabel: 'A reject becomes',
  rejects,
  picksLabel: 'A pick becomes',
  picks,
  differTitle: (conflicts: number) =>
    `${plural(conflicts, 'difference', 'differences')} from other programs`,
  differLead: 'Until you choose, the newer word holds.',
  photo: 'Photo',
  ours: 'Podium',
  theirs: 'Other program',
  choose: 'Choose',
  newer: 'newer',
  take: { ours: 'Take Podium’s', theirs: 'Take the other’s' },
  takeName: {
    ours: (file: string, value: string) => `Take Podium’s: ${value}, ${file}`,
    theirs: (file: string, value: string) => `Take the other’s: ${value}, ${file}`,
  },
  takeAll: { ours: 'Take Podium’s for all', theirs: 'Take the other’s for all' },
  more: (conflicts: number) =>
    `${count(conflicts)} more are not listed here; the buttons for all count them too.`,
  taken: (whose: 'ours' | 'theirs', file: string | null, conflicts: number) =>
    `${whose === 'ours' ? 'Podium’s word holds' : 'The other program’s word holds'}: ${
      file ?? plural(conflicts, 'difference', 'differences')
    }`,
  unwrittenTitle: (photos: number) => `${plural(photos, 'photo', 'photos')} not written`,
  nothing: 'Nothing differs from what other programs say, and nothing waits to be written.',
  unknown: 'Looking what other programs say…',
  status: (differ: number, unwritten: number) =>
    [
      differ > 0 && `${plural(differ, 'difference', 'differences')} from other programs`,
      unwritten > 0 && `${plural(unwritten, 'sidecar', 'sidecars')} not written`,
    ]
      .filter((text) => text !== false)
      .join(' · '),
} as const;
