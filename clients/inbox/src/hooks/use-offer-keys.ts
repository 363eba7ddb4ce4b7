import { type RefObject, useEffect, useRef } from 'react';

interface OfferKeys {
  /** What the keys answer now; null when nothing rings. */
  readonly offerId: string | null;
  readonly acceptButton: RefObject<HTMLButtonElement | null>;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

/** A key pressed so soon after another, or after the banner came, was meant for something else. */
const meantAfterMs = 700;

function isEditable(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type !== 'radio');
}

/**
 * Enter accepts and Escape declines, wherever the focus is, unless the key has a meaning there: in a field with text, on
 * another button, or while somebody types. The banner takes the focus only from where nobody writes, and gives it back.
 */
export function useOfferKeys({ offerId, acceptButton, onAccept, onDecline }: OfferKeys): void {
  const answers = useRef({ onAccept, onDecline });
  answers.current = { onAccept, onDecline };
  const cameFrom = useRef<Element | null>(null);

  useEffect(() => {
    if (offerId === null) return undefined;
    const before = document.activeElement;
    if (before?.closest('.offer-banner') === null) cameFrom.current = before;
    if (!isEditable(before)) acceptButton.current?.focus({ preventScroll: true });
    let lastKeyAt = performance.now();
    const onKey = (event: KeyboardEvent): void => {
      const hasty = performance.now() - lastKeyAt < meantAfterMs;
      lastKeyAt = performance.now();
      if (event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const target = event.target instanceof Element ? event.target : null;
      if (isEditable(target) && (target.value !== '' || hasty)) return;
      const inBanner = target?.closest('.offer-banner') !== null && target !== null;
      if (event.key === 'Escape') {
        event.preventDefault();
        answers.current.onDecline();
      } else if (
        event.key === 'Enter' &&
        !inBanner &&
        !(target instanceof HTMLButtonElement) &&
        !(target instanceof HTMLAnchorElement)
      ) {
        event.preventDefault();
        answers.current.onAccept();
      }
    };
    // Before the page's own handlers: the composer would swallow Enter.
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      const origin = cameFrom.current;
      if (origin instanceof HTMLElement && document.activeElement === document.body)
        origin.focus({ preventScroll: true });
    };
  }, [offerId, acceptButton]);
}
