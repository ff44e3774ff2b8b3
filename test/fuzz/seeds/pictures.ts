// Pictures of every kind that Podium reads, as small as they are whole, each with what cameras and programs write about it.

import { barredThumbnail, cameraJpeg } from '../../fixtures/camera-jpeg.ts';
import { heicSample, turnedHeic } from '../../fixtures/heic-sample.ts';
import { open, quarters, quartersJpeg } from '../../fixtures/images.ts';
import * as raws from '../../fixtures/raws.ts';
import { iptc, withChunk, withExif, withSegment, withXmp } from '../../fixtures/segments.ts';
import { sidecars } from '../../fixtures/sidecars.ts';
import {
  ascii,
  directories,
  makeTiff,
  ratio,
  short,
  type Tags,
} from '../../fixtures/tiff-maker.ts';
import { boxes, gif, jpeg, png, webp } from '../mutations/containers.ts';
import type { Seed } from '../mutations/mutate.ts';
import { plainBytes } from '../mutations/structure.ts';
import { tiff } from '../mutations/tiff.ts';

const picture = () => open(quarters(96, 64));

const described: Tags = new Map([
  [0x010f, ascii('Maker')],
  [0x0112, short(6)],
  [0x8298, ascii('Somebody')],
  [0x8769, directories(raws.exifTags({ preview: Buffer.alloc(0), widthPx: 96, heightPx: 64 }))],
  [
    0x8825,
    directories(
      new Map([
        [1, ascii('N')],
        [2, ratio(48, 1)],
        [3, ascii('E')],
        [4, ratio(11, 1)],
      ]),
    ),
  ],
]);

export async function jpegSeeds(): Promise<Seed[]> {
  const plain = await quartersJpeg(96, 64);
  const resources = Buffer.concat([Buffer.from('Photoshop 3.0\0'), iptc({ 5: 'Title', 80: 'Me' })]);
  const iccProfile = await picture().withIccProfile('p3').jpeg().toBuffer();
  const [progressive, grey, cmyk] = await Promise.all([
    picture().jpeg({ progressive: true }).toBuffer(),
    picture()
      .greyscale()
      .jpeg({ restartInterval: 2 } as object)
      .toBuffer(),
    picture().toColourspace('cmyk').jpeg().toBuffer(),
  ]);
  const thumbnail = await barredThumbnail(plain);
  return [
    ['plain', plain],
    ['camera', await cameraJpeg({ photo: plain, thumbnail, orientation: 6 })],
    ['described', withXmp(withExif(plain, described), sidecars.lightroom)],
    ['iptc', withSegment(plain, 0xed, resources)],
    ['profile', iccProfile],
    ...[['progressive', progressive] as const, ['grey', grey] as const, ['cmyk', cmyk] as const],
  ].map(([name, bytes]) => ({
    name: `${String(name)}.jpg`,
    bytes: bytes as Buffer,
    structure: jpeg,
  }));
}

export async function pngSeeds(): Promise<Seed[]> {
  const plain = await picture().png().toBuffer();
  const text = Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${sidecars.darktable}`);
  const raw = Buffer.from('Raw profile type iptc\0\niptc\n      12\n1c0205000154\n');
  const seeds = {
    plain,
    palette: await picture().png({ palette: true }).toBuffer(),
    interlaced: await picture().png({ progressive: true }).toBuffer(),
    alpha: await picture().ensureAlpha(0.5).png().toBuffer(),
    deep: await picture().toColourspace('rgb16').png().toBuffer(),
    exif: withChunk(plain, 'eXIf', makeTiff([described])),
    text: withChunk(withChunk(plain, 'iTXt', text), 'tEXt', raw),
  };
  return named(seeds, 'png', png);
}

export async function webpSeeds(): Promise<Seed[]> {
  const seeds = {
    lossy: await picture().webp().toBuffer(),
    lossless: await picture().webp({ lossless: true }).toBuffer(),
    alpha: await picture()
      .ensureAlpha(0.5)
      .webp()
      .withExif({ IFD0: { Make: 'Maker' } })
      .toBuffer(),
    xmp: await picture().webp().withXmp(sidecars.darktable).toBuffer(),
  };
  return named(seeds, 'webp', webp);
}

export async function gifSeeds(): Promise<Seed[]> {
  return named({ plain: await picture().gif().toBuffer() }, 'gif', gif);
}

export async function tiffSeeds(): Promise<Seed[]> {
  const seeds = {
    plain: await picture().tiff({ compression: 'none' }).toBuffer(),
    lzw: await picture().tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer(),
    jpeg: await picture().tiff({ compression: 'jpeg' }).toBuffer(),
    deflate: await picture().tiff({ compression: 'deflate', tile: true }).toBuffer(),
    lab: await picture().toColourspace('lab').tiff({ compression: 'none' }).toBuffer(),
    exif: await picture()
      .tiff({ compression: 'none' })
      .withExif({ IFD0: { Make: 'M' } })
      .toBuffer(),
  };
  return named(seeds, 'tif', tiff);
}

export async function avifSeeds(): Promise<Seed[]> {
  const seeds = {
    plain: await picture().avif({ effort: 0 }).toBuffer(),
    exif: await picture()
      .avif({ effort: 0 })
      .withExif({ IFD0: { Make: 'Maker' } })
      .toBuffer(),
  };
  return named(seeds, 'avif', boxes);
}

export function heicSeeds(): Promise<Seed[]> {
  return Promise.resolve(named({ plain: heicSample, turned: turnedHeic(1) }, 'heic', boxes));
}

export async function rawSeeds(): Promise<Seed[]> {
  const preview = withExif(await quartersJpeg(520, 32), described);
  const options = { preview, widthPx: 520, heightPx: 32, orientation: 8 };
  const { makeNef, makeCr2, makeDng, makeRw2, makeOrf, makeRaf, makeX3f, makeCr3 } = raws;
  return [
    ...[seed('a.nef', makeNef(options)), seed('a.cr2', makeCr2(options))],
    ...[seed('a.dng', makeDng(options)), seed('a.rw2', makeRw2(options))],
    ...[seed('a.orf', makeOrf(options)), seed('a.arw', makeNef(options))],
    { ...seed('a.raf', makeRaf(options)), structure: plainBytes },
    { ...seed('a.x3f', makeX3f(options)), structure: plainBytes },
    { ...seed('a.cr3', makeCr3(options)), structure: boxes },
    { ...seed('b.cr3', raws.makeCr3Preview(options)), structure: boxes },
  ];
}

const seed = (name: string, bytes: Buffer): Seed => ({ name, bytes, structure: tiff });

function named(
  seeds: Readonly<Record<string, Buffer>>,
  ending: string,
  structure: Seed['structure'],
): Seed[] {
  return Object.entries(seeds).map(([name, bytes]) => {
    return { name: `${name}.${ending}`, bytes, structure };
  });
}

/** All but HEIC, of which each one is decoded in a thread of its own. */
export async function quickPictures(): Promise<Seed[]> {
  const all = [jpegSeeds, pngSeeds, webpSeeds, gifSeeds, tiffSeeds, avifSeeds, rawSeeds];
  return (await Promise.all(all.map((make) => make()))).flat();
}

export async function everyPicture(): Promise<Seed[]> {
  return [...(await quickPictures()), ...(await heicSeeds())];
}
