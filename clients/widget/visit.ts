/** What this view of the page tells of the visit: seconds in front of the visitor, how far was scrolled, and the wish to leave. */
import type { VisitInput } from '../sdk/generated/graphql';
import { usableLanguages, zoneSaid } from './browser-owner';

export interface Visit {
  tell(): VisitInput;
  secondsHere(): number;
  scrollPercent(): number;
  hasWantedToLeave(): boolean;
  /** Called when one of them may have changed by what the visitor did. */
  onMove(listener: () => void): void;
}

function scrolledNow(): number {
  const { scrollHeight, clientHeight } = document.documentElement;
  const far = scrollHeight - clientHeight;
  // A page that fits into the window has been seen to its end.
  return far <= 0 ? 100 : Math.min(100, Math.round((scrollY / far) * 100));
}

export function createVisit(viewId: string, now: () => number = () => performance.now()): Visit {
  let seenMs = 0;
  let since: number | null = document.visibilityState === 'hidden' ? null : now();
  let deepest = 0;
  let wantsToLeave = false;
  const listeners: (() => void)[] = [];
  const tellAll = (): void => listeners.forEach((listener) => listener());
  const seen = (): number => seenMs + (since === null ? 0 : now() - since);

  const scrollPercent = (): number => (deepest = Math.max(deepest, scrolledNow()));

  document.addEventListener('visibilitychange', () => {
    seenMs = seen();
    since = document.visibilityState === 'hidden' ? null : now();
    tellAll();
  });
  addEventListener(
    'scroll',
    () => {
      const before = deepest;
      if (scrollPercent() > before) tellAll();
    },
    { passive: true },
  );
  // Out through the top: to the tabs, the address, the cross. A finger has no such way out.
  document.documentElement.addEventListener('mouseleave', (event) => {
    if (event.clientY > 0) return;
    wantsToLeave = true;
    tellAll();
  });

  return {
    tell: () => ({
      viewId,
      referrer: document.referrer.slice(0, 2_048) || null,
      language: usableLanguages(navigator.languages)[0] ?? null,
      timeZone: zoneSaid(),
      secondsOnPage: Math.min(86_400, Math.floor(seen() / 1_000)),
      scrollPercent: scrollPercent(),
      exitIntent: wantsToLeave,
    }),
    secondsHere: () => seen() / 1_000,
    scrollPercent,
    hasWantedToLeave: () => wantsToLeave,
    onMove: (listener) => void listeners.push(listener),
  };
}
