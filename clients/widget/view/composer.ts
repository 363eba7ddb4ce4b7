/** Where the visitor writes. It grows to six lines; Enter sends, Shift+Enter breaks the line. */
import { stageOf, type State } from '../state';
import { button, el, icon, setText, show } from './dom';
import type { Desk, View } from './view';

export interface Composer extends View {
  control(): HTMLElement | null;
  /** What stands there, unsent: it goes along where the visitor writes a message instead, and comes back. */
  text: string;
}

/** The server's limit of a message. */
const mostCharacters = 4_000;
const tallestPx = 6 * 24 + 20;

export interface ComposerParts {
  readonly desk: Desk;
  readonly draft: string;
  readonly keepDraft: (text: string) => void;
}

export function createComposer({ desk, draft, keepDraft }: ComposerParts): Composer {
  const { words, flow } = desk;
  const count = el('p', { class: 'error', role: 'status' });
  const field = el('textarea', {
    class: 'input',
    rows: '1',
    'aria-label': words.write,
    placeholder: words.write,
    enterkeyhint: 'send',
    dir: 'auto',
  });
  const send = button({ class: 'icon-button send', 'aria-label': words.send, title: words.send }, post, icon('send'));
  const element = el('div', { class: 'composer' }, count, el('div', { class: 'row end' }, field, send));
  field.value = draft;

  function measure(): void {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight + 2, tallestPx)}px`;
    const left = mostCharacters - field.value.trim().length;
    setText(count, left < 0 ? words.tooLong(-left) : '');
    show(count, left < 0);
    send.setAttribute('aria-disabled', String(field.value.trim() === '' || left < 0));
  }
  function post(): void {
    const text = field.value.trim();
    if (text === '' || text.length > mostCharacters) return;
    flow.send(text);
    field.value = '';
    keepDraft('');
    measure();
    field.focus();
  }
  field.addEventListener('input', () => {
    measure();
    keepDraft(field.value);
    if (field.value.trim() !== '') flow.type();
  });
  field.addEventListener('keydown', (event) => {
    // An input method's Enter chooses a word; it does not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    post();
  });
  show(count, false);

  return {
    element,
    control: () => (element.hidden ? null : field),
    get text() {
      return field.value;
    },
    set text(text) {
      field.value = text;
      keepDraft(text);
      measure();
    },
    update(state: State) {
      const stage = stageOf(state.standing);
      const wasHidden = element.hidden;
      show(element, (stage === 'WAITING' && !state.isLeaving) || stage === 'CHATTING');
      if (wasHidden !== element.hidden) measure();
    },
  };
}
