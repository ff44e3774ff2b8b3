// Every pixel of a photo, fetched when somebody wants to see them.

import { useEffect, useState } from 'react';
import { sayProblem } from '../page/toast.ts';
import { imageUrl } from '../page/engine.ts';
import { whileShown } from '../parts/while-shown.ts';
import { useShoot } from '../page/store.ts';

/** Whoever goes through photos faster does not want every pixel of each; milliseconds. */
const restMs = 250;

type FullSize = { readonly url: string | null; readonly loading: boolean };

/** The photo's full-size image, made by the engine when it is first asked for; null until it is there. */
export function useFullSize(index: number, wanted: boolean): FullSize {
  const [full, setFull] = useState<string | null>(null);
  const [loading, setLoading] = useState(false);
  const id = useShoot(({ known }) => known.photos.columns.ids[index]);
  const rested = useRested();
  useEffect(() => {
    if (!wanted || !rested || id === undefined) return undefined;
    setLoading(true);
    const stop = whileShown(
      async ({ ask, wait }) => {
        const { contentHex } = await ask('photo.full', { id });
        const image = new Image();
        image.src = imageUrl('full', contentHex);
        await wait(image.decode());
        setFull(image.src);
        setLoading(false);
      },
      (error) => {
        setLoading(false);
        sayProblem(error);
      },
    );
    return () => {
      stop();
      setLoading(false);
    };
  }, [id, wanted, rested]);
  return { url: full, loading };
}

/** Whether the photo is looked at, and not only passed: its component is a new one for every photo. */
function useRested(): boolean {
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  return rested;
}
