// What appears above the list of people, without moving the list: the panel scrolls by as much as it grows.

import { useEffect, useRef, type RefObject } from 'react';

/** For the element that holds it, which is there also when it is empty. */
export function useGrowingUpwards(): RefObject<HTMLDivElement | null> {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = holder.current;
    if (!element) return undefined;
    let before = element.getBoundingClientRect().height;
    // Called after the layout and before it is painted: nobody sees the list elsewhere.
    const observer = new ResizeObserver(() => {
      const grown = element.getBoundingClientRect().height - before;
      before += grown;
      const panel = element.closest('.side');
      if (panel) panel.scrollTop += grown;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return holder;
}
