/** Asks whether what the page tells may be kept. It stands above the conversation until the visitor has said either. */
import type { State } from '../state';
import { button, el, show } from './dom';
import type { Desk, View } from './view';

export function createConsent({ words, flow, isInline }: Desk): View {
  const title = el('p', {}, words.consent);
  const allow = button({ class: 'button' }, () => void flow.allow(true), words.allow);
  const deny = button({ class: 'button' }, () => void flow.allow(false), words.deny);
  const element = el('div', { class: 'consent', role: 'group' }, title, el('div', { class: 'pair' }, deny, allow));
  element.setAttribute('aria-label', words.consentName);
  return {
    element,
    update({ look }: State) {
      // Once on a page is enough: in the corner.
      show(element, look?.asksConsent === true && !isInline);
    },
  };
}
