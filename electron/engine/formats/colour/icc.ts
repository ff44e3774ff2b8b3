// ICC profiles as far as Podium looks into them: what they are for and whether they say sRGB.

/** Names under which makers ship the sRGB of IEC 61966-2-1; converting from it would change nothing. */
const srgbNames = /^(sRGB IEC61966-2[.-]1( black scaled)?|sRGB|sRGB built-in|c2)$/;

/** Whether the profile is made for red, green and blue values. */
export function isRgbProfile(profile: Buffer): boolean {
  return profile.length >= 132 && profile.toString('latin1', 16, 20) === 'RGB ';
}

export function isSrgbProfile(profile: Buffer): boolean {
  return srgbNames.test(profileName(profile));
}

/** The numbers of ITU-T H.273 for primaries and transfer that a profile of version 4.4 states (cicp); null for any other. */
export function profileCicp(profile: Buffer): readonly [number, number] | null {
  const tag = profileTag(profile, 'cicp');
  return tag && tag.length >= 10 ? [tag.readUInt8(8), tag.readUInt8(9)] : null;
}

/** The profile's description, empty where it has none that can be read. */
function profileName(profile: Buffer): string {
  const tag = profileTag(profile, 'desc');
  if (!tag) return '';
  return tag.toString('latin1', 0, 4) === 'mluc' ? unicodeName(tag) : asciiName(tag);
}

function profileTag(profile: Buffer, name: string): Buffer | null {
  if (profile.length < 132) return null;
  const tags = Math.min(profile.readUInt32BE(128), 100);
  for (let at = 132; at < 132 + tags * 12 && at + 12 <= profile.length; at += 12) {
    if (profile.toString('latin1', at, at + 4) !== name) continue;
    const start = profile.readUInt32BE(at + 4);
    return profile.subarray(start, start + profile.readUInt32BE(at + 8));
  }
  return null;
}

/** Version 2: a length, then ASCII with a closing zero. */
function asciiName(tag: Buffer): string {
  if (tag.length < 12) return '';
  return tag.toString('latin1', 12, 12 + tag.readUInt32BE(8)).replace(/\0[^]*$/, '');
}

/** Version 4: a table of languages; the first one's text is UTF-16, its length and place in bytes. */
function unicodeName(tag: Buffer): string {
  if (tag.length < 28) return '';
  const place = tag.readUInt32BE(24);
  const text = Buffer.from(tag.subarray(place, place + tag.readUInt32BE(20)));
  return (text.length % 2 === 0 ? text.swap16().toString('utf16le') : '').replace(/\0[^]*$/, '');
}
