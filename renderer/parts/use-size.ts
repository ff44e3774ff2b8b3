// The size of an element, as it changes.

import { useLayoutEffect, useState, type RefObject } from 'react';

export type Size = { readonly widthPx: number; readonly heightPx: number };

/** Of the content box, CSS pixels; 0 x 0 before the first layout. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const measure = () => {
      const [widthPx, heightPx] = [target.clientWidth, target.clientHeight];
      setSize((old) =>
        old.widthPx === widthPx && old.heightPx === heightPx ? old : { widthPx, heightPx },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
