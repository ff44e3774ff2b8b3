// Every pixel of a photo, fetched when somebody wants to see them.

import { useEffect, useState } from 'react';
import { sayProblem } from '../actions/toast.ts';
import { call, imageUrl } from '../engine.ts';
import { useStore } from '../store.ts';

type FullSize = { readonly url: string | null; readonly loading: boolean };

/** The photo's full-size image, made by the engine when it is first asked for; null until it is there. */
export function useFullSize(index: number, wanted: boolean): FullSize {
  const [full, setFull] = useState<string | null>(null);
  const [loading, setLoading] = useState(false);
  const id = useStore((state) => state.photos?.columns.ids[index]);
  useEffect(() => {
    if (!wanted || id === undefined) return undefined;
    let gone = false;
    setLoading(true);
    call('photo.full', { id })
      .then(async ({ contentHex }) => {
        const image = new Image();
        image.src = imageUrl('full', contentHex);
        await image.decode();
        if (!gone) setFull(image.src);
      })
      .catch((error: unknown) => {
        if (!gone) sayProblem(error);
      })
      .finally(() => {
        if (!gone) setLoading(false);
      });
    return () => {
      gone = true;
      setLoading(false);
    };
  }, [id, wanted]);
  return { url: full, loading };
}
