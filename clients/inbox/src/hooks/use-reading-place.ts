import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Message } from '../desk/state';

/** Closer to an edge than this counts as being there. */
const nearPx = 48;

export interface ReadingPlace {
  readonly box: RefObject<HTMLDivElement | null>;
  /** Messages that came below what is on the screen. */
  readonly missed: number;
  readonly toEnd: () => void;
  /** Tells which edge was reached. */
  readonly onScroll: () => 'top' | 'end' | null;
}

/**
 * Who reads at the end stays at the end; who reads further up is not moved, except by sending. Older pages that are put
 * in front keep what is on the screen in its place.
 */
export function useReadingPlace(messages: readonly Message[], outgoing: number): ReadingPlace {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ height: 0, first: Infinity, outgoing });
  const last = messages.at(-1)?.sequence ?? 0;
  const lastSeen = useRef(last);
  const [missed, setMissed] = useState(0);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const first = messages[0]?.sequence ?? Infinity;
    if (atEnd.current || outgoing > before.current.outgoing) {
      element.scrollTop = element.scrollHeight;
      lastSeen.current = last;
    } else if (first < before.current.first) {
      element.scrollTop += element.scrollHeight - before.current.height;
    }
    before.current = { height: element.scrollHeight, first, outgoing };
    setMissed(Math.max(0, last - lastSeen.current));
  }, [messages, last, outgoing]);

  useKeptAtEnd(box, atEnd);

  return {
    box,
    missed,
    toEnd: () => {
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      box.current?.scrollTo({ top: box.current.scrollHeight, behavior: still ? 'instant' : 'smooth' });
    },
    onScroll: () => {
      const element = box.current;
      if (element === null) return null;
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
      if (atEnd.current) {
        lastSeen.current = last;
        setMissed(0);
        return 'end';
      }
      return element.scrollTop < nearPx ? 'top' : null;
    },
  };
}

/** A composer that grows, a keyboard that opens, a window made smaller: the end stays in sight. */
function useKeptAtEnd(box: RefObject<HTMLDivElement | null>, atEnd: RefObject<boolean>): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, atEnd]);
}
