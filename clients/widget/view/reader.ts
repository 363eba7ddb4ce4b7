/**
 * A document, over the page. It is read in a page of our own server inside a frame: there the reader's code and its worker are
 * at home, whatever the host's policy says of scripts, and they are loaded only when somebody reads.
 */
import type { DocumentDeed } from '../chat';
import { safeAddress } from '../rich';
import type { Words } from '../words/words';
import { button, el, icon, show } from './dom';
import type { ReadingOrder } from './view';

export interface ReaderParts {
  readonly server: string;
  readonly theme: string | null;
  readonly language: string;
  readonly words: Words;
}

/** How long the frame may take to say that it is there, before a way round it is shown. */
const patienceMs = 10_000;

function deedOf(data: unknown): DocumentDeed | 'READY' | 'FAILED' | 'CLOSE' | null {
  if (typeof data !== 'object' || data === null || !('parley' in data)) return null;
  const { what, page, term } = data as { readonly what?: unknown; readonly page?: unknown; readonly term?: unknown };
  if (what === 'READY' || what === 'FAILED' || what === 'CLOSE') return what;
  if (what === 'DOWNLOADED') return { what };
  if (what === 'PAGE_VIEWED' && Number.isInteger(page)) return { what, page: page as number };
  return what === 'SEARCHED' && typeof term === 'string' ? { what, term } : null;
}

export function createReader(root: Node & ParentNode, { server, theme, language, words }: ReaderParts) {
  return function read({ document: { title, url }, tell, done }: ReadingOrder): void {
    // A path is one of the page's own site.
    const address = safeAddress(new URL(url, location.href).href);
    if (address === null || !/^https?:/.test(address)) return;
    const viewer = new URL('/viewer/', server);
    viewer.hash = new URLSearchParams({ file: address, title, language, theme: theme ?? '' }).toString();

    const { newTab, close, loading, failed: sorry } = words.document;
    const tab = { href: address, target: '_blank', rel: 'noopener noreferrer' };
    const frame = el('iframe', { class: 'reader-frame', src: viewer.href, title, allow: 'fullscreen' });
    const waiting = el('p', { class: 'reader-said', role: 'status' }, loading);
    const failed = el('div', { class: 'reader-said', role: 'alert', hidden: '' }, el('p', {}, sorry));
    failed.append(el('a', { class: 'button', ...tab }, newTab));
    const elsewhere = el('a', { class: 'icon-button', 'aria-label': newTab, title: newTab, ...tab }, icon('out'));
    const shut = button(
      { class: 'icon-button', 'aria-label': close, title: close },
      () => dialog.close(),
      icon('close'),
    );
    const head = el(
      'div',
      { class: 'reader-head' },
      el('h2', { class: 'title', id: 'parley-reader', dir: 'auto' }, title),
      elsewhere,
      shut,
    );
    const body = el('div', { class: 'reader-body' }, frame, waiting, failed);
    const dialog = el('dialog', { class: 'reader', 'aria-labelledby': 'parley-reader' }, head, body);

    const giveUp = (): void => {
      show(frame, false);
      show(waiting, false);
      show(failed, true);
    };
    const timer = setTimeout(giveUp, patienceMs);
    const hear = (event: MessageEvent<unknown>): void => {
      if (event.source !== frame.contentWindow || event.origin !== viewer.origin) return;
      const deed = deedOf(event.data);
      if (deed === 'CLOSE') dialog.close();
      else if (deed === 'READY' || deed === 'FAILED') {
        clearTimeout(timer);
        show(waiting, false);
        if (deed === 'FAILED') giveUp();
      } else if (deed !== null) tell(deed);
    };
    // A page may forbid frames; then the document opens where it can.
    const forbidden = (event: SecurityPolicyViolationEvent): void => {
      if (event.blockedURI.startsWith(viewer.origin)) giveUp();
    };
    addEventListener('message', hear);
    document.addEventListener('securitypolicyviolation', forbidden);
    dialog.addEventListener('close', () => {
      clearTimeout(timer);
      removeEventListener('message', hear);
      document.removeEventListener('securitypolicyviolation', forbidden);
      dialog.remove();
      done();
    });
    root.append(dialog);
    dialog.showModal();
    tell({ what: 'OPENED' });
  };
}
